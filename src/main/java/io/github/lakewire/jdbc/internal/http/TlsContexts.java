package io.github.lakewire.jdbc.internal.http;

import static java.security.cert.PKIXRevocationChecker.Option.ONLY_END_ENTITY;

import io.github.lakewire.jdbc.internal.config.ConnectionConfig.Tls;
import io.github.lakewire.jdbc.internal.config.ConnectionConfig.Tls.Revocation;
import io.github.lakewire.jdbc.internal.config.Secret;
import io.github.lakewire.jdbc.internal.error.DriverException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyManagementException;
import java.security.KeyStore;
import java.security.NoSuchProviderException;
import java.security.cert.CertPathBuilder;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Makes SSLContexts from the trust settings. Without them the JVM's own context is used. */
final class TlsContexts {
  private static final String PEM_BEGIN = "-----BEGIN";
  private static final int PEM_SEARCH = 4096;
  private static final String PEM = "PEM";

  /** Types that the JVM recognises by the file, whichever of them is asked for. */
  private static final Set<String> PLAIN_TYPES = Set.of("JKS", "PKCS12");

  private TlsContexts() {}

  /** The context for the workspace: trusts what the trust store holds and nothing else. */
  static SSLContext forWorkspace(Tls tls) throws DriverException {
    KeyStore store = store(tls);
    if (store == null && tls.revocation() == Revocation.UNCHECKED) {
      return jvmContext();
    }
    return context(store == null ? withAuthoritiesOfTheJvm(null) : store, tls);
  }

  /**
   * The context for file downloads: trusts the trust store and the JVM's authorities, because the
   * storage is another party with a public certificate, unless a gateway rewrites both.
   */
  static SSLContext forStorage(Tls tls) throws DriverException {
    KeyStore store = store(tls);
    if (store == null && tls.revocation() == Revocation.UNCHECKED) {
      return jvmContext();
    }
    return context(withAuthoritiesOfTheJvm(store), tls);
  }

  private static KeyStore withAuthoritiesOfTheJvm(@Nullable KeyStore own) throws DriverException {
    try {
      KeyStore all = emptyStore();
      int count = 0;
      if (own != null) {
        for (String alias : Collections.list(own.aliases())) {
          Certificate certificate = own.getCertificate(alias);
          if (certificate != null) {
            all.setCertificateEntry("own-" + count++, certificate);
          }
        }
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init((KeyStore) null);
      for (X509Certificate certificate : issuers(factory)) {
        all.setCertificateEntry("jvm-" + count++, certificate);
      }
      return all;
    } catch (GeneralSecurityException | IOException e) {
      throw unusable("The JVM's trust store cannot be used", e);
    }
  }

  private static List<X509Certificate> issuers(TrustManagerFactory factory) {
    List<X509Certificate> issuers = new ArrayList<>();
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager trusting) {
        issuers.addAll(List.of(trusting.getAcceptedIssuers()));
      }
    }
    return issuers;
  }

  private static SSLContext jvmContext() throws DriverException {
    try {
      return SSLContext.getDefault();
    } catch (GeneralSecurityException e) {
      throw unusable(
          "The JVM's TLS settings cannot be used; check the javax.net.ssl system properties", e);
    }
  }

  private static SSLContext context(KeyStore store, Tls tls) throws DriverException {
    try {
      if (store.size() == 0) {
        throw unusable(
            "The trust store "
                + name(tls)
                + " shows no certificate; is trustStorePassword missing?",
            null);
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers(store, tls.revocation()), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw unusable("The trust store " + name(tls) + " cannot be used", e);
    }
  }

  private static TrustManager[] managers(KeyStore store, Revocation revocation)
      throws GeneralSecurityException {
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(store);
    if (revocation == Revocation.UNCHECKED) {
      return factory.getTrustManagers();
    }
    Set<TrustAnchor> anchors =
        issuers(factory).stream()
            .map(certificate -> new TrustAnchor(certificate, null))
            .collect(Collectors.toSet());
    if (revocation == Revocation.REQUIRED) {
      return checking(anchors).getTrustManagers();
    }
    return new TrustManager[] {
      new LenientTrust(
          List.of(
              first(checking(anchors)),
              // The state of the server's own certificate may be known even where that of an
              // intermediate authority is not.
              first(checking(anchors, ONLY_END_ENTITY)),
              first(factory)))
    };
  }

  /** Asks the authorities of the certificates, by OCSP first and else by their lists. */
  private static TrustManagerFactory checking(
      Set<TrustAnchor> anchors, PKIXRevocationChecker.Option... options)
      throws GeneralSecurityException {
    PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, new X509CertSelector());
    PKIXRevocationChecker checker =
        (PKIXRevocationChecker) CertPathBuilder.getInstance("PKIX").getRevocationChecker();
    checker.setOptions(Set.of(options));
    parameters.addCertPathChecker(checker);
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(new CertPathTrustManagerParameters(parameters));
    return factory;
  }

  private static X509ExtendedTrustManager first(TrustManagerFactory factory)
      throws GeneralSecurityException {
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509ExtendedTrustManager extended) {
        return extended;
      }
    }
    throw new KeyManagementException("The JVM's trust manager knows no sessions");
  }

  private static String name(Tls tls) {
    Path file = tls.trustStore();
    return file == null ? String.valueOf(tls.trustStoreType()) : file.toString();
  }

  /** The store of the settings; null when they name none. */
  private static @Nullable KeyStore store(Tls tls) throws DriverException {
    Path file = tls.trustStore();
    String type = tls.trustStoreType();
    Secret secret = tls.trustStorePassword();
    char[] password = secret == null ? null : secret.reveal().toCharArray();
    try {
      if (file == null) {
        return type == null ? null : loadOfType(type, tls.trustStoreProvider(), null, password);
      }
      boolean plain = type == null || PLAIN_TYPES.contains(type.toUpperCase(Locale.ROOT));
      if (PEM.equalsIgnoreCase(type) || (type == null && isPem(file))) {
        return loadPem(file);
      }
      // Looks into the file for its type: PKCS12 or JKS.
      return plain && tls.trustStoreProvider() == null
          ? KeyStore.getInstance(file.toFile(), password)
          : loadOfType(
              type == null ? KeyStore.getDefaultType() : type,
              tls.trustStoreProvider(),
              file,
              password);
    } catch (IOException e) {
      throw unusable(
          "The trust store " + name(tls) + " cannot be read; check its path and trustStorePassword",
          e);
    } catch (NoSuchProviderException | IllegalArgumentException e) {
      throw unusable("The JVM has no security provider of the name in trustStoreProvider", e);
    } catch (GeneralSecurityException e) {
      throw unusable(
          "The trust store "
              + name(tls)
              + (type == null
                  ? " is no PKCS12, JKS or PEM file"
                  : " cannot be read as " + type + ", or the JVM does not know that type"),
          e);
    }
  }

  private static KeyStore loadOfType(
      String type, @Nullable String provider, @Nullable Path file, char @Nullable [] password)
      throws IOException, GeneralSecurityException {
    KeyStore store =
        provider == null ? KeyStore.getInstance(type) : KeyStore.getInstance(type, provider);
    if (file == null) {
      store.load(null, password);
      return store;
    }
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, password);
    }
    return store;
  }

  private static boolean isPem(Path file) throws IOException {
    byte[] head;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(PEM_SEARCH);
    }
    // PEM files may begin with comments.
    return new String(head, StandardCharsets.ISO_8859_1).contains(PEM_BEGIN);
  }

  private static KeyStore loadPem(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = emptyStore();
    try (InputStream in = Files.newInputStream(file)) {
      int count = 0;
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("pem-" + count++, certificate);
      }
    }
    return store;
  }

  private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static DriverException unusable(String message, @Nullable Throwable cause) {
    return new DriverException(DriverException.Kind.CANNOT_CONNECT_EVER, message, cause);
  }
}
