package io.github.lakewire.jdbc.internal.jdbc;

import io.github.lakewire.jdbc.internal.cursor.ReaderActivity;
import io.github.lakewire.jdbc.internal.cursor.RowCursor;
import io.github.lakewire.jdbc.internal.resultset.LakewireResultSet;
import io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions;
import io.github.lakewire.jdbc.internal.sqlerror.WarningChain;

/**
 * How far the user is in a result: by rows, or by batches where it is read as Arrow. Another thread
 * looks at it now and then, without a lock, since {@code next} is the hot path: what it sees may be
 * a little old, which a time of minutes does not mind.
 */
record ReadProgress(LakewireResultSet rows, RowCursor cursor, WarningChain ofStatement)
    implements ReaderActivity {
  @Override
  public long position() {
    return rows.rowNumber() + cursor.batches();
  }

  @Override
  public void notKeptOpen(String message) {
    rows.warnings.add(SqlExceptions.GENERAL_WARNING, message);
    ofStatement.add(SqlExceptions.GENERAL_WARNING, message);
  }
}
