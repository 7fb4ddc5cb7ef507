package io.github.lakewire.jdbc.internal.metadata;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.cursor.RowCursor;
import io.github.lakewire.jdbc.internal.session.Session;
import io.github.lakewire.jdbc.internal.types.ResultSchema;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What {@link LakewireDatabaseMetaData} needs of its connection. Thread-safe. */
public interface MetadataContext {

  /** Returns the connection that the user sees: {@code DatabaseMetaData.getConnection}. */
  Connection connection();

  /**
   * Returns the open session; must not contact the server.
   *
   * @throws SQLException 08003 when the connection is closed
   */
  Session session() throws SQLException;

  /** Returns a URL that the driver accepts, for the same target, without any secret. */
  String url();

  /** Asks the server for the name of the user; null when it does not say. */
  @Nullable String userName() throws SQLException;

  /** Returns the current catalog, or "" when the server has none. May ask the server once. */
  String currentCatalog() throws SQLException;

  /** Whether ARRAY, MAP and STRUCT are described as text. */
  boolean nestedAsText() throws SQLException;

  /** Whether the catalogs of this server have an {@code information_schema}, as Databricks says. */
  boolean hasInformationSchema() throws SQLException;

  /** Whether transactions of several statements are asked for, on a server that has them. */
  boolean transactions();

  /** Whether a transaction is open, which requests for metadata would end. */
  boolean inTransaction();

  /**
   * To be called before each request for metadata.
   *
   * @throws SQLException 25001 while a transaction is open
   */
  void requireNoTransaction() throws SQLException;

  /** Adds a warning to the connection. */
  void warn(String message);

  /** Returns how long one metadata call may take, from now on. */
  Deadline deadline();

  /** Opens a result set without a statement; it owns the cursor, also when this fails. */
  ResultSet open(ResultSchema schema, RowCursor cursor) throws SQLException;

  /** Returns the exception for a failure of the layers below. */
  SQLException toSqlException(Throwable failure);
}
