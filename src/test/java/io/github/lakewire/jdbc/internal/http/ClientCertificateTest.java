package io.github.lakewire.jdbc.internal.http;

import static io.github.lakewire.jdbc.internal.http.HttpFixture.call;
import static io.github.lakewire.jdbc.internal.http.HttpFixture.config;
import static io.github.lakewire.jdbc.internal.http.HttpFixture.downloader;
import static io.github.lakewire.jdbc.internal.http.HttpFixture.stack;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.config.ConnectionConfig;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.fetch.Page;
import io.github.lakewire.jdbc.internal.http.HttpChannel.Repeat;
import io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions;
import io.github.lakewire.jdbc.testkit.RawSocketServer;
import io.github.lakewire.jdbc.testkit.TestAuthority;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that want to see a certificate; keys in the forms that keytool and OpenSSL write. */
@Timeout(60)
class ClientCertificateTest {
  private static final String STORE = ";keyStorePassword=" + TestAuthority.PASSWORD + ";keyStore=";
  private static final List<String> PROTOCOLS = List.of("TLSv1.2", "TLSv1.3");

  @TempDir static Path folder;
  private static SSLContext server;

  @BeforeAll
  static void makeCertificates() throws Exception {
    TestAuthority authority = new TestAuthority(folder, "authority");
    server = authority.server(authority.issue("server", "EC", "-ext san=dns:localhost"));
    authority.issue("client", "EC", "");
    authority.issue("rsa", "RSA", "");
    authority.issue("expired", "EC", "-startdate -20d -validity 10");
    new TestAuthority(folder, "stranger").issue("strange", "EC", "");
  }

  private static String store(String name) {
    return STORE + folder.resolve(name);
  }

  private static HttpTransport client(RawSocketServer server, String options) throws Exception {
    return stack(
        config(
            "localhost",
            server.port(),
            "retryTimeout=0;trustStore=" + folder.resolve("authority.pem") + options));
  }

  /** Answers with a message, and keeps who asked. */
  private static RawSocketServer.Response noting(AtomicReference<String> who) {
    return (socket, out) -> {
      who.set(((SSLSocket) socket).getSession().getPeerPrincipal().getName());
      return RawSocketServer.thrift("x").write(socket, out);
    };
  }

  private static void assertShown(String name, String options) throws Exception {
    AtomicReference<String> who = new AtomicReference<>();
    try (RawSocketServer demanding = RawSocketServer.demanding(server).always(noting(who));
        HttpTransport stack = client(demanding, options)) {
      call(stack, Repeat.WHILE_STARTING).execute(byte[]::new);
      assertEquals("CN=" + name, who.get());
    }
  }

  @Test
  void keyStoresOfAllTypesAreShown() throws Exception {
    assertShown("client", store("client.p12"));
    assertShown("client", store("client.p12") + ";SSLKeyStoreType=PKCS12");
    // The official driver's default, whatever the file is.
    assertShown("rsa", store("rsa.p12") + ";SSLKeyStoreType=JKS;SSLTrustStoreType=PEM");
    assertShown("client", store("client.p12") + ";keyStoreType=PKCS12;keyStoreProvider=SunJSSE");
  }

  @Test
  void keyStoreOfTheJvmIsShownWhereNoneIsNamed() throws Exception {
    System.setProperty("javax.net.ssl.keyStore", folder.resolve("client.p12").toString());
    System.setProperty("javax.net.ssl.keyStorePassword", TestAuthority.PASSWORD);
    try {
      assertShown("client", "");
      assertShown("rsa", store("rsa.p12"));
    } finally {
      System.clearProperty("javax.net.ssl.keyStore");
      System.clearProperty("javax.net.ssl.keyStorePassword");
    }
  }

  private static void openssl(String... arguments) throws Exception {
    boolean there = false;
    for (String path : System.getenv("PATH").split(File.pathSeparator)) {
      there |= Files.isExecutable(Path.of(path, "openssl"));
    }
    if (!there) {
      if ("true".equals(System.getenv("CI"))) {
        fail("CI needs openssl");
      }
      abort("skipped: no openssl on this machine");
    }
    List<String> command = new ArrayList<>(List.of("openssl"));
    for (String argument : arguments) {
      command.addAll(List.of(argument.split(" ")));
    }
    TestAuthority.run(command);
  }

  /** The certificates and the key of a store, as OpenSSL writes them. */
  private static void export(String name) throws Exception {
    String in = "pkcs12 -passin pass:" + TestAuthority.PASSWORD + " -in " + folder.resolve(name);
    openssl(in + ".p12 -nokeys -out " + folder.resolve(name + ".certs"));
    openssl(in + ".p12 -nocerts -nodes -out " + folder.resolve(name + ".key"));
    openssl(in + ".p12 -nodes -out " + folder.resolve(name + ".all"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"client", "rsa"})
  void filesOfOpensslAreShown(String name) throws Exception {
    export(name);
    Path certificates = folder.resolve(name + ".certs");
    Path key = folder.resolve(name + ".key");
    assertShown(name, ";clientCertificate=" + certificates + ";clientKey=" + key);
    assertShown(
        name, ";_tls_client_cert_file=" + certificates + ";_tls_client_cert_key_file=" + key);
    assertShown(name, ";clientCertificate=" + folder.resolve(name + ".all"));
    assertShown(name, ";keyStore=" + folder.resolve(name + ".all"));
    for (String cipher :
        List.of("-v2 aes-256-cbc -v2prf hmacWithSHA256", "-v2 aes-128-cbc", "-v1 PBE-SHA1-3DES")) {
      Path encrypted = folder.resolve(name + ".encrypted");
      openssl("pkcs8 -topk8 " + cipher + " -passout pass:opened -in " + key + " -out " + encrypted);
      assertShown(
          name,
          ";clientCertificate="
              + certificates
              + ";clientKeyPassword=opened;clientKey="
              + encrypted);
    }
  }

  @Test
  void keysThatCannotBeUsedAreToldWithARemedy() throws Exception {
    export("client");
    export("rsa");
    Path certificates = folder.resolve("client.certs");
    Path encrypted = folder.resolve("locked.key");
    openssl(
        "pkcs8 -topk8 -v2 aes-256-cbc -passout pass:opened -in "
            + folder.resolve("client.key")
            + " -out "
            + encrypted);
    openssl("ec -in " + folder.resolve("client.key") + " -out " + folder.resolve("old.key"));
    String files = "clientCertificate=" + certificates + ";clientKey=";
    Map<String, String> parts =
        Map.of(
            files + encrypted, "is encrypted; set clientKeyPassword",
            files + encrypted + ";clientKeyPassword=SECRET", "check clientKeyPassword",
            files + folder.resolve("rsa.key"), "does not belong to a certificate of",
            files + folder.resolve("old.key"), "openssl pkcs8 -topk8",
            files + certificates, "has no private key",
            files + folder.resolve("missing"), "cannot be read",
            "clientCertificate=" + folder.resolve("client.key"), "has no certificate",
            "keyStore=" + folder.resolve("client.p12"), "keyStorePassword",
            "keyStorePassword=SECRET;keyStore=" + folder.resolve("client.p12"),
                "check its path and keyStorePassword");
    parts.forEach(
        (options, part) -> {
          DriverException exception =
              assertThrows(DriverException.class, () -> stack(config("localhost", 1, options)));
          assertEquals(DriverException.Kind.CANNOT_CONNECT_EVER, exception.kind());
          assertTrue(exception.getMessage().contains(part), exception.getMessage());
          assertFalse(exception.getMessage().contains("SECRET"), exception.getMessage());
        });
  }

  /** What the client shows, what the error says of that, and of what to do. */
  @ParameterizedTest
  @CsvSource({
    "'', set keyStore, client certificate",
    "strange.p12, has none of an authority that it accepts, strange.p12",
    "expired.p12, it has expired on, CN=expired"
  })
  void refusedCertificatesAreToldWithARemedy(String shown, String trouble, String remedy)
      throws Exception {
    for (String protocol : PROTOCOLS) {
      try (RawSocketServer demanding = RawSocketServer.demanding(server);
          HttpTransport stack = client(demanding, shown.isEmpty() ? "" : store(shown))) {
        demanding.protocols(protocol);
        DriverException exception =
            assertThrows(
                DriverException.class,
                () -> call(stack, Repeat.IF_NOT_ARRIVED).execute(byte[]::new));
        String message = protocol + ": " + exception.getMessage();
        assertTrue(message.contains(trouble), message);
        assertTrue(message.contains(remedy), message);
        assertEquals("08001", SqlExceptions.atConnect(exception).getSQLState(), message);
        assertEquals(0, demanding.requests().size(), message);
      }
    }
  }

  @Test
  void storeOfFilesIsNotShownTheCertificate() throws Exception {
    try (RawSocketServer demanding = RawSocketServer.demanding(server);
        HttpTransport stack = client(demanding, store("client.p12"))) {
      Page.Link link =
          new Page.Link(
              "https://localhost:" + demanding.port() + "/f", Instant.now(), 0, 1, 1, Map.of());
      assertThrows(
          DriverException.class, () -> downloader(stack).download(link, 10, byte[]::new, true));
      assertEquals(0, demanding.requests().size());
    }
  }

  @Test
  void keyStoreOfTheJvmIsForTheWorkspaceAlone() throws Exception {
    System.setProperty("javax.net.ssl.keyStore", folder.resolve("client.p12").toString());
    System.setProperty("javax.net.ssl.keyStorePassword", TestAuthority.PASSWORD);
    try (RawSocketServer demanding = RawSocketServer.demanding(server)) {
      ConnectionConfig workspace =
          config(
              "workspace.example",
              443,
              "retryTimeout=0;trustStore=" + folder.resolve("authority.pem"));
      URI provider = URI.create("https://localhost:" + demanding.port() + "/token");
      assertThrows(
          DriverException.class,
          () ->
              new ServiceClient(workspace)
                  .get(provider, Map.of(), Deadline.in(Duration.ofSeconds(20))));
      assertEquals(0, demanding.requests().size());
    } finally {
      System.clearProperty("javax.net.ssl.keyStore");
      System.clearProperty("javax.net.ssl.keyStorePassword");
    }
  }
}
