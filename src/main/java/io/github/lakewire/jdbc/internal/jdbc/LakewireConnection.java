package io.github.lakewire.jdbc.internal.jdbc;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.metadata.LakewireDatabaseMetaData;
import io.github.lakewire.jdbc.internal.metadata.cache.SchemaCache;
import io.github.lakewire.jdbc.internal.parameter.NestedParameters;
import io.github.lakewire.jdbc.internal.parameter.ParameterClock;
import io.github.lakewire.jdbc.internal.resultset.InMemoryBlob;
import io.github.lakewire.jdbc.internal.resultset.InMemoryClob;
import io.github.lakewire.jdbc.internal.resultset.InMemorySqlXml;
import io.github.lakewire.jdbc.internal.resultset.LakewireStruct;
import io.github.lakewire.jdbc.internal.session.Session;
import io.github.lakewire.jdbc.internal.sqlerror.ErrorBoundary;
import io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions;
import io.github.lakewire.jdbc.internal.sqlerror.WarningChain;
import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.DatabaseMetaData;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.SQLXML;
import java.sql.Statement;
import java.sql.Struct;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A connection: one session on the server. */
public final class LakewireConnection extends UnsupportedConnectionFeatures
    implements ConnectionWrapper {
  private final CurrentSession session;
  private final int batchInsertSize;
  private final SchemaCache schemas;
  private final LakewireDatabaseMetaData metaData;
  private final Namespace namespace;
  private final Transactions transactions;
  private final PooledRequest request;
  private final ParameterClock clock;
  private final WarningChain warnings = new WarningChain();
  private final ClientInfo clientInfo;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final OpenStatements statements = new OpenStatements(this);

  /**
   * @param url without secrets
   * @param batchInsertSize rows of one INSERT that is made of a batch; 1 makes none
   * @param metadataCache how long what was read of whole schemas is kept; zero keeps nothing
   * @param transactions whether commit and rollback are the server's
   * @param timeout of requests that no statement's time-out bounds; zero is none
   */
  LakewireConnection(
      Session opened,
      String url,
      int batchInsertSize,
      Duration metadataCache,
      boolean transactions,
      Duration timeout) {
    this.session = new CurrentSession(opened);
    this.batchInsertSize = batchInsertSize;
    this.clientInfo = new ClientInfo(session, this::isClosed, warnings);
    this.schemas = new SchemaCache(metadataCache);
    this.namespace = new Namespace(this, session, timeout);
    this.transactions = new Transactions(this, namespace, transactions);
    Map<String, String> settings = opened.settings();
    this.clock =
        new ParameterClock(opened.capabilities().parameterForm(), settings, namespace::zone);
    SessionSettingsTracker tracker = new SessionSettingsTracker(settings);
    this.request = new PooledRequest(this, namespace, tracker, clock, clientInfo, schemas, timeout);
    this.metaData =
        new LakewireDatabaseMetaData(
            new ConnectionMetadata(this, namespace, url, timeout), schemas);
    opened.warnings().forEach(text -> warnings.add(SqlExceptions.GENERAL_WARNING, text));
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

  /** What statements do to the session, and how a pool's request undoes it. */
  PooledRequest request() {
    return request;
  }

  /** What is known of the session's time zone. */
  ParameterClock clock() {
    return clock;
  }

  Transactions transactions() {
    return transactions;
  }

  @Override
  public OpenStatements statements() {
    return statements;
  }

  void warn(String state, String message) {
    warnings.add(state, message);
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
    if (session.isEndedBy(failure)) {
      transactions.sessionEnded(failure);
      close();
    }
    boolean cutShort =
        failure instanceof DriverException exception
            && exception.kind() == DriverException.Kind.CANCELLED
            && isClosed();
    return cutShort ? SqlExceptions.connectionClosed(failure) : SqlExceptions.from(failure);
  }

  // Statements.

  @Override
  public Statement createStatement() throws SQLException {
    return statements.create();
  }

  @Override
  public Statement createStatement(int type, int concurrency) throws SQLException {
    return createStatement(type, concurrency, CursorKind.OFFERED_HOLDABILITY);
  }

  @Override
  public Statement createStatement(int type, int concurrency, int holdability) throws SQLException {
    requireOpen();
    CursorKind.check(type, concurrency, holdability, warnings);
    return statements.create();
  }

  @Override
  public PreparedStatement prepareStatement(@Nullable String sql) throws SQLException {
    return statements.prepare(sql, false);
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
    return statements.prepare(sql, false);
  }

  @Override
  public PreparedStatement prepareStatement(@Nullable String sql, int autoGeneratedKeys)
      throws SQLException {
    requireOpen();
    return statements.prepare(sql, GeneratedKeys.areWanted(autoGeneratedKeys));
  }

  @Override
  public PreparedStatement prepareStatement(@Nullable String sql, int @Nullable [] columnIndexes)
      throws SQLException {
    return statements.prepare(sql, GeneratedKeys.areWanted(columnIndexes));
  }

  @Override
  public PreparedStatement prepareStatement(@Nullable String sql, String @Nullable [] columnNames)
      throws SQLException {
    return statements.prepare(sql, GeneratedKeys.areWanted(columnNames));
  }

  @Override
  public CallableStatement prepareCall(@Nullable String sql) throws SQLException {
    return statements.prepareCall(sql);
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
    return statements.translateCall(sql).sent();
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
    schemas.clear();
    namespace.setCatalog(catalog);
  }

  @Override
  public @Nullable String getSchema() throws SQLException {
    requireOpen();
    return namespace.schema();
  }

  @Override
  public void setSchema(@Nullable String schema) throws SQLException {
    requireOpen();
    schemas.clear();
    namespace.setSchema(schema);
  }

  @Override
  public void beginRequest() throws SQLException {
    requireOpen();
    request.begin();
  }

  /**
   * Leaves nothing of the request to the next user of a pooled connection. Catalog, schema, time
   * zone and settings that were changed since {@link #beginRequest} go back to what they were
   * before it, with one request for each that changed, and an open transaction is rolled back, with
   * a warning. When a statement may have left something else (a session variable, a temporary view
   * or table, whatever a script, EXECUTE IMMEDIATE or CALL has done), the session ends, results
   * that are still open with it, and a new one takes its place: one request to open, one to close.
   * None otherwise. Client information goes back too, without a request; a token renewed with it
   * stays.
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
    return !isClosed() && session.isAlive(timeout);
  }

  @Override
  public int getNetworkTimeout() throws SQLException {
    requireOpen();
    return session.networkTimeout();
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
    session.setNetworkTimeout(milliseconds);
  }

  @Override
  public boolean isClosed() {
    return closed.get() || session.get().isClosed();
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      transactions.closed();
      // The session takes its operations along: one request, however many are open or running.
      session.get().close();
      statements.closeAll();
      schemas.reset();
    }
  }

  @Override
  public void abort(@Nullable Executor executor) throws SQLException {
    if (executor == null) {
      throw SqlExceptions.invalidArgument("abort needs an executor");
    }
    if (closed.compareAndSet(false, true)) {
      transactions.closed();
      session.get().abort();
      statements.closeAll();
      schemas.reset();
    }
  }

  // Holdability, client information, warnings.

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
    clientInfo.set(name, value);
  }

  @Override
  public void setClientInfo(@Nullable Properties properties) throws SQLClientInfoException {
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

  // Transactions.

  @Override
  public boolean getAutoCommit() throws SQLException {
    requireOpen();
    return transactions.autoCommit();
  }

  @Override
  public void setAutoCommit(boolean autoCommit) throws SQLException {
    requireOpen();
    transactions.setAutoCommit(autoCommit);
  }

  @Override
  public void commit() throws SQLException {
    requireOpen();
    transactions.commit();
  }

  @Override
  public void rollback() throws SQLException {
    requireOpen();
    transactions.rollback();
  }

  @Override
  public int getTransactionIsolation() throws SQLException {
    requireOpen();
    return transactions.isolation();
  }

  @Override
  public void setTransactionIsolation(int level) throws SQLException {
    requireOpen();
    transactions.setIsolation(level);
  }

  @Override
  public boolean isReadOnly() throws SQLException {
    requireOpen();
    return transactions.isReadOnly();
  }

  @Override
  public void setReadOnly(boolean readOnly) throws SQLException {
    requireOpen();
    transactions.setReadOnly(readOnly);
  }

  // Objects, all in memory: they take no request.

  @Override
  public Blob createBlob() throws SQLException {
    requireOpen();
    return new InMemoryBlob(new byte[0]);
  }

  @Override
  public Clob createClob() throws SQLException {
    return createNClob();
  }

  @Override
  public NClob createNClob() throws SQLException {
    requireOpen();
    return new InMemoryClob("");
  }

  /** The type does not exist on the server: it is text there. */
  @Override
  public SQLXML createSQLXML() throws SQLException {
    requireOpen();
    return new InMemorySqlXml(null);
  }

  @Override
  public Array createArrayOf(@Nullable String typeName, Object @Nullable [] elements)
      throws SQLException {
    requireOpen();
    return ErrorBoundary.within(() -> NestedParameters.array(typeName, elements));
  }

  @Override
  public Struct createStruct(@Nullable String typeName, Object @Nullable [] attributes)
      throws SQLException {
    requireOpen();
    return ErrorBoundary.within(() -> LakewireStruct.of(typeName, attributes));
  }

  @Override
  public String toString() {
    return "LakewireConnection[session " + session.get().id() + "]";
  }
}
