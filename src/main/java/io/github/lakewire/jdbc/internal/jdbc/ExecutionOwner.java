package io.github.lakewire.jdbc.internal.jdbc;

import io.github.lakewire.jdbc.ExecutionOutcome;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.resultset.LakewireResultSet;
import io.github.lakewire.jdbc.internal.resultset.ResultSetOwner;
import io.github.lakewire.jdbc.internal.sql.Rewriting;
import io.github.lakewire.jdbc.internal.sqlerror.ErrorInWrittenText;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The owner of rows that come from a connection.
 *
 * @param statement null for metadata
 * @param queryId null for metadata
 * @param text what was executed, for the places in error messages; null for metadata
 * @param zone of the texts of TIMESTAMPs, when it is asked for; null where it is not known
 * @param onClose told when the user closes the result set
 */
record ExecutionOwner(
    LakewireConnection connection,
    @Nullable Statement statement,
    @Nullable String queryId,
    @Nullable Rewriting text,
    Supplier<@Nullable ZoneId> zone,
    Consumer<LakewireResultSet> onClose)
    implements ResultSetOwner {

  /** The owner of rows without an execution, which needs no notice of their close. */
  static ExecutionOwner of(LakewireConnection connection, @Nullable Statement statement) {
    return new ExecutionOwner(
        connection, statement, null, null, connection.clock()::zoneOfTexts, closed -> {});
  }

  @Override
  public @Nullable ZoneId zoneOfTexts() {
    return zone.get();
  }

  @Override
  public SQLException closed(@Nullable Throwable met) {
    return connection.closed("result set", met == null && text != null ? wasClosed() : met);
  }

  /** Rows that are asked for too late come from a statement that has been executed. */
  private static DriverException wasClosed() {
    return new DriverException(DriverException.Kind.CANCELLED, "The result was closed")
        .inExecution(ExecutionOutcome.EXECUTED, false);
  }

  @Override
  public SQLException failed(Throwable met) {
    DriverException failure = DriverException.of(met).inQuery(queryId);
    return connection.failed(text == null ? failure : ErrorInWrittenText.of(failure, text));
  }

  @Override
  public void resultSetClosed(LakewireResultSet resultSet) {
    onClose.accept(resultSet);
  }
}
