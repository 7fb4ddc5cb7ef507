package io.github.lakewire.jdbc.internal.tls;

import static java.security.cert.PKIXRevocationChecker.Option.ONLY_END_ENTITY;

import io.github.lakewire.jdbc.internal.config.ClientKey;
import io.github.lakewire.jdbc.internal.config.ConnectionConfig.Tls;
import io.github.lakewire.jdbc.internal.config.ConnectionConfig.Tls.Revocation;
import io.github.lakewire.jdbc.internal.config.ConnectionProperty;
import io.github.lakewire.jdbc.internal.error.DriverException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyManagementException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilder;
import java.security.cert.Certificate;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Makes SSLContexts from the trust settings. Without them the JVM's own context is used. */
public final class TlsContexts {
  private static final StoreLoader LOADER =
      new StoreLoader(
          "trust store",
          ConnectionProperty.TRUST_STORE_PASSWORD,
          ConnectionProperty.TRUST_STORE_PROVIDER);

  private TlsContexts() {}

  /**
   * A context, and the certificate that it shows.
   *
   * @param certificate null when the JVM's settings decide, or there is none
   */
  public record ClientTls(SSLContext context, @Nullable ClientCertificate certificate) {}

  /**
   * The context for the workspace: trusts what the trust store holds and nothing else, and shows
   * the client's certificate.
   */
  public static ClientTls forWorkspace(Tls tls) throws DriverException {
    KeyStore store = store(tls);
    ClientKey client = tls.client();
    if (store == null && client == null && tls.revocation() == Revocation.UNCHECKED) {
      return new ClientTls(jvmContext(), null);
    }
    ClientCertificate certificate =
        client == null ? ClientCertificate.ofJvm() : ClientCertificate.of(client);
    return new ClientTls(
        context(store == null ? withAuthoritiesOfTheJvm(null) : store, tls, certificate),
        certificate);
  }

  /**
   * The context for file downloads: trusts the trust store and the JVM's authorities, because the
   * storage is another party with a public certificate, unless a gateway rewrites both. That party
   * is not shown the client's certificate.
   */
  public static ClientTls forStorage(Tls tls) throws DriverException {
    KeyStore store = store(tls);
    return withoutKeys(store == null ? null : withAuthoritiesOfTheJvm(store), tls);
  }

  /**
   * The context for hosts that are neither, as an identity provider is: they are trusted as the
   * workspace is, and not shown the client's certificate.
   */
  public static ClientTls forOthers(Tls tls) throws DriverException {
    return withoutKeys(store(tls), tls);
  }

  /** The JVM's own context only where that shows no certificate either. */
  private static ClientTls withoutKeys(@Nullable KeyStore trusted, Tls tls) throws DriverException {
    boolean ofJvm =
        trusted == null
            && tls.revocation() == Revocation.UNCHECKED
            && !ClientCertificate.isSetInJvm();
    return new ClientTls(
        ofJvm
            ? jvmContext()
            : context(trusted == null ? withAuthoritiesOfTheJvm(null) : trusted, tls, null),
        null);
  }

  private static KeyStore withAuthoritiesOfTheJvm(@Nullable KeyStore own) throws DriverException {
    try {
      KeyStore all = StoreLoader.empty();
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
      throw StoreLoader.unusable("The JVM's trust store cannot be used", e);
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
      throw StoreLoader.unusable(
          "The JVM's TLS settings cannot be used; check the javax.net.ssl system properties", e);
    }
  }

  private static SSLContext context(
      KeyStore store, Tls tls, @Nullable ClientCertificate certificate) throws DriverException {
    try {
      if (store.size() == 0) {
        throw StoreLoader.unusable(
            "The trust store "
                + name(tls)
                + " shows no certificate; is trustStorePassword missing?",
            null);
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          certificate == null ? null : new KeyManager[] {certificate},
          managers(store, tls.revocation()),
          null);
      return context;
    } catch (GeneralSecurityException e) {
      throw StoreLoader.unusable("The trust store " + name(tls) + " cannot be used", e);
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
    return StoreLoader.name(tls.trustStore(), tls.trustStoreType());
  }

  /** The store of the settings; null when they name none. */
  private static @Nullable KeyStore store(Tls tls) throws DriverException {
    Path file = tls.trustStore();
    String type = tls.trustStoreType();
    if (file == null && type == null) {
      return null;
    }
    return file == null && OsTrust.TYPE.equalsIgnoreCase(type)
        ? OsTrust.load(System.getProperty("os.name", ""), OsTrust.BUNDLES)
        : LOADER.load(
            file, type, tls.trustStoreProvider(), tls.trustStorePassword(), PemFiles::certificates);
  }
}
