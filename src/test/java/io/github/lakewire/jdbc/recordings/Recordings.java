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

/**
 * The recorded conversations beside the project. They are never copied into it, so a checkout alone
 * does not have them; where they are, no test may pass them by.
 */
final class Recordings {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final List<Conversation> conversations;

  private Recordings(Path folder, List<Conversation> conversations) {
    this.folder = folder;
    this.conversations = conversations;
  }

  /** Whether the folder is there: the only reason for which a test may be skipped. */
  static boolean present() {
    return Files.isDirectory(locate());
  }

  /**
   * Reads all conversations; aborts the test when the folder is absent, unless {@code
   * -Dlakewire.recordings.required=true} says that it must be there.
   */
  static Recordings readOrSkip() throws IOException {
    if (Boolean.getBoolean("lakewire.recordings.required")) {
      assertTrue(present(), "recordings are required but absent: " + locate());
    }
    assumeTrue(present(), "skipped: no recordings");
    return read();
  }

  /** Reads all conversations, in the order of the index, and insists on each that it lists. */
  static Recordings read() throws IOException {
    Path folder = locate();
    List<Conversation> conversations = new ArrayList<>();
    for (JsonNode entry :
        JSON.readTree(folder.resolve("index.json").toFile()).get("conversations")) {
      conversations.add(readConversation(folder, entry.get("file").textValue()));
    }
    assertFalse(conversations.isEmpty(), "the index lists no conversation");
    return new Recordings(folder, List.copyOf(conversations));
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

  /** Reads a CloudFetch file. */
  byte[] blob(String file) throws IOException {
    return Files.readAllBytes(folder.resolve(file));
  }

  private static Conversation readConversation(Path folder, String file) throws IOException {
    List<Exchange> exchanges = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve(file))) {
      exchanges.add(new Exchange(JSON.readTree(line)));
    }
    String suite = file.substring(0, file.indexOf('/'));
    String name = file.substring(file.indexOf('/') + 1).replace(".jsonl", "");
    return new Conversation(suite, name, List.copyOf(exchanges));
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
   * @param suite {@code cluster} or {@code captures}
   * @param exchanges in the order in which they happened
   */
  record Conversation(String suite, String name, List<Exchange> exchanges) {
    Exchange exchange(int seq) {
      return exchanges.get(seq - 1);
    }

    /** The same conversation with one exchange replaced by another of the same number. */
    Conversation with(Exchange changed) {
      List<Exchange> copy = new ArrayList<>(exchanges);
      copy.set(changed.seq() - 1, changed);
      return new Conversation(suite, name, copy);
    }

    List<Exchange> thrift() {
      return exchanges.stream().filter(Exchange::isThrift).toList();
    }

    List<Exchange> downloads() {
      return exchanges.stream().filter(Exchange::isDownload).toList();
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
