package io.github.lakewire.jdbc.internal.commandline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.config.DriverVersion;
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
}
