package io.github.lakewire.jdbc.internal.session;

import io.github.lakewire.jdbc.internal.config.ConnectionConfig;
import io.github.lakewire.jdbc.internal.fault.Fault;
import io.github.lakewire.jdbc.internal.http.Deadline;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One session on the server. Thread-safe: operations of several threads run side by side. */
public final class Session implements AutoCloseable {
  private Session() {}

  /** Opens a session: one request, OpenSession, repeated only while compute is starting. */
  public static Session open(ConnectionConfig config, Deadline deadline) throws Fault {
    throw new UnsupportedOperationException();
  }

  /** The session's id as UUID text, as query history shows it. */
  public String id() {
    throw new UnsupportedOperationException();
  }

  /** The catalog that the session opened with, as the server said, or null when it said nothing. */
  public @Nullable String initialCatalog() {
    throw new UnsupportedOperationException();
  }

  /** The schema that the session opened with, as the server said, or null when it said nothing. */
  public @Nullable String initialSchema() {
    throw new UnsupportedOperationException();
  }

  /** What the server lacks, one sentence each, for the connection's warnings; empty on Databricks. */
  public List<String> limitations() {
    throw new UnsupportedOperationException();
  }

  /** What this server can do. */
  public Capabilities capabilities() {
    throw new UnsupportedOperationException();
  }

  /** A statement, not sent before {@link Operation#run}. */
  public Operation statement(StatementRequest request) {
    throw new UnsupportedOperationException();
  }

  /** GetCatalogs; as all metadata operations, not sent before {@link Operation#run}. */
  public Operation catalogs() {
    throw new UnsupportedOperationException();
  }

  /** GetSchemas: exact catalog name or null for all; schema pattern or null. */
  public Operation schemas(@Nullable String catalog, @Nullable String schemaPattern) {
    throw new UnsupportedOperationException();
  }

  /** GetTables; types null for all, never empty. */
  public Operation tables(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String tablePattern,
      @Nullable List<String> types) {
    throw new UnsupportedOperationException();
  }

  /** GetTableTypes. */
  public Operation tableTypes() {
    throw new UnsupportedOperationException();
  }

  /** GetColumns. */
  public Operation columns(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String tablePattern,
      @Nullable String columnPattern) {
    throw new UnsupportedOperationException();
  }

  /** GetTypeInfo. */
  public Operation typeInfo() {
    throw new UnsupportedOperationException();
  }

  /** GetFunctions. */
  public Operation functions(
      @Nullable String catalog, @Nullable String schemaPattern, String functionPattern) {
    throw new UnsupportedOperationException();
  }

  /** GetPrimaryKeys: exact names. */
  public Operation primaryKeys(
      @Nullable String catalog, @Nullable String schema, @Nullable String table) {
    throw new UnsupportedOperationException();
  }

  /** GetCrossReference: exact names; null parents ask for imported, null foreigns for exported keys. */
  public Operation crossReference(TableName parent, TableName foreign) {
    throw new UnsupportedOperationException();
  }

  /** A table by exact names; null means "any". */
  public record TableName(
      @Nullable String catalog, @Nullable String schema, @Nullable String table) {}

  /** GetInfo CLI_DBMS_VER: the product version; one request. */
  public String serverVersion(Deadline deadline) throws Fault {
    throw new UnsupportedOperationException();
  }

  /**
   * Whether the session still answers: a round trip of GetInfo, whose yes is kept for one second.
   * Never throws.
   */
  public boolean isAlive(Duration timeout) {
    throw new UnsupportedOperationException();
  }

  /** Longest silence of the server in each further exchange; zero is the configured default. */
  public void setNetworkTimeout(Duration timeout) {
    throw new UnsupportedOperationException();
  }

  /** Whether {@link #close} or {@link #abort} was called or the server no longer knows the session. */
  public boolean isClosed() {
    throw new UnsupportedOperationException();
  }

  /** Ends the session on the server, within a few seconds. Never throws; may be repeated. */
  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }

  /** Lets go at once: aborts exchanges, says no goodbye. Never throws. */
  public void abort() {
    throw new UnsupportedOperationException();
  }
}
