package io.github.lakewire.jdbc.internal.jdbc;

import io.github.lakewire.jdbc.internal.door.ArrowDoor;
import io.github.lakewire.jdbc.internal.fault.Fault;
import io.github.lakewire.jdbc.internal.fault.SqlState;
import io.github.lakewire.jdbc.internal.results.RowCursor;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The other way to read a result set: as Arrow batches instead of rows, never as both. */
final class ArrowSide implements ArrowDoor.Owner {
  private final LakewireResultSet resultSet;
  private volatile ArrowDoor.@Nullable View view;

  ArrowSide(LakewireResultSet resultSet) {
    this.resultSet = resultSet;
  }

  /** Opens it, or returns again what was opened. */
  <T> T open(Class<T> type, RowCursor cursor, long maxRows) throws SQLException {
    ArrowDoor.View opened = view;
    if (opened == null) {
      try {
        opened = ArrowDoor.open(type, cursor, maxRows, this);
      } catch (Fault | RuntimeException | Error e) {
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
      throw SqlErrors.of(
          SqlState.WRONG_METHOD,
          "The result set is read as Arrow in another way already: as ArrowReader or ArrowBatches,"
              + " not as both");
    }
    return object;
  }

  static SQLException refuseRows() {
    return SqlErrors.of(
        SqlState.WRONG_METHOD,
        "The result set is read as Arrow: its rows are to be had from the unwrapped object only");
  }

  static SQLException refuseAfterRows() {
    return SqlErrors.of(
        SqlState.WRONG_METHOD,
        "The result set is read row by row already: unwrap it as Arrow before the first row");
  }

  void resultSetClosed() {
    ArrowDoor.View opened = view;
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
