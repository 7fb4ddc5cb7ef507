package io.github.lakewire.jdbc.internal.http;

import io.github.lakewire.jdbc.internal.config.HttpProxy;
import io.github.lakewire.jdbc.internal.error.DriverException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with a proxy. In each case nothing was sent to the server behind it. */
final class ProxyErrors {
  private ProxyErrors() {}

  /**
   * Whether the proxy answered instead of the server: only it does where there is no way to the
   * server yet, and only it asks who one is.
   */
  static @Nullable AttemptFailedException answered(
      HttpResponse response, HttpHost host, HttpContext context) {
    int code = response.getCode();
    HttpProxy proxy = ProxyPlanner.chosen(context);
    boolean answered =
        context.getAttribute(SharedClients.CONNECTED) == null
            || code == HttpStatus.SC_PROXY_AUTHENTICATION_REQUIRED
            || (code == HttpStatus.SC_UNAUTHORIZED
                && host.getSchemeName().equals("http")
                && isOfProxy(response));
    return proxy != null && answered
        ? answered(code, proxy, host, NegotiateScheme.failure(context))
        : null;
  }

  /** Where nothing is encrypted, tinyproxy refuses a wrong password in the words of a server. */
  private static boolean isOfProxy(HttpResponse response) {
    Header server = response.getFirstHeader(HttpHeaders.SERVER);
    return response.containsHeader(HttpHeaders.PROXY_AUTHENTICATE)
        || (server != null
            && server.getValue() != null
            && server.getValue().toLowerCase(Locale.ROOT).startsWith("tinyproxy"));
  }

  /**
   * Says why.
   *
   * @param noTicket why the driver had nothing to answer to a proxy that asks for Kerberos, or null
   */
  private static AttemptFailedException answered(
      int code, HttpProxy proxy, HttpHost host, @Nullable Exception noTicket) {
    String target = IoErrors.name(host);
    return switch (code) {
      // Tinyproxy asks with the one, and refuses with the other.
      case HttpStatus.SC_PROXY_AUTHENTICATION_REQUIRED, HttpStatus.SC_UNAUTHORIZED ->
          failed(RetryPolicy.Cause.FINAL, credentials(code, proxy, noTicket), noTicket);
      case HttpStatus.SC_FORBIDDEN, HttpStatus.SC_METHOD_NOT_ALLOWED ->
          failed(
              RetryPolicy.Cause.FINAL,
              "The proxy "
                  + proxy
                  + " refuses to connect to "
                  + target
                  + ": HTTP "
                  + code
                  + "; its owner has to allow that, or the host has to be excepted from the proxy",
              null);
      case HttpStatus.SC_BAD_GATEWAY,
          HttpStatus.SC_SERVICE_UNAVAILABLE,
          HttpStatus.SC_GATEWAY_TIMEOUT,
          HttpStatus.SC_INTERNAL_SERVER_ERROR ->
          failed(
              RetryPolicy.Cause.NOT_CONNECTED,
              "The proxy "
                  + proxy
                  + " could not connect to "
                  + target
                  + ": HTTP "
                  + code
                  + "; check host and port, and whether this host is reached through that proxy",
              null);
      default ->
          failed(
              RetryPolicy.Cause.FINAL,
              "The proxy " + proxy + " did not open a way to " + target + ": HTTP " + code,
              null);
    };
  }

  private static String credentials(int code, HttpProxy proxy, @Nullable Exception noTicket) {
    String begin = "The proxy " + proxy;
    if (noTicket != null) {
      return begin
          + " asks for Kerberos, and there is no ticket for it ("
          + noTicket.getMessage()
          + "): HTTP "
          + code
          + "; run kinit, or set proxyUser and proxyPassword, and check the JVM's"
          + " krb5.conf";
    }
    return switch (proxy.login().scheme()) {
      case NONE ->
          begin + " asks for credentials: HTTP " + code + "; set proxyUser and proxyPassword";
      case BASIC ->
          begin
              + " refused the credentials, or wants others: HTTP "
              + code
              + "; check its user and password";
      case NEGOTIATE ->
          begin
              + " refused the ticket, or does not know Kerberos: HTTP "
              + code
              + "; check proxyAuth";
    };
  }

  /** There is no way to the proxy, or it does not open one. */
  static AttemptFailedException unreachable(IOException failure, HttpProxy proxy, HttpHost host) {
    String begin = "The proxy " + proxy;
    String message;
    if (failure instanceof UnknownHostException) {
      message = begin + " is unknown; check its name, the network and the name service";
    } else if (failure instanceof ConnectException) {
      message = begin + " refused the connection; check that it runs, and its host and port";
    } else if (failure instanceof SocketTimeoutException) {
      message =
          begin
              + " did not open a way to "
              + IoErrors.name(host)
              + " within connectTimeout; check proxy and network";
    } else {
      message =
          begin
              + " closed the connection before there was a way to "
              + IoErrors.name(host)
              + "; check that it is an HTTP proxy";
    }
    return failed(RetryPolicy.Cause.NOT_CONNECTED, message, failure);
  }

  private static AttemptFailedException failed(
      RetryPolicy.Cause cause, String message, @Nullable Exception failure) {
    DriverException.Kind kind =
        cause == RetryPolicy.Cause.FINAL
            ? DriverException.Kind.CANNOT_CONNECT_EVER
            : DriverException.Kind.CANNOT_CONNECT;
    return new AttemptFailedException(
        RetryPolicy.Failure.of(cause), new DriverException(kind, message, failure));
  }
}
