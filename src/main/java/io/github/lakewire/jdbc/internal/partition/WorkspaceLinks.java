package io.github.lakewire.jdbc.internal.partition;

import io.github.lakewire.jdbc.LinkRequest;
import io.github.lakewire.jdbc.LinkSource;
import io.github.lakewire.jdbc.internal.auth.Authorizations;
import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.config.ConfigException;
import io.github.lakewire.jdbc.internal.config.ConfigParser;
import io.github.lakewire.jdbc.internal.config.ConnectionConfig;
import io.github.lakewire.jdbc.internal.config.ProcessEnvironment;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.SqlState;
import io.github.lakewire.jdbc.internal.fetch.Page;
import io.github.lakewire.jdbc.internal.http.CallTimeouts;
import io.github.lakewire.jdbc.internal.http.HttpTransport;
import io.github.lakewire.jdbc.internal.thrift.CliService;
import io.github.lakewire.jdbc.internal.thrift.FetchSpec;
import io.github.lakewire.jdbc.internal.thrift.FetchedPage;
import io.github.lakewire.jdbc.internal.thrift.PageLimits;
import io.github.lakewire.jdbc.internal.thrift.ThriftCall;
import io.github.lakewire.jdbc.internal.tracing.TraceSource;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** New links from the workspace itself, where a worker has credentials. */
public final class WorkspaceLinks implements LinkSource {
  private final ConnectionConfig config;

  private WorkspaceLinks(ConnectionConfig config) {
    this.config = config;
  }

  /** Reads URL and properties; nothing is sent. */
  public static WorkspaceLinks of(String url, Properties properties) throws ConfigException {
    return new WorkspaceLinks(ConfigParser.parse(url, properties, ProcessEnvironment.current()));
  }

  /** A partition asks it in another way, since it alone knows the handle. */
  @Override
  public byte[] renew(LinkRequest request) throws IOException {
    throw new IOException("only a partition can be renewed from the workspace");
  }

  /** What renews the links of a result, which must be of the same workspace. */
  LinkRenewal of(ResultOrigin origin) throws DriverException {
    ConnectionConfig.Endpoint own = config.endpoint();
    ConnectionConfig.Endpoint workspace = origin.workspace();
    if (!own.host().equalsIgnoreCase(workspace.host())
        || own.port() != workspace.port()
        || !own.httpPath().equals(workspace.httpPath())) {
      throw DriverException.data(
          SqlState.INVALID_ARGUMENT,
          "The partition is of "
              + workspace.host()
              + workspace.httpPath()
              + ", and links are to be renewed at "
              + own.host()
              + own.httpPath()
              + ": both must be the same");
    }
    return new Renewal(config, origin);
  }

  @Override
  public String toString() {
    return "links from " + config.endpoint().host();
  }

  /** One reading: it signs in when the first link is to be renewed. */
  private static final class Renewal implements LinkRenewal {
    private final ConnectionConfig config;
    private final ResultOrigin origin;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable HttpTransport transport;
    private final Set<ThriftCall<FetchedPage>> underWay = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    Renewal(ConnectionConfig config, ResultOrigin origin) {
      this.config = config;
      this.origin = origin;
    }

    @Override
    public List<Page.Link> from(long startRow, long endRow) throws DriverException {
      CliService service = new CliService(transport().channel(), TraceSource.load());
      FetchSpec spec =
          new FetchSpec(
              origin.handle(), PageLimits.MANY_LINKS, OptionalLong.of(startRow), true, false);
      CallTimeouts timeouts =
          new CallTimeouts(config.limits().socket(), Deadline.in(config.limits().login()));
      ThriftCall<FetchedPage> call = service.fetchResults(spec, timeouts);
      underWay.add(call);
      try {
        // Looked at after the call was added: close() either sees the call or is seen here.
        if (closed) {
          call.abort();
        }
        return links(call.execute(byte[]::new));
      } finally {
        underWay.remove(call);
      }
    }

    private static List<Page.Link> links(FetchedPage page) {
      return page.rows() instanceof Page.Links links ? links.links() : List.of();
    }

    private HttpTransport transport() throws DriverException {
      lock.lock();
      try {
        if (closed) {
          throw new DriverException(DriverException.Kind.CANCELLED, "The partition was closed");
        }
        HttpTransport opened = transport;
        if (opened == null) {
          opened = HttpTransport.acquire(config, Authorizations.of(config));
          transport = opened;
        }
        return opened;
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void close() {
      lock.lock();
      try {
        closed = true;
        underWay.forEach(ThriftCall::abort);
        if (transport != null) {
          transport.close();
        }
      } finally {
        lock.unlock();
      }
    }
  }
}
