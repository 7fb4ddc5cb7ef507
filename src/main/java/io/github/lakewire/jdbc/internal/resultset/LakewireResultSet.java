package io.github.lakewire.jdbc.internal.resultset;

import io.github.lakewire.jdbc.internal.arrowexport.ArrowExport;
import io.github.lakewire.jdbc.internal.column.ColumnReader;
import io.github.lakewire.jdbc.internal.cursor.RowCursor;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.SqlState;
import io.github.lakewire.jdbc.internal.sqlerror.SelfWrapper;
import io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions;
import io.github.lakewire.jdbc.internal.sqlerror.WarningChain;
import io.github.lakewire.jdbc.internal.types.ResultSchema;
import java.math.BigDecimal;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a query or of a metadata call: forward-only, read-only, one row at a time in the
 * cursor's current batch. Getters by number go straight to the column's reader; nothing is boxed on
 * the way.
 */
public final class LakewireResultSet extends DerivedGetters implements SelfWrapper {
  private static final ColumnReader[] NONE = {};

  private final ResultSetOwner owner;
  private final RowCursor cursor;
  private final ColumnLabels labels;
  private final LakewireResultSetMetaData metaData;
  private final int columnCount;
  public final WarningChain warnings = new WarningChain();
  private final ObjectConversions objects;
  private final long maxRows;
  private final ArrowUnwrap arrow = new ArrowUnwrap(this);
  private int fetchSize;

  /** Rows before the row 0 of the current batch, which need not be delivered itself. */
  private long rowsBefore;

  /** Where the delivered rows of the current batch end; 0 while there is no current row. */
  private int rowsInBatch;

  /** The current row in its batch, and the columns there; -1 and none while there is no row. */
  private int row = -1;

  private ColumnReader[] readers = NONE;

  /** Rows of the first batch, when it was loaded before the first row was asked for. */
  private int rowsAhead;

  private boolean finished;
  private boolean wasNull;
  private boolean asArrow;
  private volatile boolean closed;

  /**
   * @param maxRows rows after which the result ends, 0 for none
   */
  public LakewireResultSet(
      ResultSetOwner owner, ResultSchema schema, RowCursor cursor, long maxRows, int fetchSize) {
    this.owner = owner;
    this.cursor = cursor;
    this.labels = new ColumnLabels(schema);
    this.objects = ObjectConversions.of(schema, owner);
    this.metaData = new LakewireResultSetMetaData(schema);
    this.columnCount = schema.columns().size();
    this.maxRows = maxRows == 0 ? Long.MAX_VALUE : maxRows;
    this.fetchSize = fetchSize;
  }

  // The cursor.

  @Override
  public boolean next() throws SQLException {
    if (closed) {
      throw closedError();
    }
    int next = row + 1;
    if (next < rowsInBatch) {
      row = next;
      return true;
    }
    return nextBatch();
  }

  private boolean nextBatch() throws SQLException {
    leaveBatch();
    if (!isBatchAhead()) {
      return false;
    }
    readers = cursor.readers();
    int first = cursor.firstRow();
    rowsBefore -= first;
    rowsInBatch = first + rowsAhead;
    rowsAhead = 0;
    row = first;
    return true;
  }

  private void leaveBatch() {
    rowsBefore += rowsInBatch;
    rowsInBatch = 0;
    row = -1;
    readers = NONE;
  }

  /** Whether another row comes; its batch is loaded then, and none is current meanwhile. */
  private boolean isBatchAhead() throws SQLException {
    rowsAhead = rowsAhead > 0 ? rowsAhead : load();
    if (rowsAhead == 0) {
      finished = true;
      owner.rowsEnded();
    }
    return !finished;
  }

  /** Loads the next batch and returns how many of its rows are wanted; 0 at the end. */
  private int load() throws SQLException {
    if (asArrow) {
      throw ArrowUnwrap.rowsError();
    }
    if (finished || rowsBefore >= maxRows) {
      return 0;
    }
    try {
      return (int) Math.min(cursor.advanceBatch(), maxRows - rowsBefore);
    } catch (DriverException | RuntimeException | Error e) {
      // The cursor fails again when it is asked again: this is no quiet end.
      throw failed(e);
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closeByOwner();
      owner.resultSetClosed(this);
    }
  }

  /** Closes without notifying the owner, which is the caller. */
  public void closeByOwner() {
    if (!closed) {
      closed = true;
      readers = NONE;
      cursor.close();
      arrow.resultSetClosed();
    }
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public boolean isBeforeFirst() throws SQLException {
    requireOpen();
    // There is no current row that loading the next batch would overwrite.
    return rowNumber() == 0 && !finished && isBatchAhead();
  }

  @Override
  public boolean isAfterLast() throws SQLException {
    requireOpen();
    return finished && rowsBefore > 0;
  }

  @Override
  public boolean isFirst() throws SQLException {
    requireOpen();
    return row >= 0 && rowsBefore + row == 0;
  }

  @Override
  public int getRow() throws SQLException {
    requireOpen();
    return row < 0 ? 0 : (int) Math.min(rowNumber(), Integer.MAX_VALUE);
  }

  /** Rows delivered so far: the number of the current one, if there is one. */
  public long rowNumber() {
    return rowsBefore + row + 1;
  }

  // Values by number.

  /** The hot path of all getters: open, on a row, a column that exists. */
  private ColumnReader reader(int columnIndex) throws SQLException {
    ColumnReader[] current = readers;
    int index = columnIndex - 1;
    if (index < 0 || index >= current.length) {
      throw unreadable(columnIndex);
    }
    return current[index];
  }

  @Override
  void requireReadable(int columnIndex) throws SQLException {
    reader(columnIndex);
  }

  private SQLException unreadable(int columnIndex) {
    if (closed) {
      return closedError();
    }
    if (asArrow) {
      return ArrowUnwrap.rowsError();
    }
    if (columnIndex < 1 || columnIndex > columnCount) {
      return SqlExceptions.of(
          SqlState.INVALID_INDEX,
          "There is no column " + columnIndex + ": the result has " + columnCount);
    }
    return SqlExceptions.of(
        SqlState.INVALID_CURSOR_STATE,
        finished ? "The cursor is after the last row" : "Call next() before reading the first row");
  }

  @Override
  public boolean wasNull() throws SQLException {
    requireOpen();
    return wasNull;
  }

  private boolean isNull(ColumnReader reader) {
    wasNull = reader.isNull(row);
    return wasNull;
  }

  @Override
  public @Nullable String getString(int columnIndex) throws SQLException {
    ColumnReader reader = reader(columnIndex);
    try {
      return isNull(reader) ? null : reader.getString(row);
    } catch (DriverException | RuntimeException | Error e) {
      throw owner.unreadable(e);
    }
  }

  @Override
  public boolean getBoolean(int columnIndex) throws SQLException {
    ColumnReader reader = reader(columnIndex);
    try {
      return isNull(reader) ? false : reader.getBoolean(row);
    } catch (DriverException | RuntimeException | Error e) {
      throw owner.unreadable(e);
    }
  }

  @Override
  public byte getByte(int columnIndex) throws SQLException {
    ColumnReader reader = reader(columnIndex);
    try {
      return isNull(reader) ? 0 : reader.getByte(row);
    } catch (DriverException | RuntimeException | Error e) {
      throw owner.unreadable(e);
    }
  }

  @Override
  public short getShort(int columnIndex) throws SQLException {
    ColumnReader reader = reader(columnIndex);
    try {
      return isNull(reader) ? 0 : reader.getShort(row);
    } catch (DriverException | RuntimeException | Error e) {
      throw owner.unreadable(e);
    }
  }

  @Override
  public int getInt(int columnIndex) throws SQLException {
    ColumnReader reader = reader(columnIndex);
    try {
      return isNull(reader) ? 0 : reader.getInt(row);
    } catch (DriverException | RuntimeException | Error e) {
      throw owner.unreadable(e);
    }
  }

  @Override
  public long getLong(int columnIndex) throws SQLException {
    ColumnReader reader = reader(columnIndex);
    try {
      return isNull(reader) ? 0 : reader.getLong(row);
    } catch (DriverException | RuntimeException | Error e) {
      throw owner.unreadable(e);
    }
  }

  @Override
  public float getFloat(int columnIndex) throws SQLException {
    ColumnReader reader = reader(columnIndex);
    try {
      return isNull(reader) ? 0 : reader.getFloat(row);
    } catch (DriverException | RuntimeException | Error e) {
      throw owner.unreadable(e);
    }
  }

  @Override
  public double getDouble(int columnIndex) throws SQLException {
    ColumnReader reader = reader(columnIndex);
    try {
      return isNull(reader) ? 0 : reader.getDouble(row);
    } catch (DriverException | RuntimeException | Error e) {
      throw owner.unreadable(e);
    }
  }

  @Override
  public @Nullable BigDecimal getBigDecimal(int columnIndex) throws SQLException {
    ColumnReader reader = reader(columnIndex);
    try {
      return isNull(reader) ? null : reader.getBigDecimal(row);
    } catch (DriverException | RuntimeException | Error e) {
      throw owner.unreadable(e);
    }
  }

  @Override
  public byte @Nullable [] getBytes(int columnIndex) throws SQLException {
    ColumnReader reader = reader(columnIndex);
    try {
      return isNull(reader) ? null : reader.getBytes(row);
    } catch (DriverException | RuntimeException | Error e) {
      throw owner.unreadable(e);
    }
  }

  @Override
  public @Nullable Date getDate(int columnIndex, @Nullable Calendar calendar) throws SQLException {
    ColumnReader reader = reader(columnIndex);
    try {
      return isNull(reader) ? null : objects.date(reader, row, calendar);
    } catch (DriverException | RuntimeException | Error e) {
      throw owner.unreadable(e);
    }
  }

  @Override
  public @Nullable Time getTime(int columnIndex, @Nullable Calendar calendar) throws SQLException {
    ColumnReader reader = reader(columnIndex);
    try {
      return isNull(reader) ? null : objects.time(reader, row, calendar);
    } catch (DriverException | RuntimeException | Error e) {
      throw owner.unreadable(e);
    }
  }

  @Override
  public @Nullable Timestamp getTimestamp(int columnIndex, @Nullable Calendar calendar)
      throws SQLException {
    ColumnReader reader = reader(columnIndex);
    try {
      return isNull(reader) ? null : objects.timestamp(reader, row, calendar);
    } catch (DriverException | RuntimeException | Error e) {
      throw owner.unreadable(e);
    }
  }

  @Override
  public @Nullable Object getObject(int columnIndex) throws SQLException {
    ColumnReader reader = reader(columnIndex);
    try {
      return isNull(reader) ? null : objects.defaultObject(reader, row);
    } catch (DriverException | RuntimeException | Error e) {
      throw owner.unreadable(e);
    }
  }

  @Override
  @SuppressWarnings("unchecked") // int.class.cast would refuse an Integer
  public <T> @Nullable T getObject(int columnIndex, Class<T> type) throws SQLException {
    ColumnReader reader = reader(columnIndex);
    if (type == null) {
      throw SqlExceptions.invalidArgument("getObject needs a class");
    }
    if (type == Blob.class) {
      return type.cast(getBlob(columnIndex));
    }
    if (type == Clob.class || type == NClob.class) {
      return type.cast(getNClob(columnIndex));
    }
    try {
      return isNull(reader) ? null : (T) objects.as(reader, row, type);
    } catch (DriverException | RuntimeException | Error e) {
      throw owner.unreadable(e);
    }
  }

  // About the result.

  @Override
  public int findColumn(@Nullable String columnLabel) throws SQLException {
    requireOpen();
    return labels.find(columnLabel);
  }

  @Override
  public ResultSetMetaData getMetaData() throws SQLException {
    requireOpen();
    return metaData;
  }

  @Override
  public @Nullable Statement getStatement() throws SQLException {
    requireOpen();
    return owner.statement();
  }

  @Override
  public @Nullable SQLWarning getWarnings() throws SQLException {
    requireOpen();
    return warnings.first();
  }

  @Override
  public void clearWarnings() throws SQLException {
    requireOpen();
    warnings.clear();
  }

  @Override
  public int getFetchSize() throws SQLException {
    requireOpen();
    return fetchSize;
  }

  @Override
  public void setFetchSize(int rows) throws SQLException {
    requireOpen();
    if (rows < 0) {
      throw SqlExceptions.invalidArgument("The fetch size must not be negative: " + rows);
    }
    fetchSize = rows;
  }

  @Override
  public <T> T unwrap(@Nullable Class<T> type) throws SQLException {
    if (type == null || !ArrowExport.isMeantBy(type)) {
      return SelfWrapper.super.unwrap(type);
    }
    requireOpen();
    if (rowNumber() > 0 || rowsAhead > 0 || finished) {
      throw ArrowUnwrap.afterRowsError();
    }
    T opened = arrow.open(type, cursor, maxRows);
    asArrow = true;
    return opened;
  }

  @Override
  public boolean isWrapperFor(@Nullable Class<?> type) {
    return SelfWrapper.super.isWrapperFor(type) || ArrowExport.canOpenAs(type);
  }

  /** The exception of a call on a closed result set. */
  SQLException closedError() {
    return closedError(null);
  }

  private SQLException closedError(@Nullable Throwable met) {
    return owner.closed(met);
  }

  /**
   * The exception for a failed call. When the result set was closed meanwhile, that is the reason.
   */
  SQLException failed(Throwable met) {
    return closed ? closedError(met) : owner.failed(met);
  }

  @Override
  void requireOpen() throws SQLException {
    if (closed) {
      throw closedError();
    }
  }

  @Override
  SQLException unsupportedUpdate(String method) {
    return closed ? closedError() : SqlExceptions.notSupported(method + ": results are read-only");
  }

  @Override
  SQLException unsupportedMove(String method) {
    return closed
        ? closedError()
        : SqlExceptions.notSupported(method + ": results are read forwards only");
  }
}
