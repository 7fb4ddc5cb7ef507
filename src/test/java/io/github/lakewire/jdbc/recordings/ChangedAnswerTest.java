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
    recordings = Recordings.readOrSkip();
    server = new ReplayServer(recordings);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void aColumnName() throws Exception {
    assertNoticed(
        "label: expected 1 but got 2",
        "go-workflow-columnar",
        4,
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
        "expected update count 1, got update count 7",
        "execution.testinsertstatement",
        4,
        TExecuteStatementResp.class,
        answer -> answer.getDirectResults().getOperationStatus().setNumModifiedRows(7));
  }

  @Test
  void aTextOfAColumnarSet() throws Exception {
    assertNoticed(
        "getObject: expected America/Sao_Paulo (String) but got Asia/Kathmandu",
        "go-workflow-columnar",
        10,
        TExecuteStatementResp.class,
        answer ->
            answer
                .getDirectResults()
                .getResultSet()
                .getResults()
                .getColumns()
                .get(2)
                .getStringVal()
                .setValues(List.of("Asia/Kathmandu")));
  }

  @Test
  void aByteOfALaterArrowPage() throws Exception {
    assertNoticed(
        "row 1",
        "go-arrow-paging-direct",
        4,
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
        "21932 rows became 21931",
        "go-arrow-paging-direct",
        4,
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
        "errorhandling.testquerysyntaxerror",
        5,
        TExecuteStatementResp.class,
        answer -> answer.getStatus().setSqlState("42000"));
  }

  private static <T> void assertNoticed(
      String difference, String name, int seq, Class<T> type, Consumer<T> change)
      throws Exception {
    Conversation conversation = recordings.conversation(name);
    ThriftMessage answer = ThriftMessage.decode(conversation.exchange(seq).responseBody());
    change.accept(answer.content(type));
    Conversation served =
        conversation.with(conversation.exchange(seq).withResponseBody(answer.encode()));

    List<String> differences =
        ConversationPlayer.play(recordings, conversation, served, Manner.AS_RECORDED, server);

    assertTrue(
        differences.stream().anyMatch(d -> d.contains(difference)),
        () -> difference + " in " + differences);
  }
}
