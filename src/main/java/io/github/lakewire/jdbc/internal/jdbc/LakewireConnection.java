package io.github.lakewire.jdbc.internal.jdbc;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.metadata.LakewireDatabaseMetaData;
import io.github.lakewire.jdbc.internal.parameter.ParameterClock;
import io.github.lakewire.jdbc.internal.session.Session;
import io.github.lakewire.jdbc.internal.sql.JdbcEscapes;
import io.github.lakewire.jdbc.internal.sql.ParameterMarkers;
import io.github.lakewire.jdbc.internal.sql.Rewriting;
import io.github.lakewire.jdbc.internal.sqlerror.ErrorBoundary;
import io.github.lakewire.jdbc.internal.sqlerror.SelfWrapper;
import io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions;
import io.github.lakewire.jdbc.internal.sqlerror.WarningChain;
import java.sql.CallableStatement;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A connection: one session on the server. */
public final class LakewireConnection extends AutoCommitOnly implements SelfWrapper {
  private static final Duration VALID_BY_DEFAULT = Duration.ofSeconds(5);

  /** Bound of isValid, whatever the caller says: DBeaver passes milliseconds. */
  private static final Duration VALID_AT_MOST = Duration.ofSeconds(10);

  private final CurrentSession session;
  private final int batchInsertSize;
  private final LakewireDatabaseMetaData metaData;
  private final Namespace namespace;
  private final PooledRequest request;
  private final ParameterClock clock;
  private final WarningChain warnings = new WarningChain();
  private final ClientInfo clientInfo;
  private final AtomicBoolean closed = new AtomicBoolean();

  /** Weak, so that statements which nobody closes can be collected. */
  private final Set<LakewireStatement> statements =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  private volatile int networkTimeoutMillis;

  /**
   * @param url without secrets
   * @param batchInsertSize rows of one INSERT that is made of a batch; 1 makes none
   * @param timeout of requests that no statement's time-out bounds; zero is none
   */
  LakewireConnection(Session opened, String url, int batchInsertSize, Duration timeout) {
    this.session = new CurrentSession(opened);
    this.batchInsertSize = batchInsertSize;
    this.clientInfo = new ClientInfo(session, warnings);
    this.namespace = new Namespace(this, session, timeout);
    Map<String, String> settings = opened.settings();
    this.clock =
        new ParameterClock(opened.capabilities().parameterForm(), settings, namespace::zone);
    this.request =
        new PooledRequest(
            this, namespace, new SessionSettingsTracker(settings), clock, clientInfo, timeout);
    this.metaData = new LakewireDatabaseMetaData(new ConnectionMetadata(this, url, timeout));
    opened.limitations().forEach(text -> warnings.add(SqlExceptions.GENERAL_WARNING, text));
  }

  /** Says that a connection property was ignored. */
  void warnOfProperty(String message) {
    warnings.add(SqlExceptions.INVALID_OPTION, message);
  }

  /** The open session; fails with 08003 when it is closed. */
  Session openSession() throws SQLException {
    requireOpen();
    return session.get();
  }

  Session session() {
    return session.get();
  }

  int batchInsertSize() {
    return batchInsertSize;
  }

  /** Asks the server who the user is; null when it does not say. */
  @Nullable String currentUser() throws SQLException {
    return namespace.user();
  }

  /** What statements do to the session, and how a pool's request undoes it. */
  PooledRequest request() {
    return request;
  }

  /** What is known of the session's time zone. */
  ParameterClock clock() {
    return clock;
  }

  void statementClosed(LakewireStatement statement) {
    statements.remove(statement);
  }

  @Override
  void requireOpen() throws SQLException {
    if (isClosed()) {
      throw SqlExceptions.connectionClosed();
    }
  }

  /**
   * The exception of a closed object of this connection. When the connection is closed too it says
   * so, because pools and tools have to know.
   *
   * @param met the failure of a call that was under way
   */
  SQLException closed(String what, @Nullable Throwable met) {
    return isClosed() ? SqlExceptions.connectionClosed(met) : SqlExceptions.closed(what, met);
  }

  /**
   * The exception for a failed call. When the failure has ended the session, or is the network
   * time-out, the connection is closed with all that is open on it. A call that a close cut short
   * says that.
   */
  SQLException failed(Throwable failure) {
    boolean networkTimeout =
        networkTimeoutMillis > 0
            && failure instanceof DriverException exception
            && exception.kind() == DriverException.Kind.READ_TIMEOUT;
    if (networkTimeout || session.get().isClosed()) {
      close();
    }
    boolean cutShort =
        failure instanceof DriverException exception
            && exception.kind() == DriverException.Kind.CANCELLED
            && isClosed();
    return cutShort ? SqlExceptions.connectionClosed(failure) : SqlExceptions.from(failure);
  }

  // Statements.

  private LakewireStatement statement() throws SQLException {
    requireOpen();
    LakewireStatement statement = new LakewireStatement(this);
    statements.add(statement);
    return statement;
  }

  private LakewirePreparedStatement prepare(@Nullable String sql, boolean wantsKeys)
      throws SQLException {
    LakewirePreparedStatement statement =
        new LakewirePreparedStatement(this, markers(sql), wantsKeys);
    statements.add(statement);
    return statement;
  }

  private ParameterMarkers markers(@Nullable String sql) throws SQLException {
    requireOpen();
    if (sql == null) {
      throw SqlExceptions.invalidArgument("The SQL text is null");
    }
    return ErrorBoundary.within(() -> ParameterMarkers.of(translate(sql, true)));
  }

  /** Translates JDBC escapes, if wanted. */
  Rewriting translate(String sql, boolean escapes) throws SQLException {
    try {
      return escapes ? JdbcEscapes.rewrite(sql, session.get()::hasTime) : Rewriting.of(sql);
    } catch (DriverException | Error e) {
      throw failed(e);
    }
  }

  @Override
  public Statement createStatement() throws SQLException {
    return statement();
  }

  @Override
  public Statement createStatement(int type, int concurrency) throws SQLException {
    return createStatement(type, concurrency, CursorKind.OFFERED_HOLDABILITY);
  }

  @Override
  public Statement createStatement(int type, int concurrency, int holdability) throws SQLException {
    requireOpen();
    CursorKind.check(type, concurrency, holdability, warnings);
    return statement();
  }

  @Override
  public PreparedStatement prepareStatement(@Nullable String sql) throws SQLException {
    return prepare(sql, false);
  }

  @Override
  public PreparedStatement prepareStatement(@Nullable String sql, int type, int concurrency)
      throws SQLException {
    return prepareStatement(sql, type, concurrency, CursorKind.OFFERED_HOLDABILITY);
  }

  @Override
  public PreparedStatement prepareStatement(
      @Nullable String sql, int type, int concurrency, int holdability) throws SQLException {
    requireOpen();
    CursorKind.check(type, concurrency, holdability, warnings);
    return prepare(sql, false);
  }

  @Override
  public PreparedStatement prepareStatement(@Nullable String sql, int autoGeneratedKeys)
      throws SQLException {
    requireOpen();
    return prepare(sql, GeneratedKeys.areWanted(autoGeneratedKeys));
  }

  @Override
  public PreparedStatement prepareStatement(@Nullable String sql, int @Nullable [] columnIndexes)
      throws SQLException {
    return prepare(sql, GeneratedKeys.areWanted(columnIndexes));
  }

  @Override
  public PreparedStatement prepareStatement(@Nullable String sql, String @Nullable [] columnNames)
      throws SQLException {
    return prepare(sql, GeneratedKeys.areWanted(columnNames));
  }

  @Override
  public CallableStatement prepareCall(@Nullable String sql) throws SQLException {
    return LakewireCallableStatement.of(prepare(sql, false));
  }

  @Override
  public CallableStatement prepareCall(@Nullable String sql, int type, int concurrency)
      throws SQLException {
    return prepareCall(sql, type, concurrency, CursorKind.OFFERED_HOLDABILITY);
  }

  @Override
  public CallableStatement prepareCall(
      @Nullable String sql, int type, int concurrency, int holdability) throws SQLException {
    requireOpen();
    CursorKind.check(type, concurrency, holdability, warnings);
    return prepareCall(sql);
  }

  @Override
  public String nativeSQL(@Nullable String sql) throws SQLException {
    requireOpen();
    if (sql == null) {
      throw SqlExceptions.invalidArgument("The SQL text is null");
    }
    return translate(sql, true).sent();
  }

  // The session.

  @Override
  public DatabaseMetaData getMetaData() throws SQLException {
    requireOpen();
    return metaData;
  }

  @Override
  public @Nullable String getCatalog() throws SQLException {
    requireOpen();
    return namespace.catalog();
  }

  @Override
  public void setCatalog(@Nullable String catalog) throws SQLException {
    requireOpen();
    namespace.setCatalog(requireName(catalog));
  }

  @Override
  public @Nullable String getSchema() throws SQLException {
    requireOpen();
    return namespace.schema();
  }

  @Override
  public void setSchema(@Nullable String schema) throws SQLException {
    requireOpen();
    namespace.setSchema(requireName(schema));
  }

  private static String requireName(@Nullable String name) throws SQLException {
    if (name == null || name.isEmpty()) {
      throw SqlExceptions.invalidArgument("The name of the catalog or schema is empty");
    }
    return name;
  }

  @Override
  public void beginRequest() throws SQLException {
    requireOpen();
    request.begin();
  }

  /**
   * Leaves nothing of the request to the next user of a pooled connection. Catalog, schema, time
   * zone and settings that were changed since {@link #beginRequest} go back to what they were
   * before it, with one request for each that changed. When a statement may have left something
   * else (a session variable, a temporary view or table, an open transaction, whatever a script,
   * EXECUTE IMMEDIATE or CALL has done), the session ends, results that are still open with it, and
   * a new one takes its place: one request to open, one to close. None otherwise. Client
   * information goes back too, without a request; a token renewed with it stays.
   */
  @Override
  public void endRequest() throws SQLException {
    requireOpen();
    request.end();
  }

  @Override
  public boolean isValid(int timeout) throws SQLException {
    if (timeout < 0) {
      throw SqlExceptions.invalidArgument("The time-out must not be negative: " + timeout);
    }
    Duration asked = timeout == 0 ? VALID_BY_DEFAULT : Duration.ofSeconds(timeout);
    return !isClosed()
        && session.get().isAlive(asked.compareTo(VALID_AT_MOST) < 0 ? asked : VALID_AT_MOST);
  }

  @Override
  public int getNetworkTimeout() throws SQLException {
    requireOpen();
    return networkTimeoutMillis;
  }

  /**
   * The read time-out of the server and of the store of files, for each request that begins from
   * now on. A request that may be repeated ends with the second time-out. The call that waited
   * fails with 08006, and the connection is closed.
   *
   * @param executor must not be null, but is not needed
   * @param milliseconds 0 is the configured default
   */
  @Override
  public void setNetworkTimeout(@Nullable Executor executor, int milliseconds) throws SQLException {
    requireOpen();
    if (executor == null || milliseconds < 0) {
      throw SqlExceptions.invalidArgument("setNetworkTimeout needs an executor and 0 or more ms");
    }
    session.get().setNetworkTimeout(Duration.ofMillis(milliseconds));
    networkTimeoutMillis = milliseconds;
  }

  @Override
  public boolean isClosed() {
    return closed.get() || session.get().isClosed();
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      // The session takes its operations along: one request, however many are open or running.
      session.get().close();
      closeStatements();
    }
  }

  @Override
  public void abort(@Nullable Executor executor) throws SQLException {
    if (executor == null) {
      throw SqlExceptions.invalidArgument("abort needs an executor");
    }
    if (closed.compareAndSet(false, true)) {
      session.get().abort();
      closeStatements();
    }
  }

  private void closeStatements() {
    openStatements().forEach(LakewireStatement::close);
  }

  private List<LakewireStatement> openStatements() {
    synchronized (statements) {
      return List.copyOf(statements);
    }
  }

  /** The open results have ended with their session; their statements can be used further. */
  void dropResults() {
    openStatements().forEach(LakewireStatement::dropResult);
  }

  // Holdability, client information, warnings, type map.

  @Override
  public int getHoldability() throws SQLException {
    requireOpen();
    return CursorKind.OFFERED_HOLDABILITY;
  }

  @Override
  public void setHoldability(int holdability) throws SQLException {
    requireOpen();
    CursorKind.checkHoldability(holdability, warnings);
  }

  @Override
  public void setClientInfo(@Nullable String name, @Nullable String value)
      throws SQLClientInfoException {
    if (isClosed()) {
      Properties one = new Properties();
      one.setProperty(String.valueOf(name), "");
      throw ClientInfo.refused(SqlExceptions.connectionClosed(), one);
    }
    clientInfo.set(name, value);
  }

  @Override
  public void setClientInfo(@Nullable Properties properties) throws SQLClientInfoException {
    if (isClosed()) {
      throw ClientInfo.refused(SqlExceptions.connectionClosed(), properties);
    }
    clientInfo.setAll(properties);
  }

  @Override
  public @Nullable String getClientInfo(@Nullable String name) throws SQLException {
    requireOpen();
    return clientInfo.get(name);
  }

  @Override
  public Properties getClientInfo() throws SQLException {
    requireOpen();
    return clientInfo.all();
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
  public Map<String, Class<?>> getTypeMap() throws SQLException {
    requireOpen();
    return new HashMap<>();
  }

  @Override
  public void setTypeMap(@Nullable Map<String, Class<?>> map) throws SQLException {
    requireOpen();
    if (map != null && !map.isEmpty()) {
      throw SqlExceptions.notSupported("custom type maps");
    }
  }

  @Override
  void warn(String state, String message) {
    warnings.add(state, message);
  }

  // Objects.

  @Override
  SQLException unsupported(String what) {
    return isClosed() ? SqlExceptions.connectionClosed() : SqlExceptions.notSupported(what);
  }

  @Override
  public String toString() {
    return "LakewireConnection[session " + session.get().id() + "]";
  }
}
