package io.github.lakewire.jdbc.internal.jdbc;

import io.github.lakewire.jdbc.QueryMonitor;
import io.github.lakewire.jdbc.QueryProgress;
import io.github.lakewire.jdbc.internal.cursor.EmptyCursor;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.SqlState;
import io.github.lakewire.jdbc.internal.resultset.CountInRows;
import io.github.lakewire.jdbc.internal.resultset.LakewireResultSet;
import io.github.lakewire.jdbc.internal.session.Session;
import io.github.lakewire.jdbc.internal.sql.Identifiers;
import io.github.lakewire.jdbc.internal.sql.QueryText;
import io.github.lakewire.jdbc.internal.sql.Rewriting;
import io.github.lakewire.jdbc.internal.sql.StatementKind;
import io.github.lakewire.jdbc.internal.sqlerror.ErrorBoundary;
import io.github.lakewire.jdbc.internal.sqlerror.SelfWrapper;
import io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions;
import io.github.lakewire.jdbc.internal.sqlerror.WarningChain;
import io.github.lakewire.jdbc.internal.thrift.StatementRequest;
import io.github.lakewire.jdbc.internal.volume.VolumeContent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A statement: its settings and its executions. Not final, because in JDBC a prepared statement is
 * a statement.
 */
public class LakewireStatement extends StatementSettings implements QueryMonitor, SelfWrapper {
  private final LakewireConnection connection;
  private final WarningChain warnings = new WarningChain();
  private final StatementExecutor executor;
  private final List<Rewriting> batch = new ArrayList<>();
  private Statement presented = this;

  private boolean closeOnCompletion;
  private volatile @Nullable LakewireResultSet keys;
  private volatile boolean closed;

  LakewireStatement(LakewireConnection connection) {
    this.connection = connection;
    this.executor = new StatementExecutor(connection, this, warnings);
  }

  /** The object that the user holds, which is the statement of its results. */
  final Statement presented() {
    return presented;
  }

  final void presentAs(Statement statement) {
    presented = statement;
  }

  @Override
  public final @Nullable String queryId() {
    return executor.queryId();
  }

  @Override
  public final QueryProgress progress() {
    return executor.progress().progress();
  }

  @Override
  public final void onProgress(@Nullable Consumer<? super QueryProgress> listener) {
    executor.progress().onProgress(listener);
  }

  // Running.

  /**
   * Runs a statement and leaves its result in the executor.
   *
   * @param timeout of the statement; zero is none
   */
  final void executeText(
      Rewriting text, List<StatementRequest.Parameter> parameters, Duration timeout)
      throws SQLException {
    execute(text, request(text.sent(), parameters, timeout));
  }

  private void execute(Rewriting text, StatementRequest request) throws SQLException {
    requireOpen();
    String sql = text.sent();
    Namespace.Bounds bounds = executor.bounds(request.timeout());
    connection.request().beforeExecute(sql, bounds);
    Throwable failure = null;
    try {
      executor.execute(connection.openSession(), text, request, bounds.deadline());
    } catch (SQLException e) {
      SQLException shown = connection.transactions().notEnded(StatementKind.of(sql), e);
      failure = shown;
      throw shown;
    } catch (RuntimeException | Error e) {
      failure = e;
      throw e;
    } finally {
      connection.request().afterExecute(sql, failure, request.isWhole());
    }
  }

  /** Asks the server about the statement. There is no current result before and after. */
  final <T> T describe(
      Rewriting question, List<StatementRequest.Parameter> parameters, RowsReader<T> reader)
      throws SQLException {
    StatementRequest request = new StatementRequest(question.sent(), parameters, timeout(), 0, 0);
    requireOpen();
    Namespace.Bounds bounds = executor.bounds(timeout());
    connection.transactions().beforeQuestion(bounds);
    executor.execute(openSession(), question, request, bounds.deadline());
    try {
      return reader.read(rows());
    } finally {
      executor.dropResult();
    }
  }

  /** Reads rows to their end. */
  interface RowsReader<T> {
    T read(ResultSet rows) throws SQLException;
  }

  /** Sets what the next statements about files send or fetch, in place of local files. */
  final void transferring(VolumeContent streams) {
    executor.transferring(streams);
  }

  final void warn(String message) {
    warn(SqlExceptions.GENERAL_WARNING, message);
  }

  /** The session of an open statement. The statement is checked first, for the better message. */
  final Session openSession() throws SQLException {
    requireOpen();
    return connection.openSession();
  }

  /** Whether the server has the type TIME. */
  final boolean hasTime() throws SQLException {
    openSession();
    try {
      return connection.statements().hasTime(timeout());
    } catch (DriverException | Error e) {
      throw connection.failed(e);
    }
  }

  /** Executes a statement for another use than a result of its own. */
  final <T> T aside(StatementExecutor.Aside<T> use, StatementExecutor.Execution execution)
      throws SQLException {
    return executor.aside(use, execution);
  }

  @Override
  public <T> T unwrap(@Nullable Class<T> type) throws SQLException {
    return type != null && AsyncExecution.isMeantBy(type)
        ? type.cast(new AsyncExecution(this))
        : SelfWrapper.super.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(@Nullable Class<?> type) {
    return AsyncExecution.isMeantBy(type) || SelfWrapper.super.isWrapperFor(type);
  }

  /** Executes its own text, which only a prepared statement has. */
  void executePrepared(ExecuteMethod method) throws SQLException {
    requireOpen();
    throw SqlExceptions.of(
        SqlState.WRONG_METHOD, "The statement is not prepared: call the method with the SQL text");
  }

  /** Executes a text given to the call, which a prepared statement refuses. */
  void executeSql(@Nullable String sql, ExecuteMethod method) throws SQLException {
    requireOpen();
    Rewriting translated = connection.statements().translate(sql, hasEscapes(), timeout());
    method.require(translated.sent());
    warnings.clear();
    executeText(translated, List.of(), timeout());
  }

  /** What executeQuery returns: a result without rows when it turns out that there are none. */
  final ResultSet rows() {
    LakewireResultSet rows = executor.resultSet();
    if (rows != null) {
      return rows;
    }
    warn(
        "The statement has run and returned no rows, but the update count "
            + executor.updateCount()
            + ": use execute for statements that may do so");
    return executor.replaceByNoRows();
  }

  /** What executeUpdate returns: the count among the rows when it turns out that there are some. */
  final long count() {
    LakewireResultSet rows = executor.resultSet();
    if (rows != null && executor.hasTransferred()) {
      executor.replaceByCount(OptionalLong.empty());
    } else if (rows != null) {
      executor.replaceByCount(CountInRows.of(rows));
      warn("The statement has run and returned rows, which only execute gives");
    }
    return executor.updateCount();
  }

  /** Hands over the current rows, which the caller closes from now on; null when there are none. */
  final @Nullable LakewireResultSet takeRows() {
    return executor.takeRows();
  }

  /** The current result has ended with its session. */
  final void dropResult() {
    executor.dropResult();
  }

  final boolean hasRows() {
    return executor.resultSet() != null;
  }

  @Override
  public ResultSet executeQuery(@Nullable String sql) throws SQLException {
    executeSql(sql, ExecuteMethod.QUERY);
    return rows();
  }

  @Override
  public boolean execute(@Nullable String sql) throws SQLException {
    executeSql(sql, ExecuteMethod.ANY);
    return hasRows();
  }

  @Override
  public long executeLargeUpdate(@Nullable String sql) throws SQLException {
    executeSql(sql, ExecuteMethod.UPDATE);
    return count();
  }

  @Override
  public int executeUpdate(@Nullable String sql) throws SQLException {
    return toInt(executeLargeUpdate(sql));
  }

  @Override
  public ResultSet getGeneratedKeys() throws SQLException {
    requireOpen();
    EmptyCursor none = new EmptyCursor();
    LakewireResultSet noKeys =
        new LakewireResultSet(ExecutionOwner.of(connection, presented), none.schema(), none, 0, 0);
    keys = noKeys;
    return noKeys;
  }

  // Batches.

  @Override
  public void addBatch(@Nullable String sql) throws SQLException {
    requireOpen();
    Rewriting text = connection.statements().translate(sql, hasEscapes(), timeout());
    ErrorBoundary.within(() -> batch.add(text));
  }

  @Override
  public void clearBatch() throws SQLException {
    requireOpen();
    batch.clear();
  }

  @Override
  public final long[] executeLargeBatch() throws SQLException {
    requireOpen();
    warnings.clear();
    executor.beginBatch();
    return executeEntries();
  }

  /** Executes the entries of the batch and clears it. */
  long[] executeEntries() throws SQLException {
    List<Rewriting> entries = List.copyOf(batch);
    batch.clear();
    return BatchExecutor.of(entries, text -> executeEntry(text, List.of()));
  }

  /**
   * Runs one statement of a batch and returns its count, SUCCESS_NO_INFO for a write of rows that
   * the server did not count. Queries are refused before they are sent.
   */
  final long executeEntry(Rewriting text, List<StatementRequest.Parameter> parameters)
      throws SQLException {
    executor.requireNotCancelled();
    ExecuteMethod.BATCH.require(text.sent());
    executeText(text, parameters, timeout());
    long count = count();
    return !executor.isCounted() && QueryText.outcome(text.sent()).isWrite()
        ? SUCCESS_NO_INFO
        : count;
  }

  /** Runs all entries of a batch as one statement; null when no rows with counts came of it. */
  final @Nullable LakewireResultSet executeSets(
      Rewriting text, List<List<StatementRequest.Parameter>> sets) throws SQLException {
    executor.requireNotCancelled();
    execute(text, request(text.sent(), List.of(), timeout()).withSets(sets));
    return executor.takeRows();
  }

  @Override
  public final int[] executeBatch() throws SQLException {
    long[] counts = executeLargeBatch();
    int[] result = new int[counts.length];
    for (int i = 0; i < counts.length; i++) {
      result[i] = toInt(counts[i]);
    }
    return result;
  }

  // Results.

  @Override
  public final @Nullable ResultSet getResultSet() throws SQLException {
    requireOpen();
    return executor.resultSet();
  }

  @Override
  public final int getUpdateCount() throws SQLException {
    return toInt(getLargeUpdateCount());
  }

  @Override
  public final long getLargeUpdateCount() throws SQLException {
    requireOpen();
    return executor.updateCount();
  }

  @Override
  public final boolean getMoreResults() throws SQLException {
    return getMoreResults(CLOSE_CURRENT_RESULT);
  }

  /**
   * Closes the current result; there never is a next one. A kept result stays open until it is
   * closed itself, with CLOSE_ALL_RESULTS or with the statement; executing the statement again
   * leaves it open.
   */
  @Override
  public final boolean getMoreResults(int current) throws SQLException {
    requireOpen();
    switch (current) {
      case CLOSE_CURRENT_RESULT -> executor.dropResult();
      case KEEP_CURRENT_RESULT -> executor.keepResult();
      case CLOSE_ALL_RESULTS -> executor.dropAllResults();
      default ->
          throw SqlExceptions.invalidArgument("No such constant for getMoreResults: " + current);
    }
    return false;
  }

  // Ending.

  /**
   * Cancels the statement: while it is submitted, while it is executed, or while its rows are read.
   * Returns at once. The waiting thread fails with 57014, and the operation on the server is
   * cancelled, as soon as the server has named it.
   */
  @Override
  public final void cancel() throws SQLException {
    requireOpen();
    executor.cancel();
  }

  @Override
  public final void close() {
    if (!closed) {
      closed = true;
      executor.close();
      LakewireResultSet given = keys;
      if (given != null) {
        given.closeByOwner();
      }
      connection.statements().closed(this);
    }
  }

  @Override
  public final boolean isClosed() {
    return closed;
  }

  /** The user closed a result set. */
  final void resultSetClosed() {
    if (closeOnCompletion && !executor.hasOpenResults()) {
      close();
    }
  }

  @Override
  public final void closeOnCompletion() throws SQLException {
    requireOpen();
    closeOnCompletion = true;
  }

  @Override
  public final boolean isCloseOnCompletion() throws SQLException {
    requireOpen();
    return closeOnCompletion;
  }

  @Override
  final void warn(String state, String message) {
    warnings.add(state, message);
  }

  @Override
  final void requireOpen() throws SQLException {
    if (closed) {
      throw connection.closed("statement", null);
    }
  }

  // About the statement.

  @Override
  public final LakewireConnection getConnection() throws SQLException {
    requireOpen();
    return connection;
  }

  @Override
  public final @Nullable SQLWarning getWarnings() throws SQLException {
    requireOpen();
    return warnings.first();
  }

  @Override
  public final void clearWarnings() throws SQLException {
    requireOpen();
    warnings.clear();
  }

  // Text.

  @Override
  public final String enquoteLiteral(@Nullable String text) throws SQLException {
    requireOpen();
    if (text == null) {
      throw SqlExceptions.invalidArgument("The text is null");
    }
    return Identifiers.literal(text);
  }

  @Override
  public final String enquoteNCharLiteral(@Nullable String text) throws SQLException {
    return enquoteLiteral(text);
  }

  @Override
  public final String enquoteIdentifier(@Nullable String name, boolean always) throws SQLException {
    requireOpen();
    if (name == null || name.isEmpty()) {
      throw SqlExceptions.invalidArgument("The name is empty");
    }
    return always || !Identifiers.isSimple(name)
        ? ErrorBoundary.within(() -> Identifiers.quote(name))
        : name;
  }

  @Override
  public final boolean isSimpleIdentifier(@Nullable String name) throws SQLException {
    requireOpen();
    return name != null && Identifiers.isSimple(name);
  }
}
