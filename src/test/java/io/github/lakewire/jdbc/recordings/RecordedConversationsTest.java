package io.github.lakewire.jdbc.recordings;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.recordings.Recordings.Conversation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The driver gives what servers gave, real ones and the local warehouse: every statement of every
 * recorded conversation, played through {@code java.sql} against a server that answers with the
 * recorded bytes.
 */
class RecordedConversationsTest {
  private static ReplayServer server;
  private static final List<Conversation> PLAYED = new ArrayList<>();
  private static final List<String> DIFFERENCES = new ArrayList<>();

  @BeforeAll
  static void start() throws IOException {
    server = new ReplayServer();
  }

  static Stream<Conversation> conversations() throws IOException {
    return Recordings.read().conversations().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("conversations")
  @Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void givesWhatWasRecorded(Conversation conversation) throws Exception {
    List<String> differences = play(conversation, ReplayMode.AS_RECORDED);
    if (!conversation.downloads().isEmpty()) {
      differences.addAll(play(conversation, ReplayMode.ONLY_KEPT_FILES));
    }
    PLAYED.add(conversation);
    DIFFERENCES.addAll(differences);
    assertTrue(differences.isEmpty(), () -> String.join("\n", differences));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("conversations")
  @Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void givesTheSameWhenTheServerIsSlow(Conversation conversation) throws Exception {
    List<String> differences = play(conversation, ReplayMode.DEFERRED);
    DIFFERENCES.addAll(differences);
    assertTrue(differences.isEmpty(), () -> String.join("\n", differences));
  }

  private static List<String> play(Conversation conversation, ReplayMode mode) throws Exception {
    return ConversationPlayer.play(conversation, conversation, mode, server);
  }

  @AfterAll
  static void stop() {
    server.close();
    System.out.println(
        "recorded conversations replayed: "
            + played("warehouse")
            + " + "
            + played("cluster")
            + " + "
            + played("captures")
            + ", differences: "
            + DIFFERENCES.size());
  }

  private static long played(String suite) {
    return PLAYED.stream().filter(c -> c.suite().equals(suite)).count();
  }
}
