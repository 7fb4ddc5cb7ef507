package io.github.lakewire.jdbc.internal.thrift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lakewire.jdbc.internal.http.HttpChannel;
import io.github.lakewire.jdbc.testkit.BytesChannel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Thrift exchanges with the local warehouse and, where they are, with real servers. */
public final class RecordedExchanges {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Path ROOT = Path.of(System.getProperty("lakewire.root", ".."));
  private static final Path PROJECT = ROOT.resolve("src/test/resources/conversations");
  private static final Path SERVERS =
      Path.of(
          System.getProperty(
              "lakewire.recordings", ROOT.resolve("../shared/recordings").toString()));

  private RecordedExchanges() {}

  /**
   * One exchange.
   *
   * @param body the reply as it came over the wire, in base64
   * @param decoded the same, decoded by another program
   */
  public record Exchange(Path file, int number, String method, String body, JsonNode decoded) {

    /** The reply's bytes, each time anew. */
    public byte[] reply() {
      return Base64.getDecoder().decode(body);
    }

    /** These bytes, as if they answered the first call of a service. */
    private byte[] answer(byte[] bytes) {
      int sequenceAt = 2 * Integer.BYTES + method.length();
      if (bytes.length >= sequenceAt + Integer.BYTES) {
        ByteBuffer.wrap(bytes).putInt(sequenceAt, 1);
      }
      return bytes;
    }

    /** A channel that answers each request with these bytes. */
    public HttpChannel channel(byte[] bytes) {
      return new BytesChannel(request -> answer(bytes));
    }

    @Override
    public String toString() {
      return file.getFileName() + "#" + number + " " + method;
    }
  }

  /** Whether the recordings of real servers are there. */
  public static boolean ofServersPresent() {
    return Files.isDirectory(SERVERS);
  }

  /** All Thrift replies of these methods, those of the project first. */
  public static List<Exchange> of(String... methods) throws IOException {
    List<Exchange> exchanges = new ArrayList<>();
    for (Path file : files()) {
      for (String line : Files.readAllLines(file)) {
        Exchange exchange = parse(file, line);
        if (exchange != null && List.of(methods).contains(exchange.method())) {
          exchanges.add(exchange);
        }
      }
    }
    return exchanges;
  }

  private static List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path folder : List.of(PROJECT, SERVERS)) {
      if (Files.isDirectory(folder)) {
        try (Stream<Path> walk = Files.walk(folder)) {
          walk.filter(file -> file.toString().endsWith(".jsonl")).sorted().forEach(files::add);
        }
      }
    }
    return files;
  }

  private static @Nullable Exchange parse(Path file, String line) throws IOException {
    JsonNode exchange = JSON.readTree(line);
    return exchange.path("status").intValue() != 200 || !exchange.has("response_body")
        ? null
        : new Exchange(
            file,
            exchange.path("seq").intValue(),
            exchange.path("method").textValue(),
            exchange.path("response_body").textValue(),
            exchange.path("response"));
  }
}
