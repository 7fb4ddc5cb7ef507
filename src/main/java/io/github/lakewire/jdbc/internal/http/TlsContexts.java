package io.github.lakewire.jdbc.internal.http;

import io.github.lakewire.jdbc.internal.config.ConnectionConfig.Tls;
import io.github.lakewire.jdbc.internal.config.Secret;
import io.github.lakewire.jdbc.internal.fault.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Makes SSLContexts from the trust options. Without them the JVM's own context is used. */
final class TlsContexts {
  private static final String PEM_BEGIN = "-----BEGIN";
  private static final int PEM_SEARCH = 4096;

  private TlsContexts() {}

  /** The context for the workspace: trusts what the trust store holds and nothing else. */
  static SSLContext forWorkspace(Tls tls) throws Fault {
    Path file = tls.trustStore();
    return file == null ? jvmContext() : context(load(file, tls.trustStorePassword()), file);
  }

  /**
   * The context for file downloads: trusts the trust store and the JVM's authorities, because the
   * storage is another party with a public certificate, unless a gateway rewrites both.
   */
  static SSLContext forStorage(Tls tls) throws Fault {
    Path file = tls.trustStore();
    if (file == null) {
      return jvmContext();
    }
    KeyStore store = load(file, tls.trustStorePassword());
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init((KeyStore) null);
      int count = 0;
      for (TrustManager manager : factory.getTrustManagers()) {
        if (manager instanceof X509TrustManager jvm) {
          for (X509Certificate certificate : jvm.getAcceptedIssuers()) {
            store.setCertificateEntry("jvm-" + count++, certificate);
          }
        }
      }
    } catch (GeneralSecurityException e) {
      throw unusable("The JVM's trust store cannot be used", e);
    }
    return context(store, file);
  }

  private static SSLContext jvmContext() throws Fault {
    try {
      return SSLContext.getDefault();
    } catch (GeneralSecurityException e) {
      throw unusable(
          "The JVM's TLS settings cannot be used; check the javax.net.ssl system properties", e);
    }
  }

  private static SSLContext context(KeyStore store, Path file) throws Fault {
    try {
      if (store.size() == 0) {
        throw unusable(
            "The trust store " + file + " shows no certificate; is trustStorePassword missing?",
            null);
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, factory.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw unusable("The trust store " + file + " cannot be used", e);
    }
  }

  private static KeyStore load(Path file, @Nullable Secret password) throws Fault {
    try {
      if (isPem(file)) {
        return loadPem(file);
      }
      // Looks into the file for its type: PKCS12 or JKS.
      return KeyStore.getInstance(
          file.toFile(), password == null ? null : password.reveal().toCharArray());
    } catch (IOException e) {
      throw unusable(
          "The trust store " + file + " cannot be read; check its path and trustStorePassword", e);
    } catch (GeneralSecurityException e) {
      throw unusable("The trust store " + file + " is no PKCS12, JKS or PEM file", e);
    }
  }

  private static boolean isPem(Path file) throws IOException {
    byte[] head;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(PEM_SEARCH);
    }
    // Bags of certificates begin with comments.
    return new String(head, StandardCharsets.ISO_8859_1).contains(PEM_BEGIN);
  }

  private static KeyStore loadPem(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (InputStream in = Files.newInputStream(file)) {
      int count = 0;
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("pem-" + count++, certificate);
      }
    }
    return store;
  }

  private static Fault unusable(String message, @Nullable Throwable cause) {
    return new Fault(Fault.Kind.CANNOT_CONNECT_EVER, message, cause);
  }
}
