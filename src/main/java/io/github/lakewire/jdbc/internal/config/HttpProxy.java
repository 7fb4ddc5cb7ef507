package io.github.lakewire.jdbc.internal.config;

/**
 * An HTTP proxy.
 *
 * @param host a name or an address, the latter without brackets
 * @param origin what named it, for messages, such as "connection property proxyHost"
 * @param login what it is told of the user
 */
public record HttpProxy(String host, int port, String origin, ProxyLogin login) {
  @Override
  public String toString() {
    return host + ":" + port + " (" + origin + ")";
  }
}
