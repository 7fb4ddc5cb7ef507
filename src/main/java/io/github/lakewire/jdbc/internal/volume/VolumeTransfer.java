package io.github.lakewire.jdbc.internal.volume;

import io.github.lakewire.jdbc.ExecutionOutcome;
import io.github.lakewire.jdbc.internal.cursor.Cursors;
import io.github.lakewire.jdbc.internal.cursor.RowCursor;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.DriverException.Kind;
import io.github.lakewire.jdbc.internal.http.StoreTransfer;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;
import io.github.lakewire.jdbc.internal.types.ColumnType;
import io.github.lakewire.jdbc.internal.types.Nullability;
import io.github.lakewire.jdbc.internal.types.ResultSchema;
import io.github.lakewire.jdbc.internal.types.SqlType;
import io.github.lakewire.jdbc.internal.volume.VolumeStatement.Action;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Does the client's part of one PUT, GET or REMOVE. {@link #abort} may come from any thread, also
 * before the part begins.
 */
public final class VolumeTransfer {
  private static final String DONE = "SUCCEEDED";

  private static final ResultSchema RESULT =
      new ResultSchema(
          List.of(
              column("operation_status", ColumnType.STRING),
              column("operation", ColumnType.STRING),
              column("bytes", ColumnType.BIGINT)));

  private final StoreTransfer store;
  private final LocalFolders folders;
  private volatile boolean aborted;

  public VolumeTransfer(StoreTransfer store, List<Path> allowed) {
    this.store = store;
    this.folders = new LocalFolders(allowed);
  }

  private static ColumnInfo column(String name, ColumnType type) {
    return new ColumnInfo(name, SqlType.of(type), "", Nullability.NULLABLE);
  }

  /** Whether a text may lead to a transfer. */
  public static boolean isWanted(String sql) {
    return VolumeStatement.parse(sql) != null;
  }

  /**
   * Does what the server asks for, if that is what the statement says.
   *
   * @param task the server's answer
   * @return the result of the statement, one row; null when the store does not take the link and
   *     the statement may be executed again for another one
   */
  public @Nullable RowCursor run(
      String sql, RowCursor task, VolumeContent content, boolean mayAskAgain)
      throws DriverException {
    VolumeStatement statement = VolumeStatement.parse(sql);
    StoreTask asked = StoreTask.read(task);
    if (statement == null) {
      throw LocalFolders.refused(
          "the driver does not understand which file it names; write PUT '<file>' INTO '<path>',"
              + " GET '<path>' TO '<file>' or REMOVE '<path>', without parameters");
    }
    if (!statement.says(asked.operation(), asked.localFile())) {
      throw LocalFolders.refused("the server asks for another one than the statement names");
    }
    try {
      Long bytes =
          switch (statement.action()) {
            case PUT -> put(asked, statement, content);
            case GET -> get(asked, statement, content);
            case REMOVE -> remove(asked);
          };
      Object[] row = {DONE, statement.action().name(), bytes};
      return Cursors.rows(RESULT, List.<Object[]>of(row));
    } catch (DriverException e) {
      if (mayAskAgain && e.kind() == Kind.REJECTED && isRepeatable(content)) {
        return null;
      }
      throw ofStatement(e, statement.action() != Action.GET);
    }
  }

  private static boolean isRepeatable(VolumeContent content) {
    return content.source() == null || content.source().isRepeatable();
  }

  private Long put(StoreTask task, VolumeStatement statement, VolumeContent content)
      throws DriverException {
    StoreTransfer.Source source =
        content.source() != null
            ? content.source()
            : folders.readable(statement.file(task.localFile()));
    store.put(task.url(), task.headers(), source, content.progress());
    return source.length();
  }

  private Long get(StoreTask task, VolumeStatement statement, VolumeContent content)
      throws DriverException {
    if (content.sink() != null) {
      return store.get(task.url(), task.headers(), content.sink(), content.progress());
    }
    Path target = folders.writable(statement.file(task.localFile()));
    try (PartFile part = new PartFile(target)) {
      long bytes = store.get(task.url(), task.headers(), part, content.progress());
      part.complete();
      return bytes;
    }
  }

  private @Nullable Long remove(StoreTask task) throws DriverException {
    store.delete(task.url(), task.headers());
    return null;
  }

  /** The session is not affected, whatever the store does. */
  private static DriverException ofStatement(DriverException failure, boolean writes) {
    // To fetch a file changes nothing.
    ExecutionOutcome outcome = writes ? failure.outcome() : ExecutionOutcome.NOT_EXECUTED;
    DriverException shown =
        switch (failure.kind()) {
          case CANNOT_CONNECT, CANNOT_CONNECT_EVER, TRANSPORT, READ_TIMEOUT, REJECTED ->
              new DriverException(Kind.OUTAGE, String.valueOf(failure.getMessage()), failure);
          default -> failure;
        };
    return shown.inExecution(outcome, writes);
  }

  /** Ends the transfer, now or when it begins. */
  public void abort() {
    aborted = true;
    store.abort();
  }

  /**
   * Fails after {@link #abort}.
   *
   * @throws DriverException CANCELLED
   */
  public void requireNotAborted() throws DriverException {
    if (aborted) {
      throw new DriverException(Kind.CANCELLED, "The transfer of a file was cancelled");
    }
  }
}
