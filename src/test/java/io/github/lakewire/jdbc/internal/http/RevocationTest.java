package io.github.lakewire.jdbc.internal.http;

import static io.github.lakewire.jdbc.internal.http.HttpFixture.call;
import static io.github.lakewire.jdbc.internal.http.HttpFixture.config;
import static io.github.lakewire.jdbc.internal.http.HttpFixture.failure;
import static io.github.lakewire.jdbc.internal.http.HttpFixture.stack;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.http.HttpChannel.Repeat;
import io.github.lakewire.jdbc.testkit.RawSocketServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Certificates that are not valid (any more), with an authority that the JDK's keytool makes, and
 * its list.
 */
@Timeout(60)
class RevocationTest {
  private static final String PASSWORD = "changeit";

  @TempDir static Path folder;
  private static RawSocketServer lists;

  @BeforeAll
  static void makeAuthority() throws Exception {
    lists = new RawSocketServer();
    keytool("ca.p12", "-genkeypair -alias ca -keyalg EC -dname CN=authority -ext bc:c");
    String crl = "crl=uri:http://127.0.0.1:" + lists.port() + "/list.crl";
    issue("good", "-ext " + crl);
    issue("revoked", "-ext " + crl);
    issue("silent", "");
    issue("expired", "-startdate -20d -validity 10");
    issue("future", "-startdate +10d");
    keytool(
        "ca.p12",
        "-gencrl -alias ca -id " + serial("revoked") + " -file " + folder.resolve("list.crl"));
    lists.always(RawSocketServer.answer("200 OK", Files.readAllBytes(folder.resolve("list.crl"))));
  }

  @AfterAll
  static void stop() throws Exception {
    lists.close();
  }

  /** A certificate of the authority for this machine. */
  private static void issue(String name, String extensions) throws Exception {
    Path request = folder.resolve(name + ".csr");
    Path certificate = folder.resolve(name + ".pem");
    keytool(name + ".p12", "-genkeypair -alias " + name + " -keyalg EC -dname CN=" + name);
    keytool(name + ".p12", "-certreq -alias " + name + " -file " + request);
    keytool(
        "ca.p12",
        "-gencert -rfc -alias ca -ext san=dns:localhost "
            + extensions
            + " -infile "
            + request
            + " -outfile "
            + certificate);
  }

  private static String serial(String name) throws Exception {
    return ((X509Certificate) certificate(name)).getSerialNumber().toString();
  }

  private static Certificate certificate(String name) throws Exception {
    return CertificateFactory.getInstance("X.509")
        .generateCertificate(Files.newInputStream(folder.resolve(name + ".pem")));
  }

  private static void keytool(String store, String arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(Arrays.asList(arguments.split(" +")));
    command.addAll(List.of("-keystore", folder.resolve(store).toString(), "-storepass", PASSWORD));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
  }

  private static SSLContext identity(String name) throws Exception {
    char[] password = PASSWORD.toCharArray();
    KeyStore store = KeyStore.getInstance(folder.resolve(name + ".p12").toFile(), password);
    Key key = store.getKey(name, password);
    Certificate authority =
        KeyStore.getInstance(folder.resolve("ca.p12").toFile(), password).getCertificate("ca");
    store.setKeyEntry(name, key, password, new Certificate[] {certificate(name), authority});
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, password);
    SSLContext context = SSLContext.getInstance("TLS");
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(KeyStore.getInstance(folder.resolve("ca.p12").toFile(), password));
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  /** Each has a sentence of its own, with what to do. */
  @ParameterizedTest
  @CsvSource({
    "expired, '', has expired, date of this machine",
    "future, '', is not valid yet, date of this machine",
    "revoked, ;checkCertRevocation=1, has been revoked, owner has to replace it",
    "silent, ;checkCertRevocation=1;acceptUndeterminedRevocation=0, nobody says, "
        + "acceptUndeterminedRevocation=1"
  })
  void certificateThatIsNotValidIsToldWithARemedy(
      String name, String more, String trouble, String remedy) throws Exception {
    try (RawSocketServer server = new RawSocketServer(identity(name));
        HttpTransport stack = stack(config("localhost", server.port(), options(more)))) {
      String message =
          failure(DriverException.Kind.CANNOT_CONNECT_EVER, call(stack, Repeat.ALWAYS));
      assertTrue(message.contains(trouble), message);
      assertTrue(message.contains(remedy), message);
    }
  }

  private static String options(String more) {
    return "SSLTrustStore=" + folder.resolve("ca.p12") + ";SSLTrustStorePwd=" + PASSWORD + more;
  }

  private static void assertTrusted(String name, String options) throws Exception {
    try (RawSocketServer server =
            new RawSocketServer(identity(name)).always(RawSocketServer.thrift("x"));
        HttpTransport stack = stack(config("localhost", server.port(), options(options)))) {
      assertEquals("x", HttpFixture.text(call(stack, Repeat.ALWAYS).execute(byte[]::new)));
    }
  }

  private static void assertRefused(String name, String options, String reason) throws Exception {
    try (RawSocketServer server = new RawSocketServer(identity(name));
        HttpTransport stack = stack(config("localhost", server.port(), options(options)))) {
      String message =
          failure(DriverException.Kind.CANNOT_CONNECT_EVER, call(stack, Repeat.ALWAYS));
      assertTrue(message.contains(reason), message);
      assertEquals(0, server.requests().size());
    }
  }

  @Test
  void nobodyIsAskedUnlessWanted() throws Exception {
    int before = lists.requests().size();
    assertTrusted("revoked", "");
    assertTrusted("revoked", ";CheckCertRevocation=0;AcceptUndeterminedRevocation=0");
    assertEquals(before, lists.requests().size());
  }

  @Test
  void revokedCertificateIsRefusedInEitherManner() throws Exception {
    assertRefused("revoked", ";CheckCertRevocation=1", "has been revoked");
    assertRefused(
        "revoked", ";CheckCertRevocation=1;AcceptUndeterminedRevocation=1", "has been revoked");
    assertTrue(lists.requests().size() > 0);
  }

  @Test
  void certificateThatIsNotOnTheListIsTrusted() throws Exception {
    assertTrusted("good", ";CheckCertRevocation=1");
  }

  @Test
  void certificateOfWhichNobodySaysIsTrustedOnlyIfThatIsAccepted() throws Exception {
    assertRefused("silent", ";CheckCertRevocation=1", "acceptUndeterminedRevocation");
    assertTrusted("silent", ";CheckCertRevocation=1;AcceptUndeterminedRevocation=1");
  }

  @Test
  void authoritiesOfTheJvmAreTheAnchorsWithoutATrustStore() throws Exception {
    try (RawSocketServer server = new RawSocketServer(identity("good"));
        HttpTransport stack = stack(config("localhost", server.port(), "CheckCertRevocation=1"))) {
      failure(DriverException.Kind.CANNOT_CONNECT_EVER, call(stack, Repeat.ALWAYS));
    }
  }

  /** The authority shows itself here: any certificate will do. */
  @Test
  void serverThatWantsACertificateIsCheckedLikeAnyOther() throws Exception {
    String options =
        options(";checkCertRevocation=1;keyStorePassword=" + PASSWORD)
            + ";keyStore="
            + folder.resolve("ca.p12");
    try (RawSocketServer good =
            RawSocketServer.demanding(identity("good")).always(RawSocketServer.thrift("x"));
        HttpTransport stack = stack(config("localhost", good.port(), options))) {
      assertEquals("x", HttpFixture.text(call(stack, Repeat.ALWAYS).execute(byte[]::new)));
    }
    try (RawSocketServer revoked = RawSocketServer.demanding(identity("revoked"));
        HttpTransport stack = stack(config("localhost", revoked.port(), options))) {
      String message =
          failure(DriverException.Kind.CANNOT_CONNECT_EVER, call(stack, Repeat.ALWAYS));
      assertTrue(message.contains("has been revoked"), message);
    }
  }
}
