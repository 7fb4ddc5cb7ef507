package io.github.lakewire.jdbc.internal.resultset;

import io.github.lakewire.jdbc.internal.arrowexport.ArrowExport;
import io.github.lakewire.jdbc.internal.cursor.RowCursor;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.SqlState;
import io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The other way to read a result set: as Arrow batches instead of rows, never as both. */
final class ArrowUnwrap implements ArrowExport.Owner {
  private final LakewireResultSet resultSet;
  private volatile ArrowExport.@Nullable View view;

  ArrowUnwrap(LakewireResultSet resultSet) {
    this.resultSet = resultSet;
  }

  /** Opens it, or returns again what was opened. */
  <T> T open(Class<T> type, RowCursor cursor, long maxRows) throws SQLException {
    ArrowExport.View opened = view;
    if (opened == null) {
      try {
        opened = ArrowExport.open(type, cursor, maxRows, this);
      } catch (DriverException | RuntimeException | Error e) {
        throw failure(e);
      }
      view = opened;
      if (isClosed()) {
        opened.resultSetClosed();
        throw resultSet.closedError();
      }
    }
    T object = opened.as(type);
    if (object == null) {
      throw SqlExceptions.of(
          SqlState.WRONG_METHOD,
          "The result set is read as Arrow in another way already: as ArrowReader or ArrowBatches,"
              + " not as both");
    }
    return object;
  }

  static SQLException rowsError() {
    return SqlExceptions.of(
        SqlState.WRONG_METHOD,
        "The result set is read as Arrow: its rows are to be had from the unwrapped object only");
  }

  static SQLException afterRowsError() {
    return SqlExceptions.of(
        SqlState.WRONG_METHOD,
        "The result set is read row by row already: unwrap it as Arrow before the first row");
  }

  void resultSetClosed() {
    ArrowExport.View opened = view;
    if (opened != null) {
      opened.resultSetClosed();
    }
  }

  @Override
  public SQLException failure(Throwable failure) {
    return resultSet.failed(failure);
  }

  @Override
  public boolean isClosed() {
    return resultSet.isClosed();
  }

  @Override
  public void close() {
    resultSet.close();
  }
}
