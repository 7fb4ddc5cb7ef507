package io.github.lakewire.jdbc.internal.config;

import io.github.lakewire.jdbc.internal.config.ConnectionConfig.Tls.Revocation;
import io.github.lakewire.jdbc.internal.config.ProxyLogin.Scheme;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads what was given of TLS and proxies. */
final class NetworkParser {
  /** Types of trust stores that are in files. */
  private static final Set<String> IN_FILES = Set.of("JKS", "PKCS12", "PEM");

  private final CheckedProperties checked;
  private final ProcessEnvironment environment;

  NetworkParser(CheckedProperties checked, ProcessEnvironment environment) {
    this.checked = checked;
    this.environment = environment;
  }

  /** How the server is trusted. */
  ConnectionConfig.Tls tls() {
    Path store = path(ConnectionProperty.TRUST_STORE);
    String type = checked.optional(ConnectionProperty.TRUST_STORE_TYPE, String.class);
    if (type != null && store == null && IN_FILES.contains(type.toUpperCase(Locale.ROOT))) {
      checked.warn("Connection property trustStoreType is ignored: there is no trustStore");
      type = null;
    }
    Boolean system = checked.optional(ConnectionProperty.USE_SYSTEM_TRUST_STORE, Boolean.class);
    if (Boolean.TRUE.equals(system) && (store != null || type != null)) {
      checked.warn(
          "Connection property useSystemTrustStore is ignored: trustStore or its type is given");
    }
    if (Boolean.FALSE.equals(system)
        && store == null
        && System.getProperty("javax.net.ssl.trustStore") != null) {
      checked.warn(
          "Connection property useSystemTrustStore is 0, but javax.net.ssl.trustStore of the JVM"
              + " holds where there is no trustStore");
    }
    return new ConnectionConfig.Tls(
        store,
        checked.optional(ConnectionProperty.TRUST_STORE_PASSWORD, Secret.class),
        type,
        checked.optional(ConnectionProperty.TRUST_STORE_PROVIDER, String.class),
        revocation(),
        client());
  }

  private @Nullable Path path(ConnectionProperty property) {
    String text = checked.optional(property, String.class);
    try {
      return text == null ? null : Path.of(text);
    } catch (InvalidPathException e) {
      checked.wrong(property);
      return null;
    }
  }

  private @Nullable ClientKey client() {
    Path store = path(ConnectionProperty.KEY_STORE);
    String type = checked.optional(ConnectionProperty.KEY_STORE_TYPE, String.class);
    String provider = checked.optional(ConnectionProperty.KEY_STORE_PROVIDER, String.class);
    Secret password = checked.optional(ConnectionProperty.KEY_STORE_PASSWORD, Secret.class);
    Path certificate = path(ConnectionProperty.CLIENT_CERTIFICATE);
    Path key = path(ConnectionProperty.CLIENT_KEY);
    Secret ofKey = checked.optional(ConnectionProperty.CLIENT_KEY_PASSWORD, Secret.class);
    if (type != null && store == null && IN_FILES.contains(type.toUpperCase(Locale.ROOT))) {
      // Tools send the official driver's default.
      type = null;
    }
    boolean stored = store != null || type != null;
    if (stored && (certificate != null || key != null)) {
      checked.problem(
          "Connection properties keyStore and clientCertificate are both given; leave one out");
    }
    if (key != null && certificate == null) {
      checked.missing(ConnectionProperty.CLIENT_CERTIFICATE, "clientKey is given");
    }
    if (stored) {
      return new ClientKey(store, null, password, type, provider);
    }
    return certificate == null
        ? null
        : new ClientKey(certificate, key == null ? certificate : key, ofKey, null, null);
  }

  private Revocation revocation() {
    boolean accept =
        checked.value(ConnectionProperty.ACCEPT_UNDETERMINED_REVOCATION, Boolean.class);
    if (!checked.value(ConnectionProperty.CHECK_REVOCATION, Boolean.class)) {
      return Revocation.UNCHECKED;
    }
    return accept ? Revocation.WHERE_KNOWN : Revocation.REQUIRED;
  }

  /** How workspace and files are reached. */
  ProxyRule.Pair proxies(ConnectionConfig.Endpoint endpoint) {
    String except = checked.optional(ConnectionProperty.PROXY_IGNORE, String.class);
    DirectHosts direct = DirectHosts.ofProperty(except);
    // Read in any case, so that errors in them are reported.
    String host = checked.optional(ConnectionProperty.PROXY_HOST, String.class);
    int port = Math.toIntExact(checked.value(ConnectionProperty.PROXY_PORT, Long.class));
    ProxyLogin login =
        login(
            ConnectionProperty.PROXY_AUTH,
            ConnectionProperty.PROXY_USER,
            ConnectionProperty.PROXY_PASSWORD);
    Boolean wanted = checked.optional(ConnectionProperty.USE_PROXY, Boolean.class);
    Boolean system = checked.optional(ConnectionProperty.USE_SYSTEM_PROXY, Boolean.class);
    if (host == null && Boolean.TRUE.equals(wanted) && !Boolean.TRUE.equals(system)) {
      checked.missing(ConnectionProperty.PROXY_HOST, "useProxy is 1");
    }
    ProxyRule workspace;
    if (host != null && !Boolean.FALSE.equals(wanted)) {
      workspace = named(ConnectionProperty.PROXY_HOST, host, port, login, direct);
    } else if (system == null ? Boolean.FALSE.equals(wanted) : !system) {
      workspace = new ProxyRule.Direct();
    } else {
      workspace = ofSystem(login, endpoint);
    }
    return new ProxyRule.Pair(workspace, files(workspace, direct));
  }

  private ProxyRule files(ProxyRule workspace, DirectHosts direct) {
    String host = checked.optional(ConnectionProperty.FILE_PROXY_HOST, String.class);
    int port = Math.toIntExact(checked.value(ConnectionProperty.FILE_PROXY_PORT, Long.class));
    ProxyLogin login =
        login(
            ConnectionProperty.FILE_PROXY_AUTH,
            ConnectionProperty.FILE_PROXY_USER,
            ConnectionProperty.FILE_PROXY_PASSWORD);
    Boolean wanted = checked.optional(ConnectionProperty.USE_FILE_PROXY, Boolean.class);
    boolean none = checked.value(ConnectionProperty.NO_FILE_PROXY, Boolean.class);
    if (host == null && Boolean.TRUE.equals(wanted)) {
      checked.missing(ConnectionProperty.FILE_PROXY_HOST, "useCFProxy is 1");
    }
    if (none) {
      return new ProxyRule.Direct();
    }
    return host == null || Boolean.FALSE.equals(wanted)
        ? workspace
        : named(
            ConnectionProperty.FILE_PROXY_HOST,
            host,
            port,
            Objects.requireNonNullElse(login, ProxyLogin.NONE),
            direct);
  }

  private ProxyRule named(
      ConnectionProperty property,
      String host,
      int port,
      @Nullable ProxyLogin login,
      DirectHosts direct) {
    String plain =
        host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    if (!UrlParser.isHost(plain)) {
      checked.wrong(property);
    }
    return new ProxyRule.Named(
        new HttpProxy(
            plain,
            port,
            "connection property " + property.propertyName(),
            Objects.requireNonNullElse(login, ProxyLogin.NONE)),
        direct);
  }

  /** What the properties say to a proxy; null when they say nothing. */
  private @Nullable ProxyLogin login(
      ConnectionProperty how, ConnectionProperty who, ConnectionProperty secret) {
    String scheme = checked.optional(how, String.class);
    String user = checked.optional(who, String.class);
    Secret password = checked.optional(secret, Secret.class);
    if (scheme == null) {
      return user == null ? null : new ProxyLogin(Scheme.BASIC, user, password);
    }
    return switch (scheme) {
      case "0" -> ProxyLogin.NONE;
      case "2" -> new ProxyLogin(Scheme.NEGOTIATE, user, password);
      default -> {
        if (user == null) {
          checked.missing(who, how.propertyName() + " is 1");
        }
        yield new ProxyLogin(Scheme.BASIC, user, password);
      }
    };
  }

  private ProxyRule ofSystem(@Nullable ProxyLogin login, ConnectionConfig.Endpoint endpoint) {
    // Nobody wants to read of them where the workspace is on this machine.
    boolean quiet = endpoint.isLocalByName();
    Consumer<String> warnings = quiet ? unused -> {} : checked::warn;
    ProxyVariables variables = new ProxyVariables(environment, warnings);
    return new ProxyRule.OfSystem(
        login, variables.https(), endpoint.tls() ? null : variables.http());
  }
}
