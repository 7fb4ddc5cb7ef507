package io.github.lakewire.jdbc.internal.jdbc;

import io.github.lakewire.jdbc.internal.door.ArrowDoor;
import io.github.lakewire.jdbc.internal.fault.Fault;
import io.github.lakewire.jdbc.internal.fault.SqlState;
import io.github.lakewire.jdbc.internal.results.ColumnReader;
import io.github.lakewire.jdbc.internal.results.ResultSchema;
import io.github.lakewire.jdbc.internal.results.RowCursor;
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
public final class LakewireResultSet extends ForwardOnly {
  private static final ColumnReader[] NONE = {};

  private final ResultSetOwner owner;
  private final RowCursor cursor;
  private final ColumnLabels labels;
  private final LakewireResultSetMetaData metaData;
  private final int columnCount;
  private final WarningChain warnings = new WarningChain();
  private final ObjectTypes objects = new ObjectTypes();
  private final long maxRows;
  private final ArrowSide arrow = new ArrowSide(this);

  private int fetchSize;
  private long rowNumber;

  /** The current row in its batch, and the columns there; none while the cursor is on no row. */
  private int row;

  private ColumnReader[] readers = NONE;
  private boolean onRow;
  private boolean lookedAhead;
  private boolean finished;
  private boolean wasNull;
  private boolean asArrow;
  private volatile boolean closed;

  /**
   * @param maxRows rows after which the result ends, 0 for none
   */
  LakewireResultSet(
      ResultSetOwner owner, ResultSchema schema, RowCursor cursor, long maxRows, int fetchSize) {
    this.owner = owner;
    this.cursor = cursor;
    this.labels = new ColumnLabels(schema);
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
    onRow = lookedAhead || advance();
    lookedAhead = false;
    if (onRow) {
      rowNumber++;
      row = cursor.row();
      readers = cursor.readers();
    } else {
      finished = true;
      readers = NONE;
    }
    return onRow;
  }

  private boolean advance() throws SQLException {
    if (asArrow) {
      throw ArrowSide.refuseRows();
    }
    if (finished || rowNumber >= maxRows) {
      return false;
    }
    try {
      return cursor.advance();
    } catch (Fault | RuntimeException e) {
      // What comes after a failed page is unknown.
      finished = true;
      onRow = false;
      readers = NONE;
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

  /** Closes without telling the owner, who does it for reasons of its own. */
  void closeByOwner() {
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
    if (rowNumber > 0 || finished) {
      return false;
    }
    // No row is current: looking for one disturbs nobody.
    lookedAhead = lookedAhead || advance();
    finished = !lookedAhead;
    return lookedAhead;
  }

  @Override
  public boolean isAfterLast() throws SQLException {
    requireOpen();
    return finished && rowNumber > 0;
  }

  @Override
  public boolean isFirst() throws SQLException {
    requireOpen();
    return onRow && rowNumber == 1;
  }

  @Override
  public int getRow() throws SQLException {
    requireOpen();
    return onRow ? (int) Math.min(rowNumber, Integer.MAX_VALUE) : 0;
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
      return ArrowSide.refuseRows();
    }
    if (columnIndex < 1 || columnIndex > columnCount) {
      return SqlErrors.of(
          SqlState.INVALID_INDEX,
          "There is no column " + columnIndex + ": the result has " + columnCount);
    }
    return SqlErrors.of(
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
    } catch (Fault | RuntimeException e) {
      throw SqlErrors.from(e);
    }
  }

  @Override
  public boolean getBoolean(int columnIndex) throws SQLException {
    ColumnReader reader = reader(columnIndex);
    try {
      return isNull(reader) ? false : reader.getBoolean(row);
    } catch (Fault | RuntimeException e) {
      throw SqlErrors.from(e);
    }
  }

  @Override
  public byte getByte(int columnIndex) throws SQLException {
    ColumnReader reader = reader(columnIndex);
    try {
      return isNull(reader) ? 0 : reader.getByte(row);
    } catch (Fault | RuntimeException e) {
      throw SqlErrors.from(e);
    }
  }

  @Override
  public short getShort(int columnIndex) throws SQLException {
    ColumnReader reader = reader(columnIndex);
    try {
      return isNull(reader) ? 0 : reader.getShort(row);
    } catch (Fault | RuntimeException e) {
      throw SqlErrors.from(e);
    }
  }

  @Override
  public int getInt(int columnIndex) throws SQLException {
    ColumnReader reader = reader(columnIndex);
    try {
      return isNull(reader) ? 0 : reader.getInt(row);
    } catch (Fault | RuntimeException e) {
      throw SqlErrors.from(e);
    }
  }

  @Override
  public long getLong(int columnIndex) throws SQLException {
    ColumnReader reader = reader(columnIndex);
    try {
      return isNull(reader) ? 0 : reader.getLong(row);
    } catch (Fault | RuntimeException e) {
      throw SqlErrors.from(e);
    }
  }

  @Override
  public float getFloat(int columnIndex) throws SQLException {
    ColumnReader reader = reader(columnIndex);
    try {
      return isNull(reader) ? 0 : reader.getFloat(row);
    } catch (Fault | RuntimeException e) {
      throw SqlErrors.from(e);
    }
  }

  @Override
  public double getDouble(int columnIndex) throws SQLException {
    ColumnReader reader = reader(columnIndex);
    try {
      return isNull(reader) ? 0 : reader.getDouble(row);
    } catch (Fault | RuntimeException e) {
      throw SqlErrors.from(e);
    }
  }

  @Override
  public @Nullable BigDecimal getBigDecimal(int columnIndex) throws SQLException {
    ColumnReader reader = reader(columnIndex);
    try {
      return isNull(reader) ? null : reader.getBigDecimal(row);
    } catch (Fault | RuntimeException e) {
      throw SqlErrors.from(e);
    }
  }

  @Override
  public byte @Nullable [] getBytes(int columnIndex) throws SQLException {
    ColumnReader reader = reader(columnIndex);
    try {
      return isNull(reader) ? null : reader.getBytes(row);
    } catch (Fault | RuntimeException e) {
      throw SqlErrors.from(e);
    }
  }

  @Override
  public @Nullable Date getDate(int columnIndex, @Nullable Calendar calendar) throws SQLException {
    ColumnReader reader = reader(columnIndex);
    try {
      return isNull(reader) ? null : objects.date(reader, row, calendar);
    } catch (Fault | RuntimeException e) {
      throw SqlErrors.from(e);
    }
  }

  @Override
  public @Nullable Time getTime(int columnIndex, @Nullable Calendar calendar) throws SQLException {
    ColumnReader reader = reader(columnIndex);
    try {
      return isNull(reader) ? null : objects.time(reader, row, calendar);
    } catch (Fault | RuntimeException e) {
      throw SqlErrors.from(e);
    }
  }

  @Override
  public @Nullable Timestamp getTimestamp(int columnIndex, @Nullable Calendar calendar)
      throws SQLException {
    ColumnReader reader = reader(columnIndex);
    try {
      return isNull(reader) ? null : objects.timestamp(reader, row, calendar);
    } catch (Fault | RuntimeException e) {
      throw SqlErrors.from(e);
    }
  }

  @Override
  public @Nullable Object getObject(int columnIndex) throws SQLException {
    ColumnReader reader = reader(columnIndex);
    try {
      return isNull(reader) ? null : objects.natural(reader, row);
    } catch (Fault | RuntimeException e) {
      throw SqlErrors.from(e);
    }
  }

  @Override
  @SuppressWarnings("unchecked") // int.class.cast would refuse an Integer
  public <T> @Nullable T getObject(int columnIndex, Class<T> type) throws SQLException {
    ColumnReader reader = reader(columnIndex);
    if (type == null) {
      throw SqlErrors.invalidArgument("getObject needs a class");
    }
    if (type == Blob.class) {
      return type.cast(getBlob(columnIndex));
    }
    if (type == Clob.class || type == NClob.class) {
      return type.cast(getNClob(columnIndex));
    }
    try {
      return isNull(reader) ? null : (T) objects.as(reader, row, type);
    } catch (Fault | RuntimeException e) {
      throw SqlErrors.from(e);
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
      throw SqlErrors.invalidArgument("The fetch size must not be negative: " + rows);
    }
    fetchSize = rows;
  }

  @Override
  public <T> T unwrap(@Nullable Class<T> type) throws SQLException {
    if (type == null || !ArrowDoor.isMeantBy(type)) {
      return Wrapping.unwrap(this, type);
    }
    requireOpen();
    if (rowNumber > 0 || lookedAhead || finished) {
      throw ArrowSide.refuseAfterRows();
    }
    T opened = arrow.open(type, cursor, maxRows);
    asArrow = true;
    return opened;
  }

  @Override
  public boolean isWrapperFor(@Nullable Class<?> type) {
    return Wrapping.wraps(this, type) || ArrowDoor.canOpenAs(type);
  }

  /** What a call says that finds the result set closed. */
  SQLException closedError() {
    return closedError(null);
  }

  private SQLException closedError(@Nullable Exception met) {
    LakewireConnection connection = owner.connection();
    return connection == null
        ? SqlErrors.closed("result set", met)
        : connection.closed("result set", met);
  }

  /** What a call says that met a failure: when it was closed meanwhile, that is the reason. */
  SQLException failed(Exception met) {
    if (closed) {
      return closedError(met);
    }
    LakewireConnection connection = owner.connection();
    return connection == null ? SqlErrors.from(met) : connection.failed(met);
  }

  @Override
  void requireOpen() throws SQLException {
    if (closed) {
      throw closedError();
    }
  }

  @Override
  SQLException refuseUpdate(String method) {
    return closed ? closedError() : SqlErrors.notSupported(method + ": results are read-only");
  }

  @Override
  SQLException refuseMove(String method) {
    return closed
        ? closedError()
        : SqlErrors.notSupported(method + ": results are read forwards only");
  }
}
