package io.github.lakewire.jdbc.internal.http;

import io.github.lakewire.jdbc.internal.config.ConnectionConfig;
import io.github.lakewire.jdbc.internal.fault.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The two HTTP clients of all connections with the same proxy, trust and connect time-out, and the
 * thread that watches them. Counted: the last to leave closes it.
 *
 * <p>The client for files is made when the first file is wanted, and TLS is set up for workspaces
 * that use it: both take longer than all the rest of a first connection.
 */
final class ClientPool {
  /** Set in the context of an exchange once its connection, tunnel and TLS included, is there. */
  static final String CONNECTED = "lakewire.connected";

  private static final Map<Key, ClientPool> POOLS = new ConcurrentHashMap<>();

  private record Key(
      boolean encrypted,
      ConnectionConfig.@Nullable Proxy proxy,
      ConnectionConfig.Tls tls,
      Duration connect) {

    /** By hand: the first generated one of a JVM takes a fifteenth of a first connection's time. */
    @Override
    public int hashCode() {
      return connect.hashCode() + Boolean.hashCode(encrypted);
    }
  }

  private final Key key;
  private final Watchdog watchdog = new Watchdog();
  private final PooledClient workspace;
  private @Nullable PooledClient storage;
  private int users = 1;

  private ClientPool(Key key) throws Fault {
    this.key = key;
    this.workspace =
        new PooledClient(
            key.encrypted() ? TlsContexts.forWorkspace(key.tls()) : null,
            key.connect(),
            key.proxy());
    watchdog.every(30, this::closeIdle);
  }

  /** Joins the pool for these settings, or makes it. */
  static ClientPool acquire(ConnectionConfig config) throws Fault {
    Key key =
        new Key(config.endpoint().tls(), config.proxy(), config.tls(), config.limits().connect());
    while (true) {
      ClientPool pool = POOLS.get(key);
      if (pool == null) {
        ClientPool made = new ClientPool(key);
        if (POOLS.putIfAbsent(key, made) == null) {
          return made;
        }
        made.release();
      } else if (pool.join()) {
        return pool;
      }
    }
  }

  /** Closes every pool at once, when the driver is taken out of service. */
  static void closeAll() {
    for (ClientPool pool : List.copyOf(POOLS.values())) {
      synchronized (pool) {
        pool.users = 0;
      }
      POOLS.remove(pool.key, pool);
      pool.shutDown();
    }
  }

  private synchronized boolean join() {
    if (users == 0) {
      return false;
    }
    users++;
    return true;
  }

  /** Leaves the pool. */
  void release() {
    synchronized (this) {
      if (users == 0 || --users > 0) {
        return;
      }
    }
    POOLS.remove(key, this);
    shutDown();
  }

  private void shutDown() {
    watchdog.close();
    workspace.close();
    synchronized (this) {
      if (storage != null) {
        storage.close();
      }
    }
  }

  private void closeIdle() {
    workspace.closeIdle();
    synchronized (this) {
      if (storage != null) {
        storage.closeIdle();
      }
    }
  }

  /** The client for the workspace; the caller adds the credentials to each request. */
  CloseableHttpClient workspace() {
    return workspace.client();
  }

  /** The client that never had the workspace's credentials. */
  synchronized CloseableHttpClient storage() throws Fault {
    if (storage == null) {
      if (users == 0) {
        throw new Fault(Fault.Kind.SESSION_GONE, "The connection is closed");
      }
      storage = new PooledClient(TlsContexts.forStorage(key.tls()), key.connect(), key.proxy());
    }
    return storage.client();
  }

  Watchdog watchdog() {
    return watchdog;
  }
}
