package io.github.lakewire.jdbc.recordings;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.recordings.Recordings.Conversation;
import io.github.lakewire.thrift.TExecuteStatementResp;
import io.github.lakewire.thrift.TFetchResultsResp;
import io.github.lakewire.thrift.TSparkArrowBatch;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The comparison is strict: when a server answers a little differently, the replay says so. */
class ChangedAnswerTest {
  private static Recordings recordings;
  private static ReplayServer server;

  @BeforeAll
  static void start() throws IOException {
    recordings = Recordings.read();
    server = new ReplayServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aColumnName() throws Exception {
    assertNoticed(
        "label: expected id but got 2",
        "columnar",
        3,
        TExecuteStatementResp.class,
        answer ->
            answer
                .getDirectResults()
                .getResultSetMetadata()
                .getSchema()
                .getColumns()
                .get(0)
                .setColumnName("2"));
  }

  @Test
  void anUpdateCount() throws Exception {
    assertNoticed(
        "expected update count 2, got update count 7",
        "updates",
        3,
        TExecuteStatementResp.class,
        answer -> answer.getDirectResults().getOperationStatus().setNumModifiedRows(7));
  }

  @Test
  void aTextOfAColumnarSet() throws Exception {
    assertNoticed(
        "getObject: expected row 7 (String) but got Asia/Kathmandu",
        "columnar",
        3,
        TExecuteStatementResp.class,
        answer ->
            answer
                .getDirectResults()
                .getResultSet()
                .getResults()
                .getColumns()
                .get(1)
                .getStringVal()
                .getValues()
                .set(7, "Asia/Kathmandu"));
  }

  @Test
  void aByteOfALaterArrowPage() throws Exception {
    assertNoticed(
        "row 1",
        "arrow-pages",
        3,
        TFetchResultsResp.class,
        answer -> {
          TSparkArrowBatch batch = answer.getResults().getArrowBatches().get(0);
          byte[] bytes = batch.getBatch();
          bytes[bytes.length / 2] ^= 1;
          batch.setBatch(bytes);
        });
  }

  @Test
  void theRowsOfAPage() throws Exception {
    assertNoticed(
        "expected success but got",
        "arrow-pages",
        3,
        TFetchResultsResp.class,
        answer -> {
          TSparkArrowBatch batch = answer.getResults().getArrowBatches().get(0);
          batch.setRowCount(batch.getRowCount() - 1);
        });
  }

  @Test
  void theStateOfAnError() throws Exception {
    assertNoticed(
        "expected SQLState 42601, got 42000",
        "errors",
        2,
        TExecuteStatementResp.class,
        answer -> answer.getStatus().setSqlState("42000"));
  }

  private static <T> void assertNoticed(
      String difference, String name, int seq, Class<T> type, Consumer<T> change) throws Exception {
    Conversation conversation = recordings.conversation(name);
    ThriftMessage answer = ThriftMessage.decode(conversation.exchange(seq).responseBody());
    change.accept(answer.content(type));
    Conversation served =
        conversation.with(conversation.exchange(seq).withResponseBody(answer.encode()));

    List<String> differences =
        ConversationPlayer.play(conversation, served, ReplayMode.AS_RECORDED, server);

    assertTrue(
        differences.stream().anyMatch(d -> d.contains(difference)),
        () -> difference + " in " + differences);
  }
}
