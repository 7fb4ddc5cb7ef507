package io.github.lakewire.jdbc.internal.metadata;

import static java.util.Objects.requireNonNull;

import io.github.lakewire.jdbc.internal.column.ColumnReader;
import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.cursor.ReaderActivity;
import io.github.lakewire.jdbc.internal.cursor.RowCursor;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.session.Operation;
import io.github.lakewire.jdbc.internal.thrift.MetadataRequest;
import io.github.lakewire.jdbc.internal.thrift.StatementRequest;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the server says of its objects, one request a call. Every method throws a
 * DriverException when the server or the way to it fails, and SQLException 08003 when the
 * connection is closed.
 */
class MetadataReader {
  private final MetadataContext context;

  MetadataReader(MetadataContext context) {
    this.context = requireNonNull(context, "context");
  }

  /** Takes the rows one after the other. */
  interface RowSink {
    void accept(ServerRow row) throws DriverException, SQLException;
  }

  /** Returns the server's version as it says it. */
  String version() throws DriverException, SQLException {
    return context.session().serverVersion(context.deadline());
  }

  /** The rows of a call, which may still be on their way. */
  interface Rows extends AutoCloseable {
    /** Sets the time for what is asked for from now on. */
    void within(Deadline deadline);

    /** Moves to the next row; false behind the last. */
    boolean next() throws DriverException, SQLException;

    /** Returns the row. */
    ServerRow row();

    /** Ends the call on the server. Any thread may do so. */
    @Override
    void close();
  }

  /** Sends a metadata call that may take its own time. */
  final Rows open(MetadataRequest request) throws DriverException, SQLException {
    return open(request, context.deadline());
  }

  /**
   * Sends a metadata call.
   *
   * @param deadline {@link MetadataContext#deadline} of all that belongs together
   */
  Rows open(MetadataRequest request, Deadline deadline) throws DriverException, SQLException {
    context.requireNoTransaction();
    return OperationRows.open(context, context.session().metadata(request), deadline);
  }

  /** Hands over the rows of a metadata call. */
  final void read(MetadataRequest request, RowSink sink) throws DriverException, SQLException {
    read(open(request), sink);
  }

  /**
   * Hands over the rows of a query. It is an operation of its own, which no statement of the user
   * notices; as any query it is repeated where it has surely not arrived.
   *
   * @param deadline {@link MetadataContext#deadline} of the call that it belongs to
   */
  void query(String sql, Deadline deadline, RowSink sink) throws DriverException, SQLException {
    context.requireNoTransaction();
    read(
        OperationRows.open(
            context, context.session().statement(StatementRequest.of(sql)), deadline),
        sink);
  }

  /** Hands over rows, and closes them. */
  static void read(Rows opened, RowSink sink) throws DriverException, SQLException {
    try (Rows rows = opened) {
      while (rows.next()) {
        sink.accept(rows.row());
      }
    }
  }

  /**
   * As {@link #read(MetadataRequest, RowSink)}.
   *
   * @param meansNoRows whether an error of the server only says that there are none, or no more
   */
  final void read(MetadataRequest request, Predicate<DriverException> meansNoRows, RowSink sink)
      throws DriverException, SQLException {
    try {
      read(request, sink);
    } catch (DriverException exception) {
      if (!meansNoRows.test(exception)) {
        throw exception;
      }
    }
  }

  /** The rows of an operation, and how far they are read, for those who keep it open. */
  private static final class OperationRows implements Rows, ReaderActivity {
    private final MetadataContext context;
    private final Operation operation;
    private final RowCursor cursor;
    private final ServerRow row;
    private Deadline deadline;

    /** Another thread looks at it, which does not need the last value. */
    private long asked;

    private OperationRows(
        MetadataContext context, Operation operation, RowCursor cursor, Deadline deadline) {
      this.context = context;
      this.operation = operation;
      this.cursor = cursor;
      this.row = new CursorRow(cursor);
      this.deadline = deadline;
    }

    static Rows open(MetadataContext context, Operation operation, Deadline deadline)
        throws DriverException {
      OperationRows opened = null;
      try {
        operation.execute(deadline);
        opened = new OperationRows(context, operation, operation.openCursor(), deadline);
        opened.cursor.readBy(opened);
        return opened;
      } finally {
        if (opened == null) {
          operation.close();
        }
      }
    }

    @Override
    public void within(Deadline next) {
      deadline = next;
      operation.limit(next);
    }

    @Override
    public boolean next() throws DriverException {
      asked++;
      if (!cursor.advance()) {
        return false;
      }
      deadline.check("reading metadata");
      return true;
    }

    @Override
    public ServerRow row() {
      return row;
    }

    @Override
    public long position() {
      return asked;
    }

    @Override
    public void notKeptOpen(String message) {
      context.warn(message);
    }

    @Override
    public void close() {
      cursor.close();
      operation.close();
    }
  }

  /** The row that the cursor is on. */
  private static final class CursorRow implements ServerRow {
    private final RowCursor cursor;
    private final Map<String, Integer> positions = new HashMap<>();

    CursorRow(RowCursor cursor) {
      this.cursor = cursor;
      List<ColumnInfo> columns = cursor.schema().columns();
      for (int i = 0; i < columns.size(); i++) {
        positions.putIfAbsent(columns.get(i).name().toUpperCase(Locale.ROOT), i);
      }
    }

    @Override
    public @Nullable Object value(String column) throws DriverException {
      Integer position = positions.get(column);
      if (position == null) {
        return null;
      }
      ColumnReader reader = cursor.reader(position);
      return reader.isNull(cursor.row()) ? null : reader.getObject(cursor.row());
    }
  }
}
