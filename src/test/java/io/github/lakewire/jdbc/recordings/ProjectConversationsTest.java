package io.github.lakewire.jdbc.recordings;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.recordings.Recordings.Conversation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The conversations that are part of the project are small, listed, and tell nothing else. */
class ProjectConversationsTest {
  private static final long MOST_BYTES = 1 << 20;

  /** The warehouse's tokens, Databricks' tokens, and where it ran. */
  private static final Pattern OF_THE_MACHINE =
      Pattern.compile(
          "local[0-9a-f]{32}|dapi[0-9a-f]{8}|Bearer |127\\.0\\.0\\.1|localhost|/home/|/tmp/|/root/"
              + "|[A-Z]:\\\\Users");

  private static List<Conversation> conversations() throws IOException {
    return Recordings.read().conversations().stream()
        .filter(conversation -> conversation.suite().equals("warehouse"))
        .toList();
  }

  @Test
  void nothingOfTheMachineIsInThem() throws IOException {
    List<String> found = new ArrayList<>();
    for (Conversation conversation : conversations()) {
      for (Exchange exchange : conversation.exchanges()) {
        StringBuilder text = new StringBuilder(exchange.line().toString());
        if (exchange.isThrift()) {
          text.append(new String(exchange.requestBody(), ISO_8859_1));
        }
        if (exchange.isThrift() && exchange.hasResponseBody()) {
          text.append(new String(exchange.responseBody(), ISO_8859_1));
        }
        Matcher match = OF_THE_MACHINE.matcher(text);
        if (match.find()) {
          found.add(conversation + ", " + exchange + ": " + match.group());
        }
      }
    }
    assertEquals(List.of(), found);
  }

  @Test
  void theyAreSmall() throws IOException {
    long bytes = 0;
    try (Stream<Path> files = Files.walk(conversations().get(0).folder())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
    }
    assertTrue(bytes < MOST_BYTES, bytes + " bytes of conversations");
  }

  @Test
  void theirPageListsEachOfThem() throws IOException {
    TreeSet<String> listed = new TreeSet<>();
    Path page = conversations().get(0).folder().resolve("README.md");
    Pattern.compile("^\\| `([a-z-]+)` \\|", Pattern.MULTILINE)
        .matcher(Files.readString(page))
        .results()
        .forEach(row -> listed.add(row.group(1)));
    TreeSet<String> names = new TreeSet<>();
    conversations().forEach(conversation -> names.add(conversation.name()));
    assertEquals(names, listed);
  }

  @Test
  void filesBelongToTheirLinks() throws IOException {
    TreeSet<String> kept = new TreeSet<>();
    Path folder = conversations().get(0).folder();
    try (Stream<Path> files = Files.list(folder.resolve("blobs"))) {
      files.forEach(file -> kept.add("blobs/" + file.getFileName()));
    }
    TreeSet<String> linked = new TreeSet<>();
    for (Conversation conversation : conversations()) {
      conversation
          .downloads()
          .forEach(download -> linked.add(download.line().get("body_file").textValue()));
    }
    assertEquals(linked, kept);
  }
}
