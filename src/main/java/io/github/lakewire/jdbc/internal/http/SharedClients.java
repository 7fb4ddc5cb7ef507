package io.github.lakewire.jdbc.internal.http;

import io.github.lakewire.jdbc.internal.config.ConnectionConfig;
import io.github.lakewire.jdbc.internal.config.ProxyRule;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.tls.TlsContexts;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The two HTTP clients of all connections to one workspace with the same proxies, trust and connect
 * time-out, and the thread that watches them. Counted: the last to leave closes it.
 *
 * <p>The client for files is made when the first file is wanted, and TLS is set up for workspaces
 * that use it: both take longer than all the rest of a first connection.
 */
final class SharedClients {
  /** Set in the context of an exchange once its connection, tunnel and TLS included, is there. */
  static final String CONNECTED = "lakewire.connected";

  /** In the context of an exchange: whether it is still to be sent once there is a connection. */
  static final String WANTED = "lakewire.wanted";

  private static final Map<Key, SharedClients> POOLS = new ConcurrentHashMap<>();

  private record Key(
      String workspace,
      boolean local,
      boolean encrypted,
      ProxyRule.Pair proxies,
      boolean toWorkspace,
      ConnectionConfig.Tls tls,
      Duration connect,
      Duration idle,
      LeastRate rate) {

    /**
     * Written by hand: the first generated one of a JVM takes a fifteenth of the time of a first
     * connection.
     */
    @Override
    public int hashCode() {
      return workspace.hashCode() + connect.hashCode() + Boolean.hashCode(encrypted);
    }
  }

  private final Key key;
  private final Watchdog watchdog = new Watchdog();
  private final PooledClient workspace;

  /** Guards what follows. Held while trust stores are read, so it is no monitor. */
  private final ReentrantLock lock = new ReentrantLock();

  private volatile @Nullable PooledClient storage;
  private volatile boolean storageReached;
  private final AtomicReference<EndpointProbe.StoreTraffic> traffic =
      new AtomicReference<>(EndpointProbe.StoreTraffic.NONE);

  /** Whether the workspace is at an address of this machine or its own network. */
  private volatile boolean workspaceIsLocal;

  private int users = 1;

  /** What ends when the driver is taken out of service. */
  private final Set<Runnable> ends = ConcurrentHashMap.newKeySet();

  private SharedClients(Key key) throws DriverException {
    this.key = key;
    this.workspaceIsLocal = key.local();
    this.workspace =
        new PooledClient(
            key.encrypted() ? context(key) : null,
            key.connect(),
            key.idle(),
            key.proxies().workspace(),
            key.rate(),
            new WorkspaceAddresses());
    watchdog.every(30, this::closeIdle);
  }

  private static TlsContexts.ClientTls context(Key key) throws DriverException {
    return key.toWorkspace()
        ? TlsContexts.forWorkspace(key.tls())
        : TlsContexts.forOthers(key.tls());
  }

  /** Joins the pool for these settings, or makes it. */
  static SharedClients acquire(ConnectionConfig config) throws DriverException {
    return acquire(config, LeastRate.WINDOW);
  }

  static SharedClients acquire(ConnectionConfig config, Duration rateWindow)
      throws DriverException {
    boolean local = config.endpoint().isLocalByName();
    return acquire(config, config.endpoint(), config.proxies(), local, rateWindow);
  }

  /** For another service than the workspace, which is reached as the workspace is. */
  static SharedClients forService(
      ConnectionConfig config, ConnectionConfig.Endpoint service, ProxyRule.Pair proxies)
      throws DriverException {
    return acquire(config, service, proxies, service.isLocalByName(), LeastRate.WINDOW);
  }

  /**
   * For the files of a workspace that another process has talked to.
   *
   * @param local whether it was at an address of that machine or its network. What is told so holds
   *     for nobody else here
   */
  static SharedClients forFiles(ConnectionConfig config, boolean local) throws DriverException {
    return acquire(
        config,
        config.endpoint(),
        config.proxies(),
        local || config.endpoint().isLocalByName(),
        LeastRate.WINDOW);
  }

  private static SharedClients acquire(
      ConnectionConfig config,
      ConnectionConfig.Endpoint endpoint,
      ProxyRule.Pair proxies,
      boolean local,
      Duration rateWindow)
      throws DriverException {
    boolean ofWorkspace = endpoint.host().equalsIgnoreCase(config.endpoint().host());
    Key key =
        new Key(
            endpoint.host(),
            local,
            endpoint.tls(),
            proxies,
            // The certificate of the user is for the workspace alone.
            ofWorkspace,
            ofWorkspace ? config.tls() : config.tls().withoutClient(),
            config.limits().connect(),
            config.limits().idle(),
            new LeastRate(config.limits().leastBytesPerSecond(), rateWindow));
    while (true) {
      SharedClients pool = POOLS.get(key);
      if (pool == null) {
        SharedClients made = new SharedClients(key);
        if (POOLS.putIfAbsent(key, made) == null) {
          return made;
        }
        made.release();
      } else if (pool.join()) {
        return pool;
      }
    }
  }

  /**
   * Closes every pool and ends all that uses it at once, when the driver is taken out of service.
   */
  static void closeAll() {
    for (SharedClients pool : List.copyOf(POOLS.values())) {
      pool.ends.forEach(Runnable::run);
      pool.lock.lock();
      try {
        pool.users = 0;
      } finally {
        pool.lock.unlock();
      }
      POOLS.remove(pool.key, pool);
      pool.shutDown();
    }
  }

  private boolean join() {
    lock.lock();
    try {
      if (users == 0) {
        return false;
      }
      users++;
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Adds a task that must not throw, to be run when the driver is taken out of service. */
  void addEnd(Runnable task) {
    ends.add(task);
  }

  void removeEnd(Runnable task) {
    ends.remove(task);
  }

  /** Leaves the pool. */
  void release() {
    lock.lock();
    try {
      if (users == 0 || --users > 0) {
        return;
      }
    } finally {
      lock.unlock();
    }
    POOLS.remove(key, this);
    shutDown();
  }

  private void shutDown() {
    watchdog.close();
    workspace.close();
    PooledClient files = storage;
    if (files != null) {
      files.close();
    }
  }

  private void closeIdle() {
    workspace.closeIdle();
    PooledClient files = storage;
    if (files != null) {
      files.closeIdle();
    }
  }

  /** The client for the workspace; the caller adds the credentials to each request. */
  CloseableHttpClient workspace() {
    return workspace.client();
  }

  /** The client that never had the workspace's credentials. */
  CloseableHttpClient storage() throws DriverException {
    PooledClient files = storage;
    return files == null ? makeStorage() : files.client();
  }

  /** Notes that the store has answered, so that it is worth waiting for. */
  void storageReached() {
    storageReached = true;
  }

  boolean isStorageReached() {
    return storageReached;
  }

  boolean isWorkspaceLocal() {
    return workspaceIsLocal;
  }

  /** Counts a file that has come. */
  void fileCame(String host, long bytes, long began) {
    traffic.updateAndGet(sum -> sum.plus(host, bytes, began));
  }

  EndpointProbe.StoreTraffic storeTraffic() {
    return traffic.get();
  }

  private CloseableHttpClient makeStorage() throws DriverException {
    lock.lock();
    try {
      PooledClient files = storage;
      if (files == null) {
        if (users == 0) {
          throw new DriverException(DriverException.Kind.SESSION_GONE, "The connection is closed");
        }
        files =
            new PooledClient(
                TlsContexts.forStorage(key.tls()),
                key.connect(),
                key.idle(),
                key.proxies().files(),
                key.rate(),
                new StorageAddresses());
        storage = files;
      }
      return files.client();
    } finally {
      lock.unlock();
    }
  }

  Watchdog watchdog() {
    return watchdog;
  }

  /** The workspace may be anywhere: the user has chosen it. */
  private final class WorkspaceAddresses implements AddressCheck.Rule {
    @Override
    public boolean allows(InetAddress address) {
      return true;
    }

    @Override
    public void connected(InetAddress address) {
      workspaceIsLocal = AddressCheck.isLocal(address);
    }
  }

  /** A link must not lead the driver to what only this machine can reach. */
  private final class StorageAddresses implements AddressCheck.Rule {
    @Override
    public boolean allows(InetAddress address) {
      return workspaceIsLocal || !AddressCheck.isLocal(address);
    }

    @Override
    public void connected(InetAddress address) {}
  }
}
