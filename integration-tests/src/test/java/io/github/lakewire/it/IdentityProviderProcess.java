package io.github.lakewire.it;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * An identity provider in a JVM of its own: Spring Authorization Server with clients for each way
 * to sign in, none of whose class path reaches this JVM. What it says and does is at its main
 * class, {@code io.github.lakewire.identity.IdentityProvider}; the names of its clients are in
 * {@code Clients} there, and its one user is {@code ada} with the password {@code ada-SECRET}.
 */
final class IdentityProviderProcess implements AutoCloseable {
  private static final String MAIN_CLASS = "io.github.lakewire.identity.IdentityProvider";
  private static final String END = "";

  private final Process process;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final String issuer;
  private final Path keys;

  private IdentityProviderProcess(Process process) throws IOException, InterruptedException {
    this.process = process;
    Thread reader = new Thread(this::read, "output of the identity provider");
    reader.setDaemon(true);
    reader.start();
    this.issuer = answer("ISSUER ");
    this.keys = Path.of(answer("KEYS "));
    answer("READY");
  }

  /** Starts one at a free port, and waits until it is ready. */
  static IdentityProviderProcess start(int tokenSeconds) throws Exception {
    return start(tokenSeconds, 0);
  }

  /** Starts one at a port that was free. */
  static IdentityProviderProcess start(int tokenSeconds, int port) throws Exception {
    String classes =
        System.getProperty("lakewire.identity.classes", "identity-provider/target/classes");
    String file =
        System.getProperty(
            "lakewire.identity.classpath", "identity-provider/target/identity-provider.classpath");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(
        List.of(
            "-cp",
            classes + File.pathSeparator + Files.readString(Path.of(file)).strip(),
            MAIN_CLASS,
            "--token.seconds=" + tokenSeconds,
            "--server.port=" + port));
    return new IdentityProviderProcess(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  private void read() {
    try (BufferedReader said =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        lines.add(line);
      }
    } catch (IOException e) {
      // It has ended.
    }
    lines.add(END);
  }

  /** The next line that begins so, without its beginning. */
  private String answer(String beginning) throws IOException, InterruptedException {
    while (true) {
      String line = lines.poll(60, TimeUnit.SECONDS);
      if (line == null || line.equals(END)) {
        process.destroyForcibly();
        throw new IOException("The identity provider did not say " + beginning);
      }
      if (line.startsWith(beginning)) {
        return line.substring(beginning.length());
      }
    }
  }

  private String ask(String command, String beginning) throws IOException, InterruptedException {
    process.getOutputStream().write((command + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
    return answer(beginning);
  }

  /** The base of its addresses, {@code http://127.0.0.1:<port>/oidc}. */
  String issuer() {
    return issuer;
  }

  int port() {
    return java.net.URI.create(issuer).getPort();
  }

  /** A private key of the clients {@code jwt-…}: rsa, ec256, ec384 or ec521. */
  Path key(String name) {
    return keys.resolve(name + ".pem");
  }

  /** How many requests for tokens there have been, by grant and status. */
  Map<String, Long> counts() throws IOException, InterruptedException {
    Map<String, Long> counts = new TreeMap<>();
    for (String count : ask("counts", "COUNTS").strip().split(" ")) {
      if (!count.isEmpty()) {
        String[] parts = count.split("=");
        counts.put(parts[0], Long.valueOf(parts[1]));
      }
    }
    return counts;
  }

  /** A token of another issuer for the user ada, and a refresh token for the client refresher. */
  record Minted(String access, String refresh) {}

  Minted mint() throws IOException, InterruptedException {
    String[] tokens = ask("mint", "MINTED ").split(" ");
    return new Minted(tokens[0], tokens[1]);
  }

  /** Replaces the secret of the client machine. */
  void rotate() throws IOException, InterruptedException {
    ask("rotate", "ROTATED");
  }

  /** Gives the client machine its first secret back. */
  void restore() throws IOException, InterruptedException {
    ask("restore", "RESTORED");
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (process.waitFor(10, TimeUnit.SECONDS)) {
        return;
      }
    } catch (IOException e) {
      process.destroy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }
}
