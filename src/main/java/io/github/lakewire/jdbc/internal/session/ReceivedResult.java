package io.github.lakewire.jdbc.internal.session;

import io.github.lakewire.jdbc.internal.cursor.Cursors;
import io.github.lakewire.jdbc.internal.cursor.ResultForm;
import io.github.lakewire.jdbc.internal.cursor.RowCursor;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.fetch.ArrayAllocator;
import io.github.lakewire.jdbc.internal.fetch.Page;
import io.github.lakewire.jdbc.internal.fetch.PageSource;
import io.github.lakewire.jdbc.internal.sql.ExpectedOutcome;
import io.github.lakewire.jdbc.internal.thrift.FetchedPage;
import io.github.lakewire.jdbc.internal.thrift.OperationResponse;
import io.github.lakewire.jdbc.internal.thrift.OperationStatus;
import io.github.lakewire.jdbc.internal.thrift.ResultMetadata;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;
import io.github.lakewire.jdbc.internal.types.ResultSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What has come of an operation: rows or a count, and what the rows are read by. Used by the thread
 * of its statement.
 */
final class ReceivedResult {
  private final ThriftOperation operation;
  private final ThriftSession session;
  private final OperationRequest request;
  private @Nullable ResultMetadata metadata;
  private @Nullable FetchedPage firstPage;
  private @Nullable ResultForm form;
  private StatementOutcome outcome = StatementOutcome.ROWS;

  ReceivedResult(ThriftOperation operation, ThriftSession session, OperationRequest request) {
    this.operation = operation;
    this.session = session;
    this.request = request;
  }

  /** Takes the direct results, and asks for what is missing to decide between rows and a count. */
  void receive(OperationResponse response, OperationStatus status) throws DriverException {
    metadata = response.direct().metadata();
    firstPage = response.direct().firstPage();
    ExpectedOutcome expected = request.expected();
    OptionalLong count = status.modifiedRows();
    if (session.capabilities().databricks()) {
      receiveOnDatabricks(count.isPresent() && !expected.isAnsweredByRows());
    } else if (request.statement() && !response.handle().hasResultSet()) {
      // Hive's handle says whether there are rows; where it has no count, the status may have it.
      outcome =
          StatementOutcome.counted(count.isPresent() ? count : response.handle().modifiedRows());
      return;
    } else if (!expected.isRows()) {
      metadata = operation.fetchMetadata();
      if (StatementOutcome.dependsOnRows(expected, metadata.columns())) {
        firstPage = operation.fetchFirst(false);
      }
    }
    outcome = StatementOutcome.of(expected, count, metadata, firstPage);
    FetchedPage first = firstPage;
    if (metadata != null && first != null && outcome.modifiedRows().isEmpty()) {
      int column = StatementOutcome.countColumn(expected, metadata.columns(), first);
      if (column >= 0) {
        outcome = StatementOutcome.counted(number(first, column));
      }
    }
  }

  /** Asks for the first page and the columns, unless a count says that they do not matter. */
  private void receiveOnDatabricks(boolean counted) throws DriverException {
    if (firstPage == null && !counted) {
      boolean withMetadata = metadata == null && session.capabilities().arrow();
      firstPage = operation.fetchFirst(withMetadata);
      if (metadata == null) {
        metadata = firstPage.metadata();
      }
    }
    if (metadata == null && !counted) {
      metadata = operation.fetchMetadata();
    }
  }

  /** The number in a column of a page that holds one row. */
  private OptionalLong number(FetchedPage page, int column) throws DriverException {
    try (RowCursor cursor =
        form().cursor(new OnePage(page.rows()), operation::downloader, session.fetchResources())) {
      return cursor.advance() && !cursor.reader(column).isNull(cursor.row())
          ? OptionalLong.of(cursor.reader(column).getLong(cursor.row()))
          : OptionalLong.empty();
    }
  }

  StatementOutcome outcome() {
    return outcome;
  }

  /** Whether its row is a task for the client. */
  boolean isStaging() {
    return metadata != null && metadata.staging();
  }

  @Nullable FetchedPage firstPage() {
    return firstPage;
  }

  /** Hands over the first page, if it has come. */
  @Nullable FetchedPage takeFirst() {
    FetchedPage taken = firstPage;
    firstPage = null;
    return taken;
  }

  /** What the rows are read by; asks the server for the columns when they are not known yet. */
  ResultForm form() throws DriverException {
    ResultForm known = form;
    if (known == null) {
      ResultMetadata described = metadata == null ? operation.fetchMetadata() : metadata;
      metadata = described;
      known = form(described, firstPage, !session.complexTypes());
      form = known;
    }
    return known;
  }

  /**
   * What a result is read by.
   *
   * @param first the first page, whose form counts for more than the announced one; null when there
   *     is none yet
   * @param nestedAsText how nested types are described
   */
  static ResultForm form(ResultMetadata metadata, @Nullable FetchedPage first, boolean nestedAsText)
      throws DriverException {
    byte[] arrowSchema = metadata.arrowSchema();
    if (!comesAsArrow(metadata, first) || arrowSchema == null) {
      return new ResultForm(new ResultSchema(metadata.columns(), nestedAsText), null, false);
    }
    List<ColumnInfo> columns =
        withComments(Cursors.arrowSchema(arrowSchema).columns(), metadata.columns());
    return new ResultForm(new ResultSchema(columns, nestedAsText), arrowSchema, metadata.lz4());
  }

  private static boolean comesAsArrow(ResultMetadata metadata, @Nullable FetchedPage first)
      throws DriverException {
    Page rows = first == null ? new Page.None() : first.rows();
    if (rows instanceof Page.None) {
      return metadata.announcesArrow();
    }
    if (rows instanceof Page.Columns) {
      return false;
    }
    if (metadata.arrowSchema() == null) {
      throw nonsense("Arrow rows without an Arrow schema");
    }
    return true;
  }

  /** Comments are only in the Thrift schema; everything else is better in the Arrow one. */
  private static List<ColumnInfo> withComments(List<ColumnInfo> arrow, List<ColumnInfo> thrift)
      throws DriverException {
    if (thrift.isEmpty()) {
      return arrow;
    }
    if (thrift.size() != arrow.size()) {
      throw nonsense(
          "its two schemas have %d and %d columns".formatted(thrift.size(), arrow.size()));
    }
    List<ColumnInfo> columns = new ArrayList<>(thrift.size());
    for (int i = 0; i < thrift.size(); i++) {
      columns.add(arrow.get(i).withComment(thrift.get(i).comment()));
    }
    return columns;
  }

  /** A single page that is complete. */
  private static final class OnePage implements PageSource {
    private @Nullable Page page;

    OnePage(Page page) {
      this.page = page;
    }

    @Override
    public boolean hasNext() {
      return page != null;
    }

    @Override
    public @Nullable Page next(ArrayAllocator buffers) {
      Page only = page;
      page = null;
      return only;
    }

    @Override
    public Page.Links renew(long startRow) throws DriverException {
      throw nonsense("it has links among its counts");
    }

    @Override
    public void close() {}
  }

  static DriverException nonsense(String why) {
    return new DriverException(
        DriverException.Kind.PROTOCOL, "The server's result makes no sense: " + why);
  }
}
