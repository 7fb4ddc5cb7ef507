package io.github.lakewire.jdbc.internal.jdbc;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.cursor.RowCursor;
import io.github.lakewire.jdbc.internal.metadata.MetadataContext;
import io.github.lakewire.jdbc.internal.resultset.LakewireResultSet;
import io.github.lakewire.jdbc.internal.session.Capabilities;
import io.github.lakewire.jdbc.internal.session.Session;
import io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions;
import io.github.lakewire.jdbc.internal.types.ResultSchema;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the metadata sees of its connection. */
record ConnectionMetadata(
    LakewireConnection owner, Namespace namespace, String url, Duration timeout)
    implements MetadataContext {
  @Override
  public Connection connection() {
    return owner;
  }

  @Override
  public Session session() throws SQLException {
    return owner.openSession();
  }

  @Override
  public @Nullable String userName() throws SQLException {
    return namespace.user();
  }

  @Override
  public String currentCatalog() throws SQLException {
    String catalog = owner.getCatalog();
    return catalog == null ? "" : catalog;
  }

  @Override
  public boolean nestedAsText() throws SQLException {
    return !owner.openSession().complexTypes();
  }

  @Override
  public boolean hasInformationSchema() throws SQLException {
    Capabilities server = owner.openSession().capabilities();
    return server.databricks() && server.catalogs();
  }

  @Override
  public boolean transactions() {
    return owner.transactions().areSupported();
  }

  @Override
  public boolean inTransaction() {
    return owner.transactions().isOpen();
  }

  @Override
  public void requireNoTransaction() throws SQLException {
    owner.transactions().requireNone("reading metadata");
  }

  @Override
  public void warn(String message) {
    owner.warn(SqlExceptions.GENERAL_WARNING, message);
  }

  @Override
  public Deadline deadline() {
    return Deadline.in(timeout);
  }

  @Override
  public ResultSet open(ResultSchema schema, RowCursor cursor) {
    return new LakewireResultSet(ExecutionOwner.of(owner, null), schema, cursor, 0, 0);
  }

  @Override
  public SQLException toSqlException(Throwable failure) {
    return owner.failed(failure);
  }
}
