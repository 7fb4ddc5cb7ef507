package io.github.lakewire.jdbc.internal.session;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.config.ConnectionConfig;
import io.github.lakewire.jdbc.internal.config.ConnectionConfig.SessionDefaults;
import io.github.lakewire.jdbc.internal.config.ConnectionProperty;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.http.CallTimeouts;
import io.github.lakewire.jdbc.internal.http.ComputeStart;
import io.github.lakewire.jdbc.internal.sql.Identifiers;
import io.github.lakewire.jdbc.internal.thrift.CliService;
import io.github.lakewire.jdbc.internal.thrift.OpenRequest;
import io.github.lakewire.jdbc.internal.thrift.OpenRequest.Dialect;
import io.github.lakewire.jdbc.internal.thrift.OpenedSession;
import io.github.lakewire.jdbc.internal.thrift.ProtocolVersions;
import io.github.lakewire.jdbc.internal.thrift.StatementRequest;
import io.github.lakewire.jdbc.internal.tracing.TraceSource;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Opens a session: on Databricks with one request. Other servers may need the request in Hive's
 * form, and a statement that chooses the schema. A server that does not know the JVM's time zone is
 * asked again with another.
 */
final class SessionOpener {
  private SessionOpener() {}

  static ThriftSession open(ConnectionConfig config, Deadline deadline, Origin.Wire wire)
      throws DriverException {
    CliService service = new CliService(wire.channel(), TraceSource.load());
    CallTimeouts bounds = new CallTimeouts(config.limits().socket(), deadline);
    ComputeStart start = new ComputeStart(config.endpoint().httpPath());
    ThriftSession session = open(config, wire, service, bounds, start);
    start.warning("The connection").ifPresent(session::warn);
    useWhereNotOpened(session, config.session(), deadline);
    return session;
  }

  /** Asks once, and again only where the server wants Hive's form, or another time zone. */
  private static ThriftSession open(
      ConnectionConfig config,
      Origin.Wire wire,
      CliService service,
      CallTimeouts bounds,
      ComputeStart start)
      throws DriverException {
    SessionDefaults defaults = config.session();
    Iterator<SessionZone> zones =
        defaults.inZoneOfJvm()
            ? SessionZone.ofJvm().iterator()
            : List.of(SessionZone.AS_CONFIGURED).iterator();
    SessionZone zone = zones.next();
    Dialect dialect = Dialect.DATABRICKS;
    while (true) {
      Map<String, String> settings = settings(defaults, zone);
      try {
        OpenRequest request = request(dialect, defaults, settings);
        OpenedSession opened =
            service.openSession(request, bounds).whileStarting(start::waits).execute(byte[]::new);
        if (zone.differsFromUtc()) {
          ZoneAnnouncement.make();
        }
        return new ThriftSession(
            new Origin(
                config,
                wire,
                service,
                settings,
                zone,
                new ResultStore(),
                new AtomicReference<>(Map.of())),
            request,
            opened);
      } catch (DriverException exception) {
        if (dialect == Dialect.DATABRICKS && CliService.needsHiveVersion(exception)) {
          dialect = Dialect.HIVE;
        } else if (zones.hasNext() && CliService.isZoneUnsupported(exception)) {
          zone = zones.next();
        } else if (exception.isOfStart()) {
          awaitCompute(start, exception, bounds.deadline());
        } else {
          throw exception;
        }
      }
    }
  }

  /** Waits before the next attempt; HTTP errors have been waited for already. */
  private static void awaitCompute(ComputeStart start, DriverException answer, Deadline deadline)
      throws DriverException {
    if (answer.httpError() == null) {
      deadline.pause(start.pauseAfter(answer));
    }
    if (answer.httpError() != null || deadline.hasPassed()) {
      throw new DriverException(
          DriverException.Kind.CANNOT_CONNECT,
          start.unready(answer) + "; raise loginTimeout, or start it before connecting",
          answer);
    }
  }

  private static Map<String, String> settings(SessionDefaults defaults, SessionZone zone) {
    if (zone.name() == null) {
      return defaults.settings();
    }
    Map<String, String> settings = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    settings.putAll(defaults.settings());
    settings.put(ConnectionProperty.TIMEZONE.propertyName(), zone.name());
    return Collections.unmodifiableMap(settings);
  }

  static OpenRequest request(
      Dialect dialect, SessionDefaults defaults, Map<String, String> settings) {
    return new OpenRequest(dialect, settings, name(defaults.catalog()), name(defaults.schema()));
  }

  /** Chooses catalog and schema where the protocol has no field for them. */
  static void useWhereNotOpened(ThriftSession session, SessionDefaults defaults, Deadline deadline)
      throws DriverException {
    if (session.protocolVersion() >= ProtocolVersions.DATABRICKS_V4) {
      return;
    }
    String catalog = name(defaults.catalog());
    String schema = name(defaults.schema());
    if (schema == null && (catalog == null || session.capabilities().databricks())) {
      return;
    }
    boolean done = false;
    try (ThriftOperation operation = session.statement(use(catalog, schema))) {
      operation.execute(deadline);
      done = true;
    } finally {
      if (!done) {
        session.retire();
      }
    }
  }

  private static StatementRequest use(@Nullable String catalog, @Nullable String schema)
      throws DriverException {
    StringBuilder target = new StringBuilder("USE ");
    if (catalog != null) {
      target.append(Identifiers.quote(catalog)).append(schema == null ? "" : ".");
    }
    return StatementRequest.of(
        schema == null ? target.toString() : target.append(Identifiers.quote(schema)).toString());
  }

  /**
   * An empty name would become the session's schema: it is not sent (protocol.md, "OpenSession").
   */
  private static @Nullable String name(@Nullable String configured) {
    return configured == null || configured.isEmpty() ? null : configured;
  }
}
