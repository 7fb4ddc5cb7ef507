package io.github.lakewire.jdbc.internal.http;

import io.github.lakewire.jdbc.internal.config.HttpProxy;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.tls.ClientCertificate;
import io.github.lakewire.jdbc.internal.tls.LenientTrust;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.Locale;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** Says what an I/O failure means, by whether a connection had been made when it happened. */
final class IoErrors {
  /** In the context of an exchange that has made a connection: the certificate for the server. */
  static final String CERTIFICATE = "lakewire.certificate";

  private IoErrors() {}

  /**
   * What happened to an exchange.
   *
   * @param silence how long the server may be silent
   */
  static AttemptFailedException of(
      IOException failure, HttpHost host, HttpContext context, Duration silence) {
    if (failure instanceof KeptConnection.ClosedException) {
      return notSent(failure, host);
    }
    String refusal = ClientCertificate.refusal(failure, certificate(context));
    if (refusal != null) {
      return never("TLS with " + name(host) + " failed: " + refusal, failure);
    }
    return context.getAttribute(SharedClients.CONNECTED) == null
        ? connecting(failure, host, context)
        : connected(failure, host, context, silence.toMillis());
  }

  /** A failure before there was a connection: nothing was sent. */
  static AttemptFailedException connecting(
      IOException failure, HttpHost host, HttpContext context) {
    HttpProxy proxy = ProxyPlanner.chosen(context);
    if (failure instanceof SSLException tls) {
      return handshake(tls, host, context);
    }
    if (proxy != null
        && !(failure instanceof ConnectionRequestTimeoutException)
        && !isOfHandshake(failure)) {
      return ProxyErrors.unreachable(failure, proxy, host);
    }
    if (failure instanceof AddressCheck.ForbiddenAddressException) {
      return new AttemptFailedException(
          RetryPolicy.Failure.of(RetryPolicy.Cause.FINAL),
          new DriverException(
              DriverException.Kind.REJECTED,
              "The server sent a download link to "
                  + host.getHostName()
                  + ", which is an address of this machine or its own network, where no store of"
                  + " results is; it was not followed"));
    }
    String message;
    if (failure instanceof UnknownHostException) {
      message =
          "The host "
              + host.getHostName()
              + " is unknown; check its name, the network and the name service";
    } else if (failure instanceof ConnectionRequestTimeoutException) {
      message = "No connection to " + name(host) + " became free: too many requests at once";
    } else if (isOfHandshake(failure)) {
      message =
          name(host)
              + " did not answer the TLS handshake within connectTimeout; check that it speaks TLS"
              + " on this port, or set ssl=0 for a server that does not";
    } else if (failure instanceof SocketTimeoutException) {
      message =
          "No connection to "
              + name(host)
              + " within connectTimeout; check the network, a proxy or firewall may be in between";
    } else if (failure instanceof ConnectException) {
      message = name(host) + " refused the connection; check host and port";
    } else {
      message = "No connection to " + name(host) + " could be made";
    }
    return new AttemptFailedException(
        RetryPolicy.Failure.of(RetryPolicy.Cause.NOT_CONNECTED),
        new DriverException(DriverException.Kind.CANNOT_CONNECT, message, failure));
  }

  /** Whether the connection, or the way through the proxy, stands and TLS is silent. */
  private static boolean isOfHandshake(IOException failure) {
    return failure instanceof SocketTimeoutException
        && !(failure instanceof KeptConnection.NoTunnelException)
        && mentions(failure, "read timed out");
  }

  /** What is wrong with a certificate, and what to do about it. */
  private static String certificate(SSLException failure, HttpHost host) {
    CertPathValidatorException.Reason reason = LenientTrust.reason(failure);
    if (reason == BasicReason.REVOKED) {
      return "the server's certificate has been revoked; the server's owner has to replace it";
    }
    if (reason == BasicReason.UNDETERMINED_REVOCATION_STATUS) {
      return "nobody says whether the server's certificate has been revoked;"
          + " acceptUndeterminedRevocation=1 trusts it nevertheless";
    }
    if (reason == BasicReason.EXPIRED || hasCause(failure, CertificateExpiredException.class)) {
      return "the server's certificate, or one of an authority above it, has expired; check the"
          + " date of this machine, and if it is right, have the server's owner renew it";
    }
    if (reason == BasicReason.NOT_YET_VALID
        || hasCause(failure, CertificateNotYetValidException.class)) {
      return "the server's certificate, or one of an authority above it, is not valid yet; check"
          + " the date of this machine, which may be in the past";
    }
    if (failure instanceof SSLPeerUnverifiedException
        || mentions(failure, "subject alternative")
        || mentions(failure, "no name matching")) {
      return "the server's certificate was made for another name than "
          + host.getHostName()
          + "; check the host in the URL";
    }
    return "the server's certificate is not trusted, as its authority is unknown; if a gateway or"
        + " private authority issued it, set trustStore to a PEM, PKCS12 or JKS file that holds the"
        + " authority's certificate";
  }

  private static AttemptFailedException handshake(
      SSLException failure, HttpHost host, HttpContext context) {
    HttpProxy proxy = ProxyPlanner.chosen(context);
    String trouble =
        "TLS with "
            + name(host)
            + (proxy == null ? "" : " through the proxy " + proxy)
            + " failed: ";
    if (failure instanceof SSLPeerUnverifiedException
        || hasCause(failure, CertificateException.class)
        || hasCause(failure, CertPathBuilderException.class)) {
      return never(trouble + certificate(failure, host), failure);
    }
    if (mentions(failure, "unrecognized ssl message") || mentions(failure, "plaintext")) {
      return never(
          trouble + "the server does not speak TLS on this port; check the port, or set ssl=0",
          failure);
    }
    if (hasOtherCause(failure)) {
      return new AttemptFailedException(
          RetryPolicy.Failure.of(RetryPolicy.Cause.NOT_CONNECTED),
          new DriverException(
              DriverException.Kind.CANNOT_CONNECT,
              trouble + "the server closed the connection" + hint(context),
              failure));
    }
    return never(trouble + "server and JVM found no common ground", failure);
  }

  private static @Nullable ClientCertificate certificate(HttpContext context) {
    return context.getAttribute(CERTIFICATE) instanceof ClientCertificate certificate
        ? certificate
        : null;
  }

  /** What a connection that was made for this exchange may have ended for. */
  private static String hint(HttpContext context) {
    ClientCertificate certificate = certificate(context);
    String hint = certificate == null ? "" : certificate.hint();
    return hint.isEmpty() ? "" : "; " + hint;
  }

  /** The server had closed the connection. */
  private static AttemptFailedException notSent(IOException failure, HttpHost host) {
    return new AttemptFailedException(
        RetryPolicy.Failure.of(RetryPolicy.Cause.NOT_SENT),
        new DriverException(
            DriverException.Kind.CANNOT_CONNECT,
            name(host) + " closed the connection before the request was sent",
            failure));
  }

  /** A failure after there was a connection: the request may have arrived. */
  private static AttemptFailedException connected(
      IOException failure, HttpHost host, HttpContext context, long socketMillis) {
    if (failure instanceof SocketTimeoutException) {
      return new AttemptFailedException(
          RetryPolicy.Failure.of(RetryPolicy.Cause.READ_TIMEOUT),
          new DriverException(
              DriverException.Kind.READ_TIMEOUT,
              name(host) + " sent nothing for " + socketMillis + " ms",
              failure));
    }
    if (failure instanceof LeastRate.TooSlowException slow) {
      return new AttemptFailedException(
          RetryPolicy.Failure.of(RetryPolicy.Cause.READ_TIMEOUT),
          new DriverException(
              DriverException.Kind.READ_TIMEOUT,
              name(host) + " " + slow.getMessage() + " (leastRate)",
              slow));
    }
    if (failure.getCause() instanceof HttpException
        || failure instanceof MessageConstraintException) {
      return protocol(failure, host);
    }
    return new AttemptFailedException(
        RetryPolicy.Failure.of(RetryPolicy.Cause.BROKEN),
        new DriverException(
            DriverException.Kind.TRANSPORT,
            "The connection to "
                + name(host)
                + " broke before the response was complete"
                + hint(context),
            failure));
  }

  /** The server's response is no HTTP. */
  static AttemptFailedException protocol(Exception failure, HttpHost host) {
    return new AttemptFailedException(
        RetryPolicy.Failure.of(RetryPolicy.Cause.NO_RESPONSE),
        new DriverException(
            DriverException.Kind.PROTOCOL,
            "The response of " + name(host) + " is no valid HTTP; check host, port and ssl",
            failure));
  }

  private static AttemptFailedException never(String message, @Nullable Exception cause) {
    return new AttemptFailedException(
        RetryPolicy.Failure.of(RetryPolicy.Cause.FINAL),
        new DriverException(DriverException.Kind.CANNOT_CONNECT_EVER, message, cause));
  }

  private static boolean hasCause(Throwable failure, Class<? extends Throwable> type) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < 20; depth++) {
      if (type.isInstance(cause)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  /** Whether not TLS failed but what is below it: the end of the stream, or of the connection. */
  private static boolean hasOtherCause(SSLException failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < 20; depth++) {
      if (cause instanceof IOException && !(cause instanceof SSLException)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  private static boolean mentions(@Nullable Throwable failure, String text) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < 20; depth++) {
      String message = cause.getMessage();
      if (message != null && message.toLowerCase(Locale.ROOT).contains(text)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  /** Host and port; never a path or query, which may be signed. */
  static String name(HttpHost host) {
    return host.getHostName() + ":" + host.getPort();
  }
}
