package io.github.lakewire.jdbc.internal.jdbc;

import io.github.lakewire.jdbc.internal.resultset.LakewireArray;
import io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.ShardingKey;
import java.util.HashMap;
import java.util.Map;
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

  /** There are none; an empty one changes nothing. */
  @Override
  public final Map<String, Class<?>> getTypeMap() throws SQLException {
    requireOpen();
    return new HashMap<>();
  }

  @Override
  public final void setTypeMap(@Nullable Map<String, Class<?>> map) throws SQLException {
    requireOpen();
    LakewireArray.requireNoTypeMap(map);
  }

  private SQLException unsupported(String what) throws SQLException {
    requireOpen();
    return SqlExceptions.notSupported(what);
  }

  /** Fails when the connection is closed. */
  abstract void requireOpen() throws SQLException;
}
