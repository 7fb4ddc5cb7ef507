package io.github.lakewire.jdbc.internal.tls;

import io.github.lakewire.jdbc.internal.config.ClientKey;
import io.github.lakewire.jdbc.internal.config.ConnectionProperty;
import io.github.lakewire.jdbc.internal.config.Secret;
import io.github.lakewire.jdbc.internal.error.DriverException;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * The certificate that is shown to a server that asks for one, and what came of it: servers say
 * little, and often only after the handshake.
 */
public final class ClientCertificate extends X509ExtendedKeyManager {
  private static final StoreLoader LOADER =
      new StoreLoader(
          "key store",
          ConnectionProperty.KEY_STORE_PASSWORD,
          ConnectionProperty.KEY_STORE_PROVIDER);

  private static final String OF_JVM = "javax.net.ssl.keyStore";

  /** What a server says that it does not accept, or has not got, a certificate. */
  private static final Pattern ALERT =
      Pattern.compile(
          "fatal alert: (certificate_required|bad_certificate|unsupported_certificate"
              + "|certificate_revoked|certificate_expired|certificate_unknown|unknown_ca"
              + "|access_denied)");

  private static final String NONE_SET =
      "the server wants a client certificate; set keyStore, or clientCertificate and clientKey";

  /** Empty when there is none to show. */
  private final String name;

  private final X509ExtendedKeyManager keys;

  /** Whether the server has asked, and what it was shown. */
  private volatile boolean asked;

  private volatile @Nullable X509Certificate shown;

  private ClientCertificate(String name, X509ExtendedKeyManager keys) {
    this.name = name;
    this.keys = keys;
  }

  /** Reads it. */
  static ClientCertificate of(ClientKey client) throws DriverException {
    Path file = client.certificate();
    Secret secret = client.password();
    KeyStore store =
        LOADER.load(
            file,
            client.key() == null ? client.type() : StoreLoader.PEM,
            client.provider(),
            secret,
            pem -> PemFiles.key(pem, client.key() == null ? pem : client.key(), secret));
    char[] none = file == null ? null : new char[0];
    return of(client.name(), store, secret == null ? none : secret.reveal().toCharArray());
  }

  /** Whether the JVM is set to show one to every server. */
  static boolean isSetInJvm() {
    String file = System.getProperty(OF_JVM, "");
    return !file.isEmpty() && !file.equals("NONE");
  }

  /** Reads the one that the JVM is set to show, if any. */
  static ClientCertificate ofJvm() throws DriverException {
    if (!isSetInJvm()) {
      return none();
    }
    String file = System.getProperty(OF_JVM, "");
    String password = System.getProperty("javax.net.ssl.keyStorePassword");
    String provider = System.getProperty("javax.net.ssl.keyStoreProvider");
    return of(
        new ClientKey(
            Path.of(file),
            null,
            password == null ? null : new Secret(password),
            System.getProperty("javax.net.ssl.keyStoreType"),
            provider == null || provider.isEmpty() ? null : provider));
  }

  private static ClientCertificate none() throws DriverException {
    try {
      return of("", StoreLoader.empty(), null);
    } catch (IOException | GeneralSecurityException e) {
      throw StoreLoader.unusable("The JVM has no PKCS12", e);
    }
  }

  private static ClientCertificate of(String name, KeyStore store, char @Nullable [] password)
      throws DriverException {
    try {
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, password);
      for (KeyManager manager : factory.getKeyManagers()) {
        if (manager instanceof X509ExtendedKeyManager extended) {
          return new ClientCertificate(name, extended);
        }
      }
      throw StoreLoader.unusable("The JVM's key manager knows no engines", null);
    } catch (GeneralSecurityException e) {
      throw StoreLoader.unusable(
          "The key in the key store " + name + " cannot be used; check keyStorePassword", e);
    }
  }

  /**
   * Returns what a server's refusal of a certificate means; null for a failure that is none.
   *
   * @param certificate null when the JVM's settings decided what was shown
   */
  public static @Nullable String refusal(
      IOException failure, @Nullable ClientCertificate certificate) {
    if (!(failure instanceof SSLException)) {
      return null;
    }
    Matcher alert = ALERT.matcher(String.valueOf(failure.getMessage()));
    if (!alert.find()) {
      return null;
    }
    return (certificate == null ? NONE_SET : certificate.explanation())
        + " ("
        + alert.group(1)
        + ")";
  }

  /** Returns what may explain a connection that ended after the server had asked, else empty. */
  public String hint() {
    return asked ? explanation() : "";
  }

  private String explanation() {
    X509Certificate was = shown;
    if (name.isEmpty()) {
      return NONE_SET;
    }
    if (was == null) {
      return "the server asked for a client certificate, and "
          + name
          + " has none of an authority that it accepts";
    }
    return "the server does not accept the client certificate of "
        + name
        + ", "
        + was.getSubjectX500Principal().getName()
        + (was.getNotAfter().before(new Date())
            ? "; it has expired on " + was.getNotAfter().toInstant()
            : "; ask the server's owner which it accepts");
  }

  private @Nullable String chosen(@Nullable String alias) {
    X509Certificate[] chain = alias == null ? null : keys.getCertificateChain(alias);
    asked = true;
    shown = chain == null || chain.length == 0 ? null : chain[0];
    return alias;
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return chosen(keys.chooseClientAlias(types, issuers, socket));
  }

  @Override
  public @Nullable String chooseEngineClientAlias(
      String[] types, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    return chosen(keys.chooseEngineClientAlias(types, issuers, engine));
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String alias) {
    return keys.getCertificateChain(alias);
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String alias) {
    return keys.getPrivateKey(alias);
  }

  @Override
  public String @Nullable [] getClientAliases(String type, Principal @Nullable [] issuers) {
    return keys.getClientAliases(type, issuers);
  }

  @Override
  public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
    return null;
  }

  @Override
  public @Nullable String chooseServerAlias(
      String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return null;
  }
}
