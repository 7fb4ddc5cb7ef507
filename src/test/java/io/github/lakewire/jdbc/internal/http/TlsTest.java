package io.github.lakewire.jdbc.internal.http;

import static io.github.lakewire.jdbc.internal.http.HttpFixture.call;
import static io.github.lakewire.jdbc.internal.http.HttpFixture.config;
import static io.github.lakewire.jdbc.internal.http.HttpFixture.downloader;
import static io.github.lakewire.jdbc.internal.http.HttpFixture.failure;
import static io.github.lakewire.jdbc.internal.http.HttpFixture.stack;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.fetch.LinkDownloader;
import io.github.lakewire.jdbc.internal.fetch.Page;
import io.github.lakewire.jdbc.internal.http.HttpChannel.Repeat;
import io.github.lakewire.jdbc.testkit.RawSocketServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trust, with certificates that the JDK's keytool makes for this run. */
@Timeout(60)
class TlsTest {
  private static final String PASSWORD = "changeit";

  @TempDir static Path folder;
  private static SSLContext identity;

  @BeforeAll
  static void makeCertificates() throws Exception {
    keytool(
        "-genkeypair",
        "-keystore",
        "server.p12",
        "-alias",
        "server",
        "-keyalg",
        "EC",
        "-dname",
        "CN=lakewire test",
        "-ext",
        "san=dns:localhost,ip:127.0.0.1");
    Certificate certificate =
        KeyStore.getInstance(folder.resolve("server.p12").toFile(), PASSWORD.toCharArray())
            .getCertificate("server");
    Files.writeString(
        folder.resolve("ca.pem"),
        "# made by a test\n-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
            + "\n-----END CERTIFICATE-----\n");
    for (String type : List.of("PKCS12", "JKS")) {
      KeyStore store = KeyStore.getInstance(type);
      store.load(null, null);
      store.setCertificateEntry("ca", certificate);
      try (OutputStream out = Files.newOutputStream(folder.resolve("trust." + type))) {
        store.store(out, PASSWORD.toCharArray());
      }
    }
    keytool(
        "-genkeypair",
        "-keystore",
        "other.p12",
        "-alias",
        "other",
        "-keyalg",
        "EC",
        "-dname",
        "CN=somebody else");
    keytool(
        "-genkeypair",
        "-keystore",
        "named.p12",
        "-alias",
        "other",
        "-keyalg",
        "EC",
        "-dname",
        "CN=localhost",
        "-ext",
        "san=dns:elsewhere.example");
    identity = identity("server.p12");
  }

  private static void keytool(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(Arrays.asList(arguments));
    int store = command.indexOf("-keystore") + 1;
    command.set(store, folder.resolve(command.get(store)).toString());
    command.addAll(List.of("-storepass", PASSWORD));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
  }

  private static SSLContext identity(String file) throws Exception {
    char[] password = PASSWORD.toCharArray();
    KeyStore store = KeyStore.getInstance(folder.resolve(file).toFile(), password);
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  private static String trust(String file) {
    return "SSLTrustStore=" + folder.resolve(file) + ";SSLTrustStorePwd=" + PASSWORD;
  }

  private static void assertWorks(String host, String options) throws Exception {
    try (RawSocketServer server =
            new RawSocketServer(identity).always(RawSocketServer.thrift("x"));
        HttpTransport stack = stack(config(host, server.port(), options))) {
      assertEquals("x", HttpFixture.text(call(stack, Repeat.WHILE_STARTING).execute(byte[]::new)));
      for (int i = 0; i < 5; i++) {
        call(stack, Repeat.IF_NOT_ARRIVED).execute(byte[]::new);
      }
      assertEquals(1, server.connections());
    }
  }

  @Test
  void selfSignedCertificateIsRefusedWithARemedy() throws Exception {
    try (RawSocketServer server = new RawSocketServer(identity);
        HttpTransport stack = stack(config("localhost", server.port(), ""))) {
      String message =
          failure(DriverException.Kind.CANNOT_CONNECT_EVER, call(stack, Repeat.ALWAYS));
      assertTrue(message.contains("authority is unknown"), message);
      assertTrue(message.contains("trustStore"), message);
      assertEquals(0, server.requests().size());
    }
  }

  @Test
  void trustStoresOfAllTypesAreAccepted() throws Exception {
    assertWorks("localhost", trust("trust.PKCS12"));
    assertWorks("127.0.0.1", trust("trust.JKS"));
    assertWorks("localhost", "trustStore=" + folder.resolve("ca.pem"));
  }

  @Test
  void trustStoreIsReadAsTheTypeThatIsGiven() throws Exception {
    assertWorks("localhost", trust("trust.PKCS12") + ";SSLTrustStoreType=PKCS12");
    // The official driver's default, whatever the file is.
    assertWorks("localhost", trust("trust.PKCS12") + ";SSLTrustStoreType=JKS");
    assertWorks("localhost", trust("trust.JKS") + ";SSLTrustStoreType=jks");
    assertWorks("localhost", trust("trust.JKS") + ";SSLTrustStoreType=CaseExactJKS");
    assertWorks(
        "localhost",
        trust("trust.PKCS12") + ";SSLTrustStoreType=PKCS12;SSLTrustStoreProvider=SunJSSE");
    assertWorks("localhost", "trustStore=" + folder.resolve("ca.pem") + ";trustStoreType=PEM");
  }

  @Test
  void typesAndProvidersThatTheJvmDoesNotKnowAreNamed() {
    Map<String, String> parts =
        Map.of(
            trust("trust.PKCS12") + ";SSLTrustStoreType=BCFKS",
            "BCFKS",
            trust("trust.PKCS12") + ";SSLTrustStoreType=PEM",
            "PEM",
            "SSLTrustStoreType=Windows-ROOT",
            "Windows-ROOT",
            trust("trust.JKS") + ";SSLTrustStoreProvider=Nobody",
            "trustStoreProvider");
    parts.forEach(
        (options, part) -> {
          DriverException exception =
              assertThrows(DriverException.class, () -> stack(config("localhost", 1, options)));
          assertEquals(DriverException.Kind.CANNOT_CONNECT_EVER, exception.kind());
          assertTrue(exception.getMessage().contains(part), exception.getMessage());
        });
  }

  /** Which knows no authority of a test. */
  @Test
  void trustOfTheOperatingSystemIsAskedFor() throws Exception {
    assumeTrue(
        Files.isReadable(Path.of("/etc/ssl/certs/ca-certificates.crt")),
        "skipped: no package of authorities on this machine");
    try (RawSocketServer server = new RawSocketServer(identity);
        HttpTransport stack = stack(config("localhost", server.port(), "trustStoreType=os"))) {
      String message =
          failure(DriverException.Kind.CANNOT_CONNECT_EVER, call(stack, Repeat.WHILE_STARTING));
      assertTrue(message.contains("authority is unknown"), message);
    }
  }

  @Test
  void trustStoreOfAnotherServerDoesNotHelp() throws Exception {
    try (RawSocketServer server = new RawSocketServer(identity);
        HttpTransport stack = stack(config("localhost", server.port(), trust("other.p12")))) {
      failure(DriverException.Kind.CANNOT_CONNECT_EVER, call(stack, Repeat.WHILE_STARTING));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"other.p12", "named.p12"})
  void certificateForAnotherNameIsRefused(String store) throws Exception {
    String options = trust(store);
    try (RawSocketServer server = new RawSocketServer(identity(store));
        HttpTransport stack = stack(config("localhost", server.port(), options))) {
      String message =
          failure(DriverException.Kind.CANNOT_CONNECT_EVER, call(stack, Repeat.ALWAYS));
      assertTrue(message.contains("another name than localhost; check the host"), message);
    }
  }

  @Test
  void plainServerIsNamedAsSuch() throws Exception {
    try (RawSocketServer server =
            RawSocketServer.greeting(RawSocketServer.status("400 Bad Request"));
        HttpTransport stack = stack(config("localhost", server.port(), ""))) {
      String message =
          failure(DriverException.Kind.CANNOT_CONNECT_EVER, call(stack, Repeat.ALWAYS));
      assertTrue(message.contains("does not speak TLS"), message);
    }
  }

  @Test
  void unusableTrustStoresAreNamed() throws Exception {
    Files.writeString(folder.resolve("junk"), "neither of these");
    for (String options :
        List.of(
            trust("missing.p12"),
            trust("junk"),
            trust("trust.PKCS12").replace(PASSWORD, "wrong"),
            "trustStore=" + folder.resolve("trust.PKCS12"))) {
      DriverException exception =
          assertThrows(DriverException.class, () -> stack(config("localhost", 1, options)));
      assertEquals(DriverException.Kind.CANNOT_CONNECT_EVER, exception.kind());
      assertTrue(exception.getMessage().contains("trust store"), exception.getMessage());
    }
  }

  @Test
  void abortEndsABlockedReadOverTls() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    try (RawSocketServer server = new RawSocketServer(identity);
        HttpTransport stack = stack(config("localhost", server.port(), trust("trust.JKS")))) {
      server.always(RawSocketServer.silence(asked));
      HttpCall call = call(stack, Repeat.ALWAYS, Deadline.none());
      Thread aborter =
          new Thread(
              () -> {
                try {
                  asked.await();
                  call.abort();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
      aborter.start();
      failure(DriverException.Kind.CANCELLED, call);
      aborter.join();
    }
  }

  @Test
  void connectionThatTheServerHasClosedCostsNoStatement() throws Exception {
    Semaphore read = new Semaphore(0);
    Semaphore closed = new Semaphore(0);
    try (RawSocketServer server = new RawSocketServer(identity);
        HttpTransport stack = stack(config("localhost", server.port(), trust("trust.JKS")))) {
      server.always(
          (socket, out) -> {
            RawSocketServer.thrift("x").write(socket, out);
            read.acquire();
            socket.close();
            closed.release();
            return false;
          });
      for (int i = 0; i < 5; i++) {
        call(stack, Repeat.IF_NOT_ARRIVED).execute(byte[]::new);
        read.release();
        closed.acquire();
      }
      assertEquals(5, server.connections());
    }
  }

  @Test
  void slowHandshakeIsBounded() throws Exception {
    try (RawSocketServer silent = RawSocketServer.silent();
        HttpTransport stack = stack(config("localhost", silent.port(), "connectTimeout=300ms"))) {
      long start = System.nanoTime();
      String message =
          failure(DriverException.Kind.CANNOT_CONNECT, call(stack, Repeat.WHILE_STARTING));
      assertTrue(message.contains("connectTimeout"), message);
      assertTrue(System.nanoTime() - start < 5_000_000_000L);
    }
  }

  @Test
  void downloadsTrustTheTrustStoreToo() throws Exception {
    try (RawSocketServer server = new RawSocketServer(identity);
        HttpTransport stack = stack(config("localhost", server.port(), trust("trust.PKCS12")))) {
      server.always(RawSocketServer.status("200 OK"));
      Page.Link link =
          new Page.Link(
              "https://localhost:" + server.port() + "/f", Instant.now(), 0, 1, 1, Map.of());
      LinkDownloader.File file = downloader(stack).download(link, 10, byte[]::new, true);
      assertArrayEquals(new byte[0], file.bytes());
    }
  }
}
