package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A program of the distribution that serves on a port of this machine, in a process of its own with
 * a configuration of its own: a proxy, or what a proxy asks.
 */
final class RealProxy implements AutoCloseable {
  private static final List<String> FOLDERS =
      List.of((System.getenv("PATH") + ":/usr/sbin:/usr/lib/squid").split(":"));

  private final Process process;
  private final int port;
  private final Queue<String> log;

  private RealProxy(Process process, int port, Queue<String> log) {
    this.process = process;
    this.port = port;
    this.log = log;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** What serves at a port. */
  interface Start<T> {
    T at(int port) throws Exception;
  }

  /** Starts it at another port where somebody else has taken that one meanwhile. */
  static <T> T atFreePort(Start<T> start) throws Exception {
    for (int left = 4; ; left--) {
      try {
        return start.at(freePort());
      } catch (IOException e) {
        if (left == 0) {
          throw e;
        }
      }
    }
  }

  static RealProxy tinyproxy(Path folder, String... lines) throws Exception {
    return atFreePort(port -> tinyproxy(folder, port, lines));
  }

  static RealProxy squid(Path folder, Map<String, String> environment, String... lines)
      throws Exception {
    return atFreePort(port -> squid(folder, port, environment, lines));
  }

  /** Its log names each request. */
  static RealProxy tinyproxy(Path folder, int port, String... lines) throws Exception {
    List<String> text = new ArrayList<>();
    text.addAll(List.of("Port " + port, "Listen 127.0.0.1", "Timeout 600", "MaxClients 100"));
    text.addAll(List.of(lines));
    Path config = Files.write(folder.resolve("tinyproxy-" + port + ".conf"), text);
    return start(
        List.of(program("tinyproxy"), "-d", "-c", config.toString()),
        Map.of(),
        port,
        "Accepting connections");
  }

  /** It knows names that the machine does not know, and it speaks Kerberos. */
  static RealProxy squid(Path folder, int port, Map<String, String> environment, String... lines)
      throws Exception {
    Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 localhost warehouse.test\n");
    List<String> text = new ArrayList<>();
    text.addAll(
        List.of("http_port 127.0.0.1:" + port, "hosts_file " + hosts, "acl everyone src all"));
    text.addAll(List.of(lines));
    text.addAll(
        List.of(
            "cache deny all",
            "access_log none",
            "cache_log /dev/null",
            "pid_filename none",
            "pinger_enable off",
            "udp_incoming_address 127.0.0.1",
            "shutdown_lifetime 0 seconds",
            "netdb_filename none",
            "coredump_dir " + folder));
    Path config = Files.write(folder.resolve("squid-" + port + ".conf"), text);
    return start(
        List.of(program("squid"), "-N", "-d", "1", "-f", config.toString()),
        environment,
        port,
        "Accepting HTTP");
  }

  /** Starts a server and waits until it says that it is ready. */
  static RealProxy start(
      List<String> command, Map<String, String> environment, int port, String ready)
      throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    Queue<String> log = new ConcurrentLinkedQueue<>();
    CompletableFuture<Void> said = new CompletableFuture<>();
    Thread reader = new Thread(() -> read(process, log, ready, said), "output of a proxy");
    reader.setDaemon(true);
    reader.start();
    RealProxy server = new RealProxy(process, port, log);
    try {
      said.get(60, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      server.close();
      throw new IOException(command.get(0) + " did not start: " + log, e);
    }
    return server;
  }

  private static void read(
      Process process, Queue<String> log, String ready, CompletableFuture<Void> said) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        log.add(line);
        if (line.contains(ready)) {
          said.complete(null);
        }
      }
    } catch (IOException e) {
      log.add(e.toString());
    }
    said.completeExceptionally(new IOException("it ended"));
  }

  /** The path of a program; the test is skipped without it, but for CI, where it fails. */
  static String program(String name) {
    for (String folder : FOLDERS) {
      File file = new File(folder, name);
      if (file.canExecute()) {
        return file.getPath();
      }
    }
    if ("true".equals(System.getenv("CI"))) {
      return fail("CI needs " + name);
    }
    return abort("skipped: no " + name + " on this machine");
  }

  int port() {
    return port;
  }

  /** How many requests of this beginning there have been, by the log of tinyproxy. */
  long count(String request) {
    return log.stream().filter(line -> line.contains("): " + request)).count();
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
  }
}
