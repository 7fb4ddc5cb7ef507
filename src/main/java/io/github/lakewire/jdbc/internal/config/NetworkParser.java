package io.github.lakewire.jdbc.internal.config;

import io.github.lakewire.jdbc.internal.config.ConnectionConfig.Tls.Revocation;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what was given of TLS and proxies. */
final class NetworkParser {
  /** Types of trust stores that are in files. */
  private static final Set<String> IN_FILES = Set.of("JKS", "PKCS12", "PEM");

  private final CheckedProperties checked;

  NetworkParser(CheckedProperties checked) {
    this.checked = checked;
  }

  /** How the server is trusted. */
  ConnectionConfig.Tls tls() {
    String store = checked.optional(ConnectionProperty.TRUST_STORE, String.class);
    Path path = null;
    if (store != null) {
      try {
        path = Path.of(store);
      } catch (InvalidPathException e) {
        checked.wrong(ConnectionProperty.TRUST_STORE);
      }
    }
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
        path,
        checked.optional(ConnectionProperty.TRUST_STORE_PASSWORD, Secret.class),
        type,
        checked.optional(ConnectionProperty.TRUST_STORE_PROVIDER, String.class),
        revocation());
  }

  private Revocation revocation() {
    boolean accept =
        checked.value(ConnectionProperty.ACCEPT_UNDETERMINED_REVOCATION, Boolean.class);
    if (!checked.value(ConnectionProperty.CHECK_REVOCATION, Boolean.class)) {
      return Revocation.UNCHECKED;
    }
    return accept ? Revocation.WHERE_KNOWN : Revocation.REQUIRED;
  }

  /** The HTTP proxy; null leaves the choice to the JVM. */
  ConnectionConfig.@Nullable Proxy proxy() {
    Boolean wanted = checked.optional(ConnectionProperty.USE_PROXY, Boolean.class);
    Boolean system = checked.optional(ConnectionProperty.USE_SYSTEM_PROXY, Boolean.class);
    // Read in any case, so that errors in them are reported.
    String host = checked.optional(ConnectionProperty.PROXY_HOST, String.class);
    int port = Math.toIntExact(checked.value(ConnectionProperty.PROXY_PORT, Long.class));
    String ignored = checked.optional(ConnectionProperty.PROXY_IGNORE, String.class);
    boolean anonymous = "0".equals(checked.optional(ConnectionProperty.PROXY_AUTH, String.class));
    String user = checked.optional(ConnectionProperty.PROXY_USER, String.class);
    Secret password = checked.optional(ConnectionProperty.PROXY_PASSWORD, Secret.class);
    if (host == null && Boolean.TRUE.equals(wanted) && !Boolean.TRUE.equals(system)) {
      checked.missing(ConnectionProperty.PROXY_HOST, "useProxy is 1");
    }
    if (host == null || Boolean.FALSE.equals(wanted)) {
      boolean direct = system == null ? Boolean.FALSE.equals(wanted) : !system;
      return direct ? ConnectionConfig.Proxy.NONE : null;
    }
    return new ConnectionConfig.Proxy(
        host,
        port,
        anonymous ? null : user,
        anonymous ? null : password,
        ignored == null
            ? List.of()
            : Arrays.stream(ignored.split("[,|]"))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList());
  }
}
