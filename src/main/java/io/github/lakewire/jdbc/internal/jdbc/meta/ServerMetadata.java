package io.github.lakewire.jdbc.internal.jdbc.meta;

import io.github.lakewire.jdbc.internal.fault.Fault;
import io.github.lakewire.jdbc.internal.session.Session.TableName;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The server's metadata calls, one request each (PROTOCOL section 12). Every method throws a Fault
 * when the server or the way to it fails, and SQLException 08003 when the connection is closed.
 */
interface ServerMetadata {

  /** Takes the rows one after the other. */
  interface RowSink {
    void accept(ServerRow row) throws Fault, SQLException;
  }

  void catalogs(RowSink sink) throws Fault, SQLException;

  void schemas(@Nullable String catalog, @Nullable String schemaPattern, RowSink sink)
      throws Fault, SQLException;

  /** Tables of all types. */
  void tables(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String tablePattern,
      RowSink sink)
      throws Fault, SQLException;

  void columns(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String tablePattern,
      @Nullable String columnPattern,
      RowSink sink)
      throws Fault, SQLException;

  void functions(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      String functionPattern,
      RowSink sink)
      throws Fault, SQLException;

  /** Exact names. */
  void primaryKeys(TableName table, RowSink sink) throws Fault, SQLException;

  /** Exact names; a table of nulls is any. */
  void crossReference(TableName parent, TableName foreign, RowSink sink) throws Fault, SQLException;

  /** Returns the server's version as it says it. */
  String version() throws Fault, SQLException;
}
