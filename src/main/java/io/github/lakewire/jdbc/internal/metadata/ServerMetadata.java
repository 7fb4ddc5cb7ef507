package io.github.lakewire.jdbc.internal.metadata;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.session.Session.TableName;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The server's metadata calls, one request each (protocol.md, "Metadata calls"). Every method
 * throws a Fault when the server or the way to it fails, and SQLException 08003 when the connection
 * is closed.
 */
interface ServerMetadata {

  /** Takes the rows one after the other. */
  interface RowSink {
    void accept(ServerRow row) throws DriverException, SQLException;
  }

  void catalogs(RowSink sink) throws DriverException, SQLException;

  void schemas(@Nullable String catalog, @Nullable String schemaPattern, RowSink sink)
      throws DriverException, SQLException;

  /** Tables of all types. */
  void tables(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String tablePattern,
      RowSink sink)
      throws DriverException, SQLException;

  void columns(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String tablePattern,
      @Nullable String columnPattern,
      RowSink sink)
      throws DriverException, SQLException;

  void functions(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      String functionPattern,
      RowSink sink)
      throws DriverException, SQLException;

  /** Exact names. */
  void primaryKeys(TableName table, RowSink sink) throws DriverException, SQLException;

  /** Exact names; a table of nulls is any. */
  void crossReference(TableName parent, TableName foreign, RowSink sink)
      throws DriverException, SQLException;

  /** Returns the server's version as it says it. */
  String version() throws DriverException, SQLException;
}
