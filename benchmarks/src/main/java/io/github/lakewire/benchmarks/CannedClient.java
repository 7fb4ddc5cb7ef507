package io.github.lakewire.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.util.Properties;

/** Tells the canned server what will be asked for, before anything is measured. */
public final class CannedClient {

  /** System property with the port of the canned server. */
  public static final String PORT_PROPERTY = "benchmarks.port";

  /** Encoding the largest result takes some ten seconds. */
  private static final int PATIENCE_MILLIS = 120_000;

  private final int port;

  public CannedClient(int port) {
    this.port = port;
  }

  /** The client of the server that this JVM was started for. */
  static CannedClient ofThisJvm() {
    return new CannedClient(Integer.getInteger(PORT_PROPERTY, 0));
  }

  int port() {
    return port;
  }

  /**
   * What the server knows of an encoded result.
   *
   * @param sum what all values add up to; see the server's row generator
   * @param plainBytes before compression
   * @param wireBytes as sent
   * @param answers pages or files
   */
  public record Prepared(long sum, long plainBytes, long wireBytes, int answers) {}

  /** Encodes the result, unless that has been done. */
  public Prepared prepare(Dataset dataset) throws IOException {
    Properties answer = get("/bench/prepare?sql=" + URLEncoder.encode(dataset.statement(), UTF_8));
    return new Prepared(
        Long.parseLong(answer.getProperty("sum")),
        Long.parseLong(answer.getProperty("plainBytes")),
        Long.parseLong(answer.getProperty("wireBytes")),
        Integer.parseInt(answer.getProperty("answers")));
  }

  /** Sets delay and speed of the network; 0 and 0 is none of both. */
  public void link(long delayMillis, long bytesPerSecond) throws IOException {
    get("/bench/link?delayMillis=%d&bytesPerSecond=%d".formatted(delayMillis, bytesPerSecond));
  }

  /** How many requests of drivers there were since this was last asked. */
  public int requests() throws IOException {
    return Integer.parseInt(get("/bench/requests").getProperty("requests"));
  }

  private Properties get(String path) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
    connection.setConnectTimeout(PATIENCE_MILLIS);
    connection.setReadTimeout(PATIENCE_MILLIS);
    Properties answer = new Properties();
    try (InputStream body = connection.getInputStream()) {
      answer.load(body);
    }
    return answer;
  }
}
