package io.github.lakewire.jdbc.internal.metadata;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.cursor.RowCursor;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.SqlState;
import io.github.lakewire.jdbc.internal.session.Session;
import io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions;
import io.github.lakewire.jdbc.internal.types.ResultSchema;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A connection's side of the metadata, without a connection. */
final class FakeContext implements MetadataContext {
  final Connection connection = proxy(Connection.class);
  String currentCatalog = "main";
  boolean closed;
  @Nullable String userName = "someone@example.com";
  @Nullable SQLException failure;
  int usersAsked;
  boolean nestedAsText;
  Duration timeout = Duration.ZERO;
  boolean informationSchema = true;
  boolean inTransaction;
  boolean transactions;
  final List<String> warnings = new ArrayList<>();

  /** The schema of the last result set that was opened. */
  ResultSchema opened = new ResultSchema(List.of());

  @Override
  public Connection connection() {
    return connection;
  }

  /** Sessions cannot be made without a server; the metadata under test only asks whether it may. */
  @Override
  @SuppressWarnings("NullAway")
  public Session session() throws SQLException {
    if (closed) {
      throw SqlExceptions.connectionClosed();
    }
    return null;
  }

  @Override
  public String url() {
    return "jdbc:databricks://localhost:443/;httpPath=/sql/1.0/warehouses/x";
  }

  @Override
  public @Nullable String userName() throws SQLException {
    usersAsked++;
    if (failure != null) {
      throw failure;
    }
    return userName;
  }

  @Override
  public String currentCatalog() {
    return currentCatalog;
  }

  @Override
  public boolean nestedAsText() {
    return nestedAsText;
  }

  @Override
  public boolean hasInformationSchema() {
    return informationSchema;
  }

  @Override
  public boolean transactions() {
    return transactions;
  }

  @Override
  public void requireNoTransaction() throws SQLException {
    if (inTransaction) {
      throw SqlExceptions.of(SqlState.ACTIVE_TRANSACTION, "open");
    }
  }

  @Override
  public boolean inTransaction() {
    return inTransaction;
  }

  @Override
  public void warn(String message) {
    warnings.add(message);
  }

  @Override
  public Deadline deadline() {
    return Deadline.in(timeout);
  }

  @Override
  public ResultSet open(ResultSchema schema, RowCursor cursor) {
    opened = schema;
    return proxy(ResultSet.class);
  }

  @Override
  public SQLException toSqlException(Throwable failure) {
    String state = failure instanceof DriverException exception ? exception.sqlState() : "HY000";
    return new SQLException(failure.getMessage(), state, failure);
  }

  private static <T> T proxy(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              throw new UnsupportedOperationException(method.getName());
            }));
  }
}
