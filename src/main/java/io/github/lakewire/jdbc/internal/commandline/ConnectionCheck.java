package io.github.lakewire.jdbc.internal.commandline;

import io.github.lakewire.jdbc.internal.auth.Authorizations;
import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.config.ConfigException;
import io.github.lakewire.jdbc.internal.config.ConfigParser;
import io.github.lakewire.jdbc.internal.config.ConnectionConfig;
import io.github.lakewire.jdbc.internal.config.DriverVersion;
import io.github.lakewire.jdbc.internal.config.JdbcUrl;
import io.github.lakewire.jdbc.internal.config.ProcessEnvironment;
import io.github.lakewire.jdbc.internal.config.SignIn;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.http.Authorization;
import io.github.lakewire.jdbc.internal.http.EndpointProbe;
import io.github.lakewire.jdbc.internal.http.EndpointProbe.Place;
import io.github.lakewire.jdbc.internal.http.EndpointProbe.StoreTraffic;
import io.github.lakewire.jdbc.internal.http.Wait;
import io.github.lakewire.jdbc.internal.jdbc.Connector;
import java.io.IOException;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Goes the way of a connection step by step, and reports each. The first failure ends it, since
 * what comes after would fail for the same reason.
 */
final class ConnectionCheck {
  private static final List<String> STEPS =
      List.of("settings", "proxy", "name", "TCP", "TLS", "session", "query", "CloudFetch");

  /** Rows of about 80 bytes each, so that servers send them as files. */
  private static final int ROWS = 300_000;

  /** Not among {@link #STEPS} where a token is given, which is sent as it is. */
  private static final String SIGN_IN = "sign-in";

  private static final Duration LONGEST_SIGN_IN = Duration.ofMinutes(15);
  private static final Duration LONGEST_READ = Duration.ofSeconds(30);
  private static final int QUERY_SECONDS = 900;
  private static final int SOON = 30;

  private final Report report;
  private final Waiting waiting;
  private final List<String> steps = new ArrayList<>(STEPS);
  private int next;

  ConnectionCheck(Report report, Waiting waiting) {
    this.report = report;
    this.waiting = waiting;
  }

  /** Checks all; whether it went well stands in the report. */
  void run(String url, Properties properties) throws IOException {
    report.line(
        "Lakewire "
            + DriverVersion.current().text()
            + " on Java "
            + System.getProperty("java.version"));
    try {
      ConnectionConfig config = settings(url, properties);
      if (config != null) {
        try (EndpointProbe probe = EndpointProbe.of(config)) {
          network(config, probe);
          if (!report.hasFailed()) {
            signIn(url, properties, config, probe);
          }
        }
      }
    } catch (DriverException e) {
      failed(e.getMessage(), Remedies.SETTINGS);
    }
    if (next < steps.size()) {
      report.line("");
      report.line("Not checked: " + String.join(", ", steps.subList(next, steps.size())) + ".");
    }
    report.line("");
    report.line(report.hasFailed() ? "One check failed." : "All is well.");
  }

  private void ok(String text) throws IOException {
    report.ok(steps.get(next++), text);
  }

  private void skipped(String text) throws IOException {
    report.skipped(steps.get(next++), text);
  }

  private void failed(String text, String remedy) throws IOException {
    report.failed(steps.get(next++), text);
    report.remedy(remedy);
  }

  private @Nullable ConnectionConfig settings(String url, Properties properties)
      throws IOException {
    try {
      ConnectionConfig config = ConfigParser.parse(url, properties, ProcessEnvironment.current());
      ok(JdbcUrl.render(config));
      for (String warning : config.warnings()) {
        report.more("Note: " + warning);
      }
      if (!(config.signIn() instanceof SignIn.Token)) {
        steps.add(steps.indexOf("session"), SIGN_IN);
      }
      return config;
    } catch (ConfigException e) {
      failed(String.valueOf(e.getMessage()), Remedies.SETTINGS);
      return null;
    }
  }

  private void network(ConnectionConfig config, EndpointProbe probe) throws IOException {
    String remedy = Remedies.SETTINGS;
    try {
      Place proxy = probe.proxy();
      ok(proxy == null ? "none" : proxy.toString());
      Place first =
          proxy == null ? new Place(config.endpoint().host(), config.endpoint().port()) : proxy;
      remedy = Remedies.NAME;
      long start = System.nanoTime();
      List<InetAddress> addresses = probe.addresses(first);
      ok(
          first.host()
              + (proxy == null ? "" : " (the proxy looks up the workspace)")
              + " is "
              + addresses.stream()
                  .map(InetAddress::getHostAddress)
                  .collect(Collectors.joining(", "))
              + since(start));
      remedy = proxy == null ? Remedies.TCP : Remedies.PROXY;
      start = System.nanoTime();
      InetAddress address = probe.connect(first, addresses);
      ok("connected to " + address.getHostAddress() + ":" + first.port() + since(start));
    } catch (DriverException e) {
      failed(e.getMessage(), remedy);
      return;
    }
    tls(config, probe);
  }

  private void tls(ConnectionConfig config, EndpointProbe probe) throws IOException {
    long start = System.nanoTime();
    try {
      EndpointProbe.Answer answer = probe.ask();
      if (!config.endpoint().tls()) {
        skipped("not used, as ssl is 0; HTTP works (status " + answer.status() + ")");
        return;
      }
      ok(answer.protocol() + ", the certificate is trusted" + since(start));
      show(answer.chain());
    } catch (DriverException e) {
      List<X509Certificate> shown = config.endpoint().tls() ? probe.shownCertificates() : List.of();
      report.failed(steps.get(next++), e.getMessage());
      if (!shown.isEmpty()) {
        report.more("The server shows:");
        show(shown);
      }
      report.remedy(shown.isEmpty() ? Remedies.TLS_UNSHOWN : Remedies.TLS);
    }
  }

  private void show(List<X509Certificate> chain) throws IOException {
    for (X509Certificate certificate : chain) {
      Instant end = certificate.getNotAfter().toInstant();
      long days = ChronoUnit.DAYS.between(Instant.now(), end);
      report.more(
          certificate.getSubjectX500Principal()
              + ", issued by "
              + (certificate.getIssuerX500Principal().equals(certificate.getSubjectX500Principal())
                  ? "itself"
                  : certificate.getIssuerX500Principal())
              + ", valid until "
              + end.atZone(ZoneOffset.UTC).toLocalDate()
              + (end.isBefore(Instant.now())
                  ? " (EXPIRED)"
                  : days < SOON ? " (" + days + " days left)" : ""));
    }
  }

  /** The session uses the token that is obtained here, as connections of a process share it. */
  private void signIn(
      String url, Properties properties, ConnectionConfig config, EndpointProbe probe)
      throws IOException, DriverException {
    try (Authorization authorization = Authorizations.of(config)) {
      if (!steps.contains(SIGN_IN) || obtain(authorization, config.signIn())) {
        server(url, properties, config, probe);
      }
    }
  }

  private boolean obtain(Authorization authorization, SignIn way) throws IOException {
    long start = System.nanoTime();
    waiting.begin("There is no token yet");
    try {
      authorization.headers(Wait.until(Deadline.in(LONGEST_SIGN_IN)));
    } catch (DriverException e) {
      waiting.end();
      failed(e.getMessage(), Remedies.ofSignIn(way, e));
      return false;
    }
    waiting.end();
    ok("a token was obtained" + since(start));
    return true;
  }

  private void server(
      String url, Properties properties, ConnectionConfig config, EndpointProbe probe)
      throws IOException {
    long start = System.nanoTime();
    waiting.begin("The server has not answered yet; compute that is stopped takes time to start");
    Connection opened;
    try {
      opened = Connector.connect(url, properties, 0);
    } catch (SQLException e) {
      waiting.end();
      failed(e.getMessage(), Remedies.ofSession(config.signIn(), e));
      return;
    }
    waiting.end();
    try (Connection connection = opened) {
      ok("the credentials are accepted and the session is open" + since(start));
      for (SQLWarning warning = connection.getWarnings();
          warning != null;
          warning = warning.getNextWarning()) {
        if (!config.warnings().contains(warning.getMessage())) {
          report.more("Note: " + warning.getMessage());
        }
      }
      if (query(connection)) {
        files(connection, config, probe);
      }
    } catch (SQLException e) {
      failed(e.getMessage(), Remedies.of(e));
    }
  }

  /** The first statement may wait for the warehouse; the second one tells how far away it is. */
  private boolean query(Connection connection) throws IOException {
    long start = System.nanoTime();
    waiting.begin(
        "The warehouse has not run the query yet; one that is stopped takes time to start");
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(QUERY_SECONDS);
      String who;
      try (ResultSet row =
          statement.executeQuery("SELECT current_user(), current_catalog(), current_schema()")) {
        row.next();
        who =
            "user "
                + row.getString(1)
                + ", catalog "
                + row.getString(2)
                + ", schema "
                + row.getString(3);
      }
      waiting.end();
      String first = since(start);
      long again = System.nanoTime();
      try (ResultSet row = statement.executeQuery("SELECT 1")) {
        row.next();
      }
      ok(who + first + "; SELECT 1" + since(again));
      return true;
    } catch (SQLException e) {
      waiting.end();
      failed(e.getMessage(), Remedies.of(e));
      return false;
    }
  }

  private void files(Connection connection, ConnectionConfig config, EndpointProbe probe)
      throws IOException {
    if (!config.fetch().cloudFetch()) {
      skipped("not used, as cloudFetch is 0");
      return;
    }
    long start = System.nanoTime();
    long rows = 0;
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(QUERY_SECONDS);
      try (ResultSet result =
          statement.executeQuery(
              "SELECT id, sha2(CAST(id AS STRING), 256) FROM range(" + ROWS + ")")) {
        while (result.next() && System.nanoTime() - start < LONGEST_READ.toNanos()) {
          rows++;
        }
      }
    } catch (SQLException e) {
      failed(e.getMessage(), probe.storeTraffic().files() == 0 ? Remedies.STORE : Remedies.of(e));
      return;
    }
    StoreTraffic traffic = probe.storeTraffic();
    if (traffic.files() == 0) {
      skipped("not used: the server sent " + rows + " rows in its responses" + since(start));
      return;
    }
    double megabytes = traffic.bytes() / 1e6;
    double seconds = Math.max(1e-3, traffic.time().toNanos() / 1e9);
    ok(
        String.format(
            Locale.ROOT,
            "%.1f MB (%d rows) in %d file%s from %s, %.1f MB/s",
            megabytes,
            rows,
            traffic.files(),
            traffic.files() == 1 ? "" : "s",
            traffic.host(),
            megabytes / seconds));
  }

  private static String since(long start) {
    return " (" + Duration.ofNanos(System.nanoTime() - start).toMillis() + " ms)";
  }
}
