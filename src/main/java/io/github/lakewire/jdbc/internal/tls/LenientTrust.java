package io.github.lakewire.jdbc.internal.tls;

import java.net.Socket;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts certificates of which it cannot be found out whether they have been revoked. The JVM's own
 * leniency covers authorities that do not respond, but not certificates that name none. So the
 * strictest manager is asked first, and the next only where it cannot decide. A certificate that
 * has been revoked ends the search.
 */
public final class LenientTrust extends X509ExtendedTrustManager {
  private final List<X509ExtendedTrustManager> managers;

  /**
   * @param managers the strictest first
   */
  LenientTrust(List<X509ExtendedTrustManager> managers) {
    this.managers = List.copyOf(managers);
  }

  private interface Check {
    void by(X509ExtendedTrustManager manager) throws CertificateException;
  }

  private void check(Check check) throws CertificateException {
    int last = managers.size() - 1;
    for (X509ExtendedTrustManager manager : managers.subList(0, last)) {
      try {
        check.by(manager);
        return;
      } catch (CertificateException e) {
        if (reason(e) != BasicReason.UNDETERMINED_REVOCATION_STATUS) {
          throw e;
        }
      }
    }
    check.by(managers.get(last));
  }

  /** Why a certificate is not trusted, as far as that is known: causes, and what was tried next. */
  public static CertPathValidatorException.Reason reason(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertPathValidatorException invalid) {
        if (invalid.getReason() != BasicReason.UNSPECIFIED) {
          return invalid.getReason();
        }
        for (Throwable next : invalid.getSuppressed()) {
          CertPathValidatorException.Reason reason = reason(next);
          if (reason != BasicReason.UNSPECIFIED) {
            return reason;
          }
        }
      }
    }
    return BasicReason.UNSPECIFIED;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    check(manager -> manager.checkServerTrusted(chain, type));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    check(manager -> manager.checkServerTrusted(chain, type, socket));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    check(manager -> manager.checkServerTrusted(chain, type, engine));
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw new CertificateException("This side is no server");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    checkClientTrusted(chain, type);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    checkClientTrusted(chain, type);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return managers.get(managers.size() - 1).getAcceptedIssuers();
  }
}
