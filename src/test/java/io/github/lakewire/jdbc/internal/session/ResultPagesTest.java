package io.github.lakewire.jdbc.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.cursor.RowCursor;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.fetch.Page;
import io.github.lakewire.jdbc.internal.http.HttpChannel.Repeat;
import io.github.lakewire.jdbc.internal.thrift.StatementRequest;
import io.github.lakewire.jdbc.testkit.FakeThriftServer;
import io.github.lakewire.jdbc.testkit.ThriftResponses;
import io.github.lakewire.thrift.TColumn;
import io.github.lakewire.thrift.TFetchResultsReq;
import io.github.lakewire.thrift.TFetchResultsResp;
import io.github.lakewire.thrift.TOperationHandle;
import io.github.lakewire.thrift.TOperationState;
import io.github.lakewire.thrift.TProtocolVersion;
import io.github.lakewire.thrift.TRowSet;
import io.github.lakewire.thrift.TSparkArrowBatch;
import io.github.lakewire.thrift.TSparkArrowResultLink;
import io.github.lakewire.thrift.TStringColumn;
import io.github.lakewire.thrift.TTypeId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ResultPagesTest {
  private final ScriptedSession fixture = new ScriptedSession();
  private final FakeThriftServer server = fixture.server;

  private ResultPages pages(TFetchResultsResp first, TFetchResultsResp... later)
      throws DriverException {
    return executed(first, later).pages();
  }

  private ThriftOperation executed(TFetchResultsResp first, TFetchResultsResp... later)
      throws DriverException {
    server
        .respond(
            "ExecuteStatement",
            ThriftResponses.complete(ThriftResponses.metadata("n", TTypeId.INT_TYPE), first))
        .respond("FetchResults", later);
    ThriftOperation operation = fixture.open().statement(ScriptedSession.sql("SELECT n FROM t"));
    operation.execute(Deadline.none());
    return operation;
  }

  private static List<Object> numbers(ResultPages pages) throws DriverException {
    List<Object> numbers = new ArrayList<>();
    for (Page page = pages.next(byte[]::new); page != null; page = pages.next(byte[]::new)) {
      Page.ColumnValues column = assertInstanceOf(Page.Columns.class, page).columns().get(0);
      for (int row = 0; row < column.count(); row++) {
        numbers.add(column.values().getInt(row * Integer.BYTES));
      }
    }
    return numbers;
  }

  @Test
  void pagesFollowUntilTheServerSaysThatThereAreNoMore() throws Exception {
    ResultPages pages =
        pages(
            ThriftResponses.page(0, 2, true),
            ThriftResponses.page(2, 0, true),
            ThriftResponses.page(2, 1, true),
            ThriftResponses.page(3, 2, false));
    assertEquals(List.of(0, 1, 2, 3, 4), numbers(pages));
    assertNull(pages.next(byte[]::new));
    pages.close();
    assertEquals(3, server.calls("FetchResults").size());
    assertEquals(1, server.calls("CloseOperation").size());
    assertEquals(Repeat.IF_NOT_ARRIVED, server.calls("FetchResults").get(0).repeat());
    assertFalse(server.requests(TFetchResultsReq.class).get(0).isSetStartRowOffset());
  }

  @Test
  void missingPageIsNoticed() throws Exception {
    ResultPages pages = pages(ThriftResponses.page(0, 2, true), ThriftResponses.page(4, 2, false));
    assertNotNull(pages.next(byte[]::new));
    DriverException exception = assertThrows(DriverException.class, () -> pages.next(byte[]::new));
    assertEquals(DriverException.Kind.PROTOCOL, exception.kind());
    assertTrue(exception.getMessage().contains("row 4 where row 2"), exception.getMessage());
  }

  private static FakeThriftServer.Handler lost(DriverException.Kind kind) {
    return call -> {
      throw new DriverException(kind, "lost on the way");
    };
  }

  private static FakeThriftServer.Handler sent(TFetchResultsResp page) {
    return call -> page;
  }

  private List<Long> startRows() {
    return server.requests(TFetchResultsReq.class).stream()
        .map(request -> request.isSetStartRowOffset() ? request.getStartRowOffset() : -1)
        .toList();
  }

  @ParameterizedTest
  @EnumSource(
      value = DriverException.Kind.class,
      names = {"TRANSPORT", "READ_TIMEOUT", "OUTAGE"})
  void lostPageIsFetchedAgainFromItsRow(DriverException.Kind kind) throws Exception {
    ResultPages pages = pages(ThriftResponses.page(0, 2, true));
    server.on(
        "FetchResults",
        lost(kind),
        sent(ThriftResponses.page(2, 2, true)),
        lost(kind),
        sent(ThriftResponses.page(4, 1, true)),
        sent(ThriftResponses.page(5, 1, false)));
    assertEquals(List.of(0, 1, 2, 3, 4, 5), numbers(pages));
    assertEquals(List.of(-1L, 2L, -1L, 4L, -1L), startRows());
    assertEquals(Repeat.ALWAYS, server.calls("FetchResults").get(1).repeat());
  }

  /** It says nothing of where it begins, or has moved on, or cannot be asked again. */
  @ParameterizedTest
  @ValueSource(strings = {"unsaid", "next", "before", "lost", "refused"})
  void lostPageThatDoesNotComeAgainIsTheFailureItWas(String answer) throws Exception {
    ResultPages pages = pages(ThriftResponses.page(0, 2, true));
    TFetchResultsResp page = ThriftResponses.page(2, 2, false);
    page.getResults().unsetStartRowOffset();
    server.on(
        "FetchResults",
        lost(DriverException.Kind.TRANSPORT),
        switch (answer) {
          case "unsaid" -> sent(page);
          case "next" -> sent(ThriftResponses.page(4, 2, false));
          case "before" -> sent(ThriftResponses.page(0, 2, true));
          case "lost" -> lost(DriverException.Kind.READ_TIMEOUT);
          default -> sent(new TFetchResultsResp().setStatus(ThriftResponses.error("HY000", "no")));
        });
    assertNotNull(pages.next(byte[]::new));
    DriverException exception = assertThrows(DriverException.class, () -> pages.next(byte[]::new));
    assertEquals(DriverException.Kind.TRANSPORT, exception.kind());
    assertTrue(exception.getMessage().contains("lost on the way"), exception.getMessage());
    assertEquals(List.of(-1L, 2L), startRows());
  }

  @Test
  void cancelEndsAPageThatIsFetchedAgain() throws Exception {
    ThriftOperation operation = executed(ThriftResponses.page(0, 2, true));
    ResultPages pages = operation.pages();
    server.on(
        "FetchResults",
        lost(DriverException.Kind.TRANSPORT),
        call -> {
          operation.cancel();
          throw call.hang();
        });
    assertNotNull(pages.next(byte[]::new));
    DriverException exception = assertThrows(DriverException.class, () -> pages.next(byte[]::new));
    assertEquals(DriverException.Kind.CANCELLED, exception.kind());
  }

  @Test
  void lostFirstPageIsFetchedAgainFromRowZero() throws Exception {
    server
        .respond("ExecuteStatement", ThriftResponses.submitted(TOperationState.FINISHED_STATE))
        .respond("GetResultSetMetadata", ThriftResponses.metadata("n", TTypeId.INT_TYPE))
        .on(
            "FetchResults",
            lost(DriverException.Kind.TRANSPORT),
            sent(ThriftResponses.page(0, 2, false)));
    ThriftOperation operation = fixture.open().statement(ScriptedSession.sql("SELECT n FROM t"));
    operation.execute(Deadline.none());
    assertEquals(List.of(0, 1), numbers(operation.pages()));
    assertEquals(List.of(-1L, 0L), startRows());
  }

  /** Hive knows no such field, and would give the page after the lost one. */
  @Test
  void pageThatHiveLostIsLost() throws Exception {
    server
        .respond(
            "OpenSession", ThriftResponses.opened(TProtocolVersion.HIVE_CLI_SERVICE_PROTOCOL_V10))
        .respond("ExecuteStatement", ThriftResponses.accepted(ThriftResponses.handle()))
        .respond("GetOperationStatus", ThriftResponses.state(TOperationState.FINISHED_STATE))
        .respond("GetResultSetMetadata", ThriftResponses.metadata("n", TTypeId.INT_TYPE))
        .on(
            "FetchResults",
            sent(ThriftResponses.page(0, 2, false)),
            lost(DriverException.Kind.TRANSPORT));
    ThriftOperation operation = fixture.open().statement(ScriptedSession.sql("SELECT n FROM t"));
    operation.execute(Deadline.none());
    ResultPages pages = operation.pages();
    assertNotNull(pages.next(byte[]::new));
    assertEquals(
        DriverException.Kind.TRANSPORT,
        assertThrows(DriverException.class, () -> pages.next(byte[]::new)).kind());
    assertEquals(List.of(-1L, -1L), startRows());
  }

  @Test
  void firstPageFromTheMiddleIsNoticed() throws Exception {
    ResultPages pages = pages(ThriftResponses.page(7, 2, false));
    assertEquals(
        DriverException.Kind.PROTOCOL,
        assertThrows(DriverException.class, () -> pages.next(byte[]::new)).kind());
  }

  @Test
  void repeatedPageIsSkipped() throws Exception {
    ResultPages pages =
        pages(
            ThriftResponses.page(0, 2, true),
            ThriftResponses.page(0, 2, true),
            ThriftResponses.page(2, 2, false));
    assertEquals(List.of(0, 1, 2, 3), numbers(pages));
  }

  @Test
  void endlessRepetitionIsGivenUp() throws Exception {
    ResultPages pages = pages(ThriftResponses.page(0, 2, true), ThriftResponses.page(0, 2, true));
    assertNotNull(pages.next(byte[]::new));
    assertEquals(
        DriverException.Kind.PROTOCOL,
        assertThrows(DriverException.class, () -> pages.next(byte[]::new)).kind());
  }

  @Test
  void pageThatOverlapsIsRefused() throws Exception {
    ResultPages pages = pages(ThriftResponses.page(0, 2, true), ThriftResponses.page(1, 2, false));
    assertNotNull(pages.next(byte[]::new));
    assertEquals(
        DriverException.Kind.PROTOCOL,
        assertThrows(DriverException.class, () -> pages.next(byte[]::new)).kind());
  }

  @Test
  void pageWithoutDataIsEmpty() throws Exception {
    TFetchResultsResp bare =
        new TFetchResultsResp()
            .setStatus(ThriftResponses.ok())
            .setResults(new TRowSet().setStartRowOffset(0));
    try (RowCursor cursor = executed(bare.setHasMoreRows(false)).openCursor()) {
      assertFalse(cursor.advance());
    }
  }

  @Test
  void pageOfOtherWidthThanTheSchemaIsRefused() throws Exception {
    TFetchResultsResp wide = ThriftResponses.page(0, 1, false);
    wide.getResults()
        .setColumns(
            List.of(wide.getResults().getColumns().get(0), wide.getResults().getColumns().get(0)));
    try (RowCursor cursor = executed(wide).openCursor()) {
      assertRefused(cursor);
    }
  }

  @Test
  void pageOfOtherFormThanTheOneBeforeIsRefused() throws Exception {
    TFetchResultsResp arrow = ThriftResponses.page(1, 1, false);
    arrow
        .getResults()
        .setColumns(List.of())
        .setArrowBatches(List.of(new TSparkArrowBatch().setBatch(new byte[] {1}).setRowCount(1)));
    ThriftOperation operation = executed(ThriftResponses.page(0, 1, true), arrow);
    try (RowCursor cursor = operation.openCursor()) {
      assertTrue(cursor.advance());
      assertRefused(cursor);
    }
  }

  private static void assertRefused(RowCursor cursor) {
    assertEquals(
        DriverException.Kind.PROTOCOL, assertThrows(DriverException.class, cursor::advance).kind());
  }

  @Test
  void goneResultIsNoLostConnection() throws Exception {
    ResultPages pages =
        pages(
            ThriftResponses.page(0, 2, true),
            new TFetchResultsResp()
                .setStatus(
                    ThriftResponses.error(
                        "08000", "Invalid OperationHandle: OperationHandle [1]")));
    server.respond("GetInfo", ThriftResponses.info("4.0.0"));
    assertNotNull(pages.next(byte[]::new));
    DriverException exception = assertThrows(DriverException.class, () -> pages.next(byte[]::new));
    assertEquals("24000", exception.sqlState());
    assertEquals(1, server.calls("GetInfo").size());
    assertFalse(fixture.released.get() > 0);
  }

  @Test
  void linksAreTranslatedAndAskedForByRow() throws Exception {
    // The binding needs an Arrow schema to allow links; pages are translated without one here.
    server.respond(
        "FetchResults", ThriftResponses.links(200, 2, false), ThriftResponses.links(999, 1, false));
    server.respond(
        "ExecuteStatement",
        ThriftResponses.complete(
            ThriftResponses.metadata("n", TTypeId.INT_TYPE), ThriftResponses.page(0, 0, false)));
    ThriftOperation operation = fixture.open().statement(ScriptedSession.sql("SELECT n FROM t"));
    operation.execute(Deadline.none());
    ResultPages pages = operation.pages();

    Page.Links links = pages.renew(200);
    assertEquals(2, links.links().size());
    Page.Link second = links.links().get(1);
    assertEquals(300, second.startRow());
    assertEquals(100, second.rowCount());
    assertEquals(4_000, second.uncompressedBytes());
    assertEquals(Instant.ofEpochMilli(1_700_000_000_000L), second.expiry());
    assertEquals("https://store/300", second.url());
    assertEquals(200, server.requests(TFetchResultsReq.class).get(0).getStartRowOffset());
    assertEquals(Repeat.ALWAYS, server.calls("FetchResults").get(0).repeat());

    DriverException other = assertThrows(DriverException.class, () -> pages.renew(300));
    assertEquals(DriverException.Kind.PROTOCOL, other.kind());
  }

  @Test
  void pagesOfFilesThatAreCutOtherwiseThanBeforeGoOnAtTheirRow() throws Exception {
    List<TSparkArrowResultLink> first = List.of(ThriftResponses.link("a", 0, 100, 9));
    List<TSparkArrowResultLink> second =
        List.of(
            ThriftResponses.link("b", 20, 60, 9),
            ThriftResponses.link("c", 80, 70, 9),
            ThriftResponses.link("d", 150, 30, 9));
    server.respond(
        "FetchResults",
        ThriftResponses.links(first, true),
        ThriftResponses.links(second, true),
        ThriftResponses.links(second, false));
    server.respond(
        "ExecuteStatement",
        ThriftResponses.complete(
            ThriftResponses.metadata("n", TTypeId.INT_TYPE), ThriftResponses.page(0, 0, true)));
    ThriftOperation operation = fixture.open().statement(ScriptedSession.sql("SELECT n FROM t"));
    operation.execute(Deadline.none());
    ResultPages pages = operation.pages();
    assertNotNull(pages.next(byte[]::new));
    assertEquals(100, pages.next(byte[]::new).count());
    Page.Links rest = (Page.Links) pages.next(byte[]::new);
    assertEquals(
        List.of("c from 100, 50 behind 20", "d from 150, 30 behind 0"),
        rest.links().stream().map(ResultPagesTest::text).toList());
    Page.Links renewed = pages.renew(90);
    assertEquals(
        List.of("c from 90, 60 behind 10", "d from 150, 30 behind 0"),
        renewed.links().stream().map(ResultPagesTest::text).toList());
  }

  private static String text(Page.Link link) {
    return link.url()
        + " from "
        + link.startRow()
        + ", "
        + link.rowCount()
        + " behind "
        + link.skip();
  }

  @Test
  void hiveIsReadUntilAnEmptyPage() throws Exception {
    server
        .respond(
            "OpenSession", ThriftResponses.opened(TProtocolVersion.HIVE_CLI_SERVICE_PROTOCOL_V10))
        .respond("ExecuteStatement", ThriftResponses.accepted(ThriftResponses.handle()))
        .respond(
            "GetOperationStatus",
            ThriftResponses.state(TOperationState.RUNNING_STATE),
            ThriftResponses.state(TOperationState.FINISHED_STATE))
        .respond("GetResultSetMetadata", ThriftResponses.metadata("n", TTypeId.INT_TYPE))
        .respond(
            "FetchResults",
            ThriftResponses.page(0, 2, false),
            ThriftResponses.page(2, 1, false),
            ThriftResponses.page(3, 0, false));
    ThriftOperation operation = fixture.open().statement(ScriptedSession.sql("SELECT n FROM t"));
    operation.execute(Deadline.none());
    assertTrue(operation.hasRows());
    assertEquals(List.of(0, 1, 2), numbers(operation.pages()));
    TFetchResultsReq sent = server.requests(TFetchResultsReq.class).get(0);
    assertFalse(sent.isSetMaxBytes() || sent.isSetIncludeResultSetMetadata());
    operation.close();
    assertEquals(1, server.calls("CloseOperation").size());
  }

  @Test
  void hiveIsAskedForPagesThatFitWithoutABoundInBytes() throws Exception {
    hiveAnswers(ThriftResponses.handle())
        .respond("GetResultSetMetadata", ThriftResponses.metadata("n", TTypeId.INT_TYPE))
        .respond("FetchResults", ThriftResponses.page(0, 0, false));
    ThriftSession session = fixture.open();
    for (int fetchSize : new int[] {0, 20_000}) {
      ThriftOperation operation =
          session.statement(
              new StatementRequest("SELECT n FROM t", List.of(), Duration.ZERO, 0, fetchSize));
      operation.execute(Deadline.none());
      assertEquals(List.of(), numbers(operation.pages()));
    }
    assertEquals(10_000, server.requests(TFetchResultsReq.class).get(0).getMaxRows());
    assertEquals(20_000, server.requests(TFetchResultsReq.class).get(1).getMaxRows());
  }

  @Test
  void emptyResultOfDdlIsNoneOnServersThatAlwaysAnnounceRows() throws Exception {
    hiveAnswers(ThriftResponses.handle())
        .respond("GetResultSetMetadata", ThriftResponses.metadata("Result", TTypeId.STRING_TYPE))
        .respond(
            "FetchResults", ThriftResponses.fetched(new TRowSet().setStartRowOffset(0), false));
    ThriftOperation operation =
        fixture.open().statement(ScriptedSession.sql("CREATE TABLE t (n INT)"));
    operation.execute(Deadline.none());
    assertFalse(operation.hasRows());
  }

  @Test
  void columnNamedResultKeepsItsRowsOnSuchServers() throws Exception {
    hiveAnswers(ThriftResponses.handle())
        .respond("GetResultSetMetadata", ThriftResponses.metadata("Result", TTypeId.STRING_TYPE))
        .respond("FetchResults", texts("a", "b"), texts("c"), texts());
    ThriftOperation operation =
        fixture.open().statement(ScriptedSession.sql("SELECT s AS Result FROM t"));
    operation.execute(Deadline.none());
    assertTrue(operation.hasRows());
    try (RowCursor cursor = operation.openCursor()) {
      for (String expected : List.of("a", "b", "c")) {
        assertTrue(cursor.advance());
        assertEquals(expected, cursor.reader(0).getString(cursor.row()));
      }
      assertFalse(cursor.advance());
    }
  }

  private static TFetchResultsResp texts(String... values) {
    TStringColumn column = new TStringColumn().setValues(List.of(values)).setNulls(new byte[] {0});
    return ThriftResponses.fetched(
        new TRowSet().setStartRowOffset(0).setColumns(List.of(TColumn.stringVal(column))), false);
  }

  private FakeThriftServer hiveAnswers(TOperationHandle handle) {
    return server
        .respond(
            "OpenSession", ThriftResponses.opened(TProtocolVersion.HIVE_CLI_SERVICE_PROTOCOL_V10))
        .respond("ExecuteStatement", ThriftResponses.accepted(handle))
        .respond("GetOperationStatus", ThriftResponses.state(TOperationState.FINISHED_STATE));
  }
}
