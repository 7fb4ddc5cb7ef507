package io.github.lakewire.jdbc.internal.jdbc;

import io.github.lakewire.jdbc.AsyncStatement;
import io.github.lakewire.jdbc.PartitionedQuery;
import io.github.lakewire.jdbc.ResultPartitions;
import io.github.lakewire.jdbc.SubmittedStatement;
import io.github.lakewire.jdbc.SubmittedStatements;
import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.cursor.RowCursor;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.partition.OpenPartitions;
import io.github.lakewire.jdbc.internal.partition.ResultContext;
import io.github.lakewire.jdbc.internal.resultset.LakewireResultSet;
import io.github.lakewire.jdbc.internal.session.Operation;
import io.github.lakewire.jdbc.internal.session.Session;
import io.github.lakewire.jdbc.internal.sql.SettingChange;
import io.github.lakewire.jdbc.internal.sql.StatementKind;
import io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions;
import io.github.lakewire.jdbc.internal.sqlerror.WarningChain;
import io.github.lakewire.jdbc.internal.submitted.LakewireSubmittedStatement;
import io.github.lakewire.jdbc.internal.thrift.StatementRequest;
import io.github.lakewire.jdbc.internal.volume.VolumeTransfer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Executions whose results are not those of the statement: they are submitted, or in parts. */
record AsyncExecution(LakewireStatement statement) implements AsyncStatement, PartitionedQuery {
  static boolean isMeantBy(@Nullable Class<?> type) {
    return type == AsyncStatement.class || type == PartitionedQuery.class;
  }

  /** Comes back to statements that were submitted. */
  static SubmittedStatements attaching(LakewireConnection connection) {
    return id -> LakewireSubmittedStatement.attach(new Results(connection), id);
  }

  @Override
  public SubmittedStatement executeAsync(String sql) throws SQLException {
    return submit(() -> statement.executeSql(sql, ExecuteMethod.ANY));
  }

  @Override
  public SubmittedStatement executeAsync() throws SQLException {
    return submit(() -> statement.executePrepared(ExecuteMethod.ANY));
  }

  @Override
  public ResultPartitions executePartitions(String sql, long targetBytes) throws SQLException {
    return plan(() -> statement.executeSql(sql, ExecuteMethod.QUERY), targetBytes);
  }

  @Override
  public ResultPartitions executePartitions(long targetBytes) throws SQLException {
    return plan(() -> statement.executePrepared(ExecuteMethod.QUERY), targetBytes);
  }

  private SubmittedStatement submit(StatementExecutor.Execution execution) throws SQLException {
    LakewireConnection connection = statement.getConnection();
    Session session = statement.openSession();
    LakewireSubmittedStatement.requireDatabricks(session);
    Transactions transactions = connection.transactions();
    if (transactions.isOpen() || (transactions.areSupported() && !transactions.autoCommit())) {
      throw SqlExceptions.notSupported("Submitting a statement in a transaction");
    }
    Duration timeout = statement.timeout();
    return statement.aside(
        new StatementExecutor.Aside<>() {
          @Override
          public StatementRequest request(StatementRequest whole) {
            return whole.submitted();
          }

          @Override
          public SubmittedStatement run(
              Session current, StatementRequest request, Operation operation, Deadline end)
              throws DriverException {
            requireSubmittable(request.sql());
            return LakewireSubmittedStatement.of(
                new Results(connection),
                current,
                operation.submit(end),
                request.expected(),
                timeout);
          }
        },
        execution);
  }

  /** Refuses what ends with its session or is done in part by the client. Nothing is sent yet. */
  private static void requireSubmittable(String sql) throws DriverException {
    boolean ofSession =
        StatementKind.of(sql) != StatementKind.OTHER || SettingChange.of(sql) != null;
    if (ofSession || VolumeTransfer.isWanted(sql)) {
      throw new DriverException(
          DriverException.Kind.UNSUPPORTED,
          ofSession
              ? "A statement that changes its session cannot be submitted: execute it"
              : "A statement that moves a file cannot be submitted: execute it");
    }
  }

  private ResultPartitions plan(StatementExecutor.Execution execution, long targetBytes)
      throws SQLException {
    LakewireConnection connection = statement.getConnection();
    LakewireSubmittedStatement.requireDatabricks(statement.openSession());
    if (targetBytes < 1) {
      throw SqlExceptions.invalidArgument("The size of a partition must be at least 1 byte");
    }
    return statement.aside(
        (current, request, operation, end) -> {
          operation.execute(end);
          return OpenPartitions.of(
              new Results(connection),
              current,
              operation,
              connection.clock().zoneOfTexts(),
              targetBytes);
        },
        execution);
  }

  /** What results see of the connection. */
  private record Results(LakewireConnection connection) implements ResultContext {
    @Override
    public Session session() throws SQLException {
      return connection.openSession();
    }

    @Override
    public SQLException failed(Throwable failure) {
      return connection.failed(failure);
    }

    @Override
    public @Nullable ZoneId zoneOfTexts() {
      return connection.clock().zoneOfTexts();
    }

    @Override
    public ResultSet open(RowCursor cursor, String queryId, @Nullable ZoneId zone) {
      LakewireResultSet rows =
          new LakewireResultSet(
              new ExecutionOwner(connection, null, queryId, null, () -> zone, closed -> {}),
              cursor.schema(),
              cursor,
              0,
              0);
      cursor.readBy(new ReadProgress(rows, cursor, new WarningChain()));
      return rows;
    }
  }
}
