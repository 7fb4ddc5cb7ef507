package io.github.lakewire.jdbc.recordings;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Recorded conversations: those with the local warehouse, which are part of the project and which
 * {@code ConversationsIT} records, and those with real servers beside the project. The latter are
 * never copied into it, so a checkout alone does not have them; where they are, no test may pass
 * them by.
 */
final class Recordings {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The suite that is part of the project. */
  private static final String WAREHOUSE = "warehouse";

  private static final Path OWN =
      Path.of(System.getProperty("lakewire.root", ".."), "src/test/resources/conversations");

  private final List<Conversation> conversations;

  private Recordings(List<Conversation> conversations) {
    this.conversations = conversations;
  }

  /** Whether the recordings beside the project are there. */
  static boolean ofServersPresent() {
    return Files.isDirectory(locate());
  }

  /**
   * Reads all conversations that are there. {@code -Dlakewire.recordings.required=true} insists on
   * those of real servers.
   */
  static Recordings read() throws IOException {
    List<Conversation> conversations = new ArrayList<>(own());
    if (Boolean.getBoolean("lakewire.recordings.required")) {
      assertTrue(ofServersPresent(), "recordings are required but absent: " + locate());
    }
    if (ofServersPresent()) {
      conversations.addAll(ofServers());
    }
    return new Recordings(List.copyOf(conversations));
  }

  /** Reads the conversations with real servers only; aborts the test where they are absent. */
  static Recordings ofServersOrSkip() throws IOException {
    assumeTrue(ofServersPresent(), "skipped: no recordings of real servers");
    return new Recordings(List.copyOf(ofServers()));
  }

  private static List<Conversation> own() throws IOException {
    List<Conversation> conversations = new ArrayList<>();
    try (Stream<Path> files = Files.list(OWN)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".jsonl")).sorted().toList()) {
        conversations.add(readConversation(OWN, WAREHOUSE, file));
      }
    }
    assertTrue(conversations.size() >= 10, "conversations of the project are missing");
    return conversations;
  }

  /** In the order of the index; each that it lists must be there. */
  private static List<Conversation> ofServers() throws IOException {
    Path folder = locate();
    List<Conversation> conversations = new ArrayList<>();
    for (JsonNode entry :
        JSON.readTree(folder.resolve("index.json").toFile()).get("conversations")) {
      String file = entry.get("file").textValue();
      String suite = file.substring(0, file.indexOf('/'));
      conversations.add(readConversation(folder, suite, folder.resolve(file)));
    }
    assertFalse(conversations.isEmpty(), "the index lists no conversation");
    return conversations;
  }

  List<Conversation> conversations() {
    return conversations;
  }

  Conversation conversation(String name) {
    return conversations.stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }

  /** Returns how many conversations a suite has. */
  long count(String suite) {
    return conversations.stream().filter(c -> c.suite().equals(suite)).count();
  }

  private static Conversation readConversation(Path folder, String suite, Path file)
      throws IOException {
    List<Exchange> exchanges = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      exchanges.add(new Exchange(JSON.readTree(line)));
    }
    String name = file.getFileName().toString().replace(".jsonl", "");
    return new Conversation(folder, suite, name, List.copyOf(exchanges));
  }

  private static Path locate() {
    Path beside = Path.of(System.getProperty("lakewire.root", ".."), "..", "shared", "recordings");
    return Path.of(System.getProperty("lakewire.recordings", beside.toString()))
        .toAbsolutePath()
        .normalize();
  }

  /**
   * One recorded conversation.
   *
   * @param folder that the names of its files begin in
   * @param suite {@code warehouse}, {@code cluster} or {@code captures}
   * @param exchanges in the order in which they happened
   */
  record Conversation(Path folder, String suite, String name, List<Exchange> exchanges) {
    Exchange exchange(int seq) {
      return exchanges.get(seq - 1);
    }

    /** The same conversation with one exchange replaced by another of the same number. */
    Conversation with(Exchange changed) {
      List<Exchange> copy = new ArrayList<>(exchanges);
      copy.set(changed.seq() - 1, changed);
      return new Conversation(folder, suite, name, copy);
    }

    List<Exchange> thrift() {
      return exchanges.stream().filter(Exchange::isThrift).toList();
    }

    List<Exchange> downloads() {
      return exchanges.stream().filter(Exchange::isDownload).toList();
    }

    /** Reads a CloudFetch file; null when it was not kept. */
    byte @Nullable [] file(Exchange download) throws IOException {
      JsonNode name = download.line().get("body_file");
      return name == null ? null : Files.readAllBytes(folder.resolve(name.textValue()));
    }

    /** Returns the downloads of the links in an answer, in the order of the links. */
    List<Exchange> downloadsOf(Exchange answer) {
      return downloads().stream()
          .filter(d -> d.line().get("for_seq").intValue() == answer.seq())
          .sorted(Comparator.comparingInt(d -> d.line().get("link_index").intValue()))
          .toList();
    }

    @Override
    public String toString() {
      return suite + "/" + name;
    }
  }
}
