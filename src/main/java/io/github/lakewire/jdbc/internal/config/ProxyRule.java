package io.github.lakewire.jdbc.internal.config;

import org.jspecify.annotations.Nullable;

/** How it is decided which proxy a host is reached through. */
public sealed interface ProxyRule {

  /** Every host is reached directly, whatever JVM and environment say. */
  record Direct() implements ProxyRule {}

  /**
   * One proxy.
   *
   * @param direct hosts that are reached without it
   */
  record Named(HttpProxy proxy, DirectHosts direct) implements ProxyRule {}

  /**
   * The proxy that the JVM is set to use; where it is set to use none, that of the environment.
   *
   * @param login for the proxy, whichever it is; null where the one who names it says it
   * @param https the environment's proxy for encrypted connections
   * @param http the environment's proxy for others
   */
  record OfSystem(@Nullable ProxyLogin login, @Nullable Named https, @Nullable Named http)
      implements ProxyRule {}

  /**
   * The rules of one connection.
   *
   * @param workspace for requests to the workspace
   * @param files for result files in cloud storage
   */
  record Pair(ProxyRule workspace, ProxyRule files) {}
}
