package io.github.lakewire.jdbc.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.cursor.RowCursor;
import io.github.lakewire.jdbc.testkit.ThriftResponses;
import io.github.lakewire.thrift.TColumn;
import io.github.lakewire.thrift.TColumnDesc;
import io.github.lakewire.thrift.TExecuteStatementResp;
import io.github.lakewire.thrift.TFetchResultsResp;
import io.github.lakewire.thrift.TGetOperationStatusReq;
import io.github.lakewire.thrift.TGetResultSetMetadataResp;
import io.github.lakewire.thrift.TI64Column;
import io.github.lakewire.thrift.TOperationState;
import io.github.lakewire.thrift.TProgressUpdateResp;
import io.github.lakewire.thrift.TRowSet;
import io.github.lakewire.thrift.TSparkRowSetType;
import io.github.lakewire.thrift.TTableSchema;
import io.github.lakewire.thrift.TTypeId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rows or a count: the text decides, and the server's answer (protocol.md, "Rows or a count") the
 * rest.
 */
class ResultOrCountTest {
  private final ScriptedSession fixture = new ScriptedSession();

  /** A result of BIGINT columns, each row of which counts 7, 8, 9 ... */
  private static TExecuteStatementResp numbers(List<String> names, int rows, TTypeId type) {
    List<TColumnDesc> columns = new ArrayList<>();
    List<TColumn> values = new ArrayList<>();
    for (String name : names) {
      columns.addAll(ThriftResponses.metadata(name, type).getSchema().getColumns());
      values.add(
          TColumn.i64Val(
              new TI64Column()
                  .setValues(Collections.nCopies(rows, 7L + values.size()))
                  .setNulls(new byte[] {0})));
    }
    TGetResultSetMetadataResp metadata =
        new TGetResultSetMetadataResp()
            .setStatus(ThriftResponses.ok())
            .setResultFormat(TSparkRowSetType.COLUMN_BASED_SET)
            .setSchema(new TTableSchema().setColumns(columns));
    TFetchResultsResp page =
        ThriftResponses.fetched(new TRowSet().setStartRowOffset(0).setColumns(values), false);
    return ThriftResponses.complete(metadata, page);
  }

  private ThriftOperation run(TExecuteStatementResp response) throws Exception {
    return run("CALL anything()", response);
  }

  private ThriftOperation run(String sql, TExecuteStatementResp response) throws Exception {
    fixture.server.respond("ExecuteStatement", response);
    ThriftOperation operation = fixture.open().statement(ScriptedSession.sql(sql));
    operation.execute(Deadline.none());
    return operation;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "num_affected_rows",
        "num_affected_rows,num_inserted_rows",
        "num_affected_rows,num_updated_rows,num_deleted_rows,num_inserted_rows",
      })
  void rowOfCountsIsACountAlsoWithoutOneInTheStatus(String names) throws Exception {
    ThriftOperation operation = run(numbers(List.of(names.split(",")), 1, TTypeId.BIGINT_TYPE));
    assertFalse(operation.hasRows());
    assertEquals(OptionalLong.of(7), operation.modifiedRows());
    operation.close();
    assertEquals(1, fixture.server.calls("CloseOperation").size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // COPY INTO: tells more than a count.
        "num_affected_rows,num_inserted_rows,num_skipped_corrupt_files | 1 | BIGINT_TYPE",
        "num_affected_rows | 2 | BIGINT_TYPE",
        "num_affected_rows | 0 | BIGINT_TYPE",
        "num_inserted_rows | 1 | BIGINT_TYPE",
        "NUM_AFFECTED_ROWS | 1 | BIGINT_TYPE",
      })
  void otherRowsAreRows(String names, int rows, TTypeId type) throws Exception {
    ThriftOperation operation = run(numbers(List.of(names.split(",")), rows, type));
    assertTrue(operation.hasRows());
    assertEquals(OptionalLong.empty(), operation.modifiedRows());
    try (RowCursor cursor = operation.openCursor()) {
      for (int i = 0; i < rows; i++) {
        assertTrue(cursor.advance());
        assertEquals(7, cursor.reader(0).getLong(cursor.row()));
      }
      assertFalse(cursor.advance());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void columnsNamedLikeCountsAreColumnsOfAQuery(int rows) throws Exception {
    ThriftOperation operation =
        run(
            "SELECT num_affected_rows FROM log",
            numbers(List.of("num_affected_rows"), rows, TTypeId.BIGINT_TYPE));
    assertTrue(operation.hasRows());
    assertEquals(OptionalLong.empty(), operation.modifiedRows());
    try (RowCursor cursor = operation.openCursor()) {
      for (int i = 0; i < rows; i++) {
        assertTrue(cursor.advance());
      }
      assertFalse(cursor.advance());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"SELECT s AS Result FROM t", "SHOW SOMETHING", "FROM t |> SELECT Result"})
  void aQueryWithoutRowsIsAQueryWhateverItsColumn(String sql) throws Exception {
    ThriftOperation operation =
        run(
            sql,
            ThriftResponses.closed(
                ThriftResponses.complete(
                    ThriftResponses.metadata("Result", TTypeId.STRING_TYPE),
                    ThriftResponses.page(0, 0, false))));
    assertTrue(operation.hasRows());
    assertEquals("Result", operation.schema().columns().get(0).name());
  }

  @Test
  void aCountInTheStatusOfAQueryDoesNotHideItsRows() throws Exception {
    TExecuteStatementResp response = numbers(List.of("n"), 1, TTypeId.BIGINT_TYPE);
    response.getDirectResults().getOperationStatus().setNumModifiedRows(0);
    ThriftOperation operation = run("SELECT n FROM t", response);
    assertTrue(operation.hasRows());
    try (RowCursor cursor = operation.openCursor()) {
      assertTrue(cursor.advance());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "num_affected_rows,num_inserted_rows,num_skipped_corrupt_files | 1 | 7",
        "other,num_deleted_rows,num_affected_rows | 1 | 8",
        "num_affected_rows | 0 | -1",
        "num_affected_rows | 2 | -1",
        "num_removed_files | 1 | -1",
        "Result | 0 | -1",
        "Anything | 3 | -1",
      })
  void aWriteHasNoRowsWhateverTheServerAnswers(String names, int rows, long count)
      throws Exception {
    ThriftOperation operation =
        run("DELETE FROM t", numbers(List.of(names.split(",")), rows, TTypeId.BIGINT_TYPE));
    assertFalse(operation.hasRows());
    assertEquals(count, operation.modifiedRows().orElse(-1));
  }

  @Test
  void rowOfCountsOfAnotherTypeIsARow() throws Exception {
    TExecuteStatementResp response =
        ThriftResponses.complete(
            ThriftResponses.metadata("num_affected_rows", TTypeId.INT_TYPE),
            ThriftResponses.page(0, 1, false));
    assertTrue(run(response).hasRows());
  }

  @Test
  void resultWithoutColumnsIsRowsWithoutColumns() throws Exception {
    ThriftOperation operation = run(numbers(List.of(), 0, TTypeId.BIGINT_TYPE));
    assertTrue(operation.hasRows());
    assertEquals(List.of(), operation.schema().columns());
    try (RowCursor cursor = operation.openCursor()) {
      assertFalse(cursor.advance());
    }
  }

  @Test
  void progressIsAskedForWhenSomebodyWantsItAndToldAtEachAnswer() throws Exception {
    fixture
        .server
        .respond("ExecuteStatement", ThriftResponses.submitted(TOperationState.PENDING_STATE))
        .respond(
            "GetOperationStatus",
            ThriftResponses.state(TOperationState.RUNNING_STATE)
                .setProgressUpdateResponse(
                    new TProgressUpdateResp()
                        .setHeaderNames(List.of("STAGE"))
                        .setRows(List.of(List.of("map")))
                        .setProgressedPercentage(0.5)
                        .setFooterSummary("half")),
            ThriftResponses.state(TOperationState.FINISHED_STATE).setNumModifiedRows(1));
    ThriftOperation operation = fixture.open().statement(ScriptedSession.sql("anything"));
    List<String> told = new ArrayList<>();
    operation.listen(
        new ProgressListener() {
          @Override
          public boolean wantsDetails() {
            return true;
          }

          @Override
          public void responded(
              io.github.lakewire.jdbc.internal.thrift.OperationState state,
              io.github.lakewire.jdbc.internal.thrift.@Nullable ServerProgress progress) {
            told.add(operation.queryId() == null ? "no id" : state.name());
            if (progress != null) {
              assertEquals(List.of(List.of("map")), progress.rows());
              assertEquals(OptionalDouble.of(0.5), progress.fraction());
              assertEquals("half", progress.summary());
            }
          }
        });
    operation.execute(Deadline.none());
    assertEquals(List.of("PENDING", "RUNNING", "FINISHED"), told);
    assertTrue(
        fixture.server.requests(TGetOperationStatusReq.class).stream()
            .allMatch(TGetOperationStatusReq::isGetProgressUpdate));
  }

  @Test
  void nobodyAsksForProgressOtherwise() throws Exception {
    fixture
        .server
        .respond("ExecuteStatement", ThriftResponses.submitted(TOperationState.PENDING_STATE))
        .respond(
            "GetOperationStatus",
            ThriftResponses.state(TOperationState.FINISHED_STATE).setNumModifiedRows(1));
    fixture.open().statement(ScriptedSession.sql("anything")).execute(Deadline.none());
    assertFalse(
        fixture.server.requests(TGetOperationStatusReq.class).get(0).isSetGetProgressUpdate());
  }
}
