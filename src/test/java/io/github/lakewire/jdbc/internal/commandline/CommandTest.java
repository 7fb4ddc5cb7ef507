package io.github.lakewire.jdbc.internal.commandline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.config.DriverVersion;
import io.github.lakewire.jdbc.testkit.RawSocketServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The program of the jar, as far as it goes without a server. */
class CommandTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final AtomicInteger asked = new AtomicInteger();

  private int run(Supplier<char[]> token, String... words) {
    return Command.run(
        new Terminal(InputStream.nullInputStream(), out, err, StandardCharsets.UTF_8, token),
        words);
  }

  private char[] answer() {
    asked.incrementAndGet();
    return "dapitypedsecret".toCharArray();
  }

  /** Of a port where nothing listens, as nothing has since it was given back. */
  private static String url() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "jdbc:databricks://127.0.0.1:" + socket.getLocalPort() + ";httpPath=/x;ssl=0";
    }
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void helpIsNoFailure() {
    assertEquals(0, run(null, "--help"));
    assertTrue(out().startsWith("Usage: java -jar"), out());
    assertEquals("", err());
  }

  @Test
  void versionIsThatOfTheDriver() {
    assertEquals(0, run(null, "--version"));
    assertEquals("Lakewire " + DriverVersion.current().text() + "\n", out());
  }

  @Test
  void wrongUsageHasACodeOfItsOwn() {
    assertEquals(2, run(null));
    assertEquals("The URL is missing; --help says more" + System.lineSeparator(), err());
    assertEquals("", out());
  }

  @Test
  void aMissingTokenIsAskedForWhenItIsAllThatIsMissing() throws IOException {
    assertEquals(1, run(this::answer, url()));
    assertEquals(1, asked.get());
    assertTrue(out().contains("  ok      settings"), out());
    assertTrue(out().contains("  FAILED  TCP"), out());
    assertFalse((out() + err()).contains("dapi"), out() + err());
  }

  @Test
  void aTokenIsNotAskedForWhenMoreIsMissing() {
    assertEquals(1, run(this::answer, "jdbc:databricks://127.0.0.1"));
    assertEquals(0, asked.get());
    assertTrue(out().contains("  FAILED  settings"), out());
    assertTrue(out().contains("Not checked: proxy, name, TCP, TLS, session, query, CloudFetch."));
  }

  @Test
  void aTokenThatIsGivenIsNotAskedFor() throws IOException {
    assertEquals(1, run(this::answer, url() + ";token=dapigivensecret"));
    assertEquals(0, asked.get());
    assertFalse((out() + err()).contains("dapi"), out() + err());
  }

  @Test
  void withoutAConsoleAMissingTokenIsAFailedCheck() throws IOException {
    assertEquals(1, run(null, url()));
    assertTrue(out().contains("  FAILED  settings"), out());
    assertTrue(out().contains("password is missing"), out());
  }

  @Test
  void aStatementThatFailsIsToldWithItsState() throws IOException {
    assertEquals(
        1, run(null, "--sql", "SELECT 1", url() + ";token=dapigivensecret;loginTimeout=1"));
    assertEquals("", out());
    assertTrue(err().contains("[SQLState 08001]"), err());
    assertFalse(err().contains("dapi"), err());
  }

  @Test
  void outputThatNobodyTakesIsAFailure() {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    int code =
        Command.run(
            new Terminal(
                new ByteArrayInputStream(new byte[0]), broken, err, StandardCharsets.UTF_8, null),
            "--help");
    assertEquals(1, code);
    assertEquals("The output cannot be written: Broken pipe" + System.lineSeparator(), err());
  }

  private static String machine(RawSocketServer server) {
    return "jdbc:databricks://127.0.0.1:"
        + server.port()
        + ";httpPath=/x;ssl=0;AuthMech=11;Auth_Flow=1;clientId=me;clientSecret=dapiverysecret";
  }

  /** Answers the look at the network, and where tokens are to be had. */
  private static RawSocketServer workspace() throws IOException {
    RawSocketServer server = new RawSocketServer();
    return server
        .then(RawSocketServer.status("404 Not Found"))
        .then(
            RawSocketServer.answer(
                "200 OK",
                "{\"token_endpoint\":\"http://127.0.0.1:" + server.port() + "/oidc/v1/token\"}"));
  }

  @Test
  void aClientThatIsRefusedFailsAtTheSignIn() throws Exception {
    try (RawSocketServer server = workspace()) {
      server.always(RawSocketServer.answer("401 Unauthorized", "{\"error\":\"invalid_client\"}"));
      assertEquals(1, run(null, machine(server)));
    }
    assertTrue(out().contains("  FAILED  sign-in"), out());
    assertTrue(out().contains("What to do: Check clientId"), out());
    assertTrue(out().contains("Not checked: session, query, CloudFetch."), out());
    assertFalse((out() + err()).contains("dapi"), out() + err());
  }

  @Test
  void whoObtainedATokenIsNotToldToGenerateOne() throws Exception {
    try (RawSocketServer server = workspace()) {
      server
          .then(
              RawSocketServer.answer(
                  "200 OK",
                  "{\"access_token\":\"dapifirst\",\"token_type\":\"Bearer\",\"expires_in\":3600}"))
          .always(RawSocketServer.status("403 Forbidden"));
      assertEquals(1, run(null, machine(server)));
    }
    assertTrue(out().contains("  ok      sign-in"), out());
    assertTrue(out().contains("  FAILED  session"), out());
    assertTrue(out().contains("What to do: The sign-in gave a token"), out());
    assertFalse((out() + err()).contains("dapi"), out() + err());
  }

  @Test
  void whoGaveATokenHasNoSignIn() throws Exception {
    try (RawSocketServer server = new RawSocketServer()) {
      server.always(RawSocketServer.status("403 Forbidden"));
      assertEquals(
          1,
          run(
              null,
              "jdbc:databricks://127.0.0.1:" + server.port() + ";httpPath=/x;ssl=0;token=dapix"));
    }
    assertFalse(out().contains("sign-in"), out());
    assertTrue(out().contains("What to do: Generate a new token"), out());
  }
}
