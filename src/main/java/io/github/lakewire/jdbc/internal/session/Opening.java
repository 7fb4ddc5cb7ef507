package io.github.lakewire.jdbc.internal.session;

import io.github.lakewire.jdbc.internal.config.ConnectionConfig;
import io.github.lakewire.jdbc.internal.config.ConnectionConfig.SessionDefaults;
import io.github.lakewire.jdbc.internal.fault.Fault;
import io.github.lakewire.jdbc.internal.http.Deadline;
import io.github.lakewire.jdbc.internal.sql.Identifiers;
import io.github.lakewire.jdbc.internal.thrift.CallBounds;
import io.github.lakewire.jdbc.internal.thrift.CliService;
import io.github.lakewire.jdbc.internal.thrift.OpenRequest;
import io.github.lakewire.jdbc.internal.thrift.OpenRequest.Dialect;
import io.github.lakewire.jdbc.internal.thrift.OpenedSession;
import io.github.lakewire.jdbc.internal.thrift.ProtocolVersions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a session begins: on Databricks with one request. Servers that are not Databricks may need
 * the request in Hive's form, and a statement to choose the schema.
 */
final class Opening {
  private Opening() {}

  static Session open(ConnectionConfig config, Deadline deadline, Session.Wire wire) throws Fault {
    CliService service = new CliService(wire.channel());
    CallBounds bounds = new CallBounds(config.limits().socket(), deadline);
    OpenedSession opened = open(service, config.session(), bounds);
    Session session = new Session(config, wire, service, opened);
    if (opened.protocolVersion() < ProtocolVersions.DATABRICKS_V4) {
      use(session, config.session(), deadline);
    }
    return session;
  }

  private static OpenedSession open(CliService service, SessionDefaults defaults, CallBounds bounds)
      throws Fault {
    try {
      return service.openSession(request(Dialect.DATABRICKS, defaults), bounds).execute();
    } catch (Fault fault) {
      if (!CliService.wantsHiveVersion(fault)) {
        throw fault;
      }
    }
    return service.openSession(request(Dialect.HIVE, defaults), bounds).execute();
  }

  private static OpenRequest request(Dialect dialect, SessionDefaults defaults) {
    return new OpenRequest(
        dialect, defaults.settings(), name(defaults.catalog()), name(defaults.schema()));
  }

  /** Chooses catalog and schema where the protocol has no field for them. */
  private static void use(Session session, SessionDefaults defaults, Deadline deadline)
      throws Fault {
    String catalog = name(defaults.catalog());
    String schema = name(defaults.schema());
    if (schema == null && (catalog == null || session.capabilities().databricks())) {
      return;
    }
    String target =
        Stream.of(catalog, schema)
            .filter(Objects::nonNull)
            .map(Identifiers::quote)
            .collect(Collectors.joining("."));
    StatementRequest request =
        new StatementRequest("USE " + target, List.of(), Duration.ZERO, 0, 0);
    boolean done = false;
    try (Operation operation = session.statement(request)) {
      operation.run(deadline);
      done = true;
    } finally {
      if (!done) {
        session.close();
      }
    }
  }

  /** An empty name would become the session's schema: it is not sent (PROTOCOL section 4.1). */
  private static @Nullable String name(@Nullable String configured) {
    return configured == null || configured.isEmpty() ? null : configured;
  }
}
