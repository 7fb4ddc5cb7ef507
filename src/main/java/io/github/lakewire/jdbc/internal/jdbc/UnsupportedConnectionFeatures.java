package io.github.lakewire.jdbc.internal.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.ShardingKey;
import org.jspecify.annotations.Nullable;

/** What a connection to Databricks does not have: all refused. */
abstract class UnsupportedConnectionFeatures implements Connection {
  @Override
  public final Savepoint setSavepoint() throws SQLException {
    throw unsupported("savepoints");
  }

  @Override
  public final Savepoint setSavepoint(@Nullable String name) throws SQLException {
    throw unsupported("savepoints");
  }

  @Override
  public final void rollback(@Nullable Savepoint savepoint) throws SQLException {
    throw unsupported("savepoints");
  }

  @Override
  public final void releaseSavepoint(@Nullable Savepoint savepoint) throws SQLException {
    throw unsupported("savepoints");
  }

  @Override
  public final void setShardingKey(@Nullable ShardingKey key) throws SQLException {
    throw unsupported("sharding keys");
  }

  @Override
  public final void setShardingKey(@Nullable ShardingKey key, @Nullable ShardingKey superKey)
      throws SQLException {
    throw unsupported("sharding keys");
  }

  @Override
  public final boolean setShardingKeyIfValid(@Nullable ShardingKey key, int timeout)
      throws SQLException {
    throw unsupported("sharding keys");
  }

  @Override
  public final boolean setShardingKeyIfValid(
      @Nullable ShardingKey key, @Nullable ShardingKey superKey, int timeout) throws SQLException {
    throw unsupported("sharding keys");
  }

  /** Returns the refusal, or that the connection is closed. */
  abstract SQLException unsupported(String what);
}
