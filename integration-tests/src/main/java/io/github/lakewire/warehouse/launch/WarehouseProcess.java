package io.github.lakewire.warehouse.launch;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A local warehouse in a JVM of its own, with Spark's class path and the flags that Spark needs,
 * none of which reach the JVM of the caller. It ends with {@link #close}, and also when this JVM
 * ends, as its standard input does then.
 */
public final class WarehouseProcess implements AutoCloseable {
  static final String MAIN_CLASS = "io.github.lakewire.warehouse.LocalWarehouse";
  private static final String COUNTS = "REQUESTS ";
  private static final List<String> FACTS =
      List.of(
          "JDBC URL",
          "HOST",
          "PORT",
          "HTTP PATH",
          "TOKEN",
          "CA PEM",
          "TRUST STORE PASSWORD",
          "TRUST STORE",
          "START MILLIS");

  private final Process process;
  private final Map<String, String> facts;
  private final BlockingQueue<String> answers;

  private WarehouseProcess(
      Process process, Map<String, String> facts, BlockingQueue<String> answers) {
    this.process = process;
    this.facts = facts;
    this.answers = answers;
  }

  /** The flags of Spark on JDK 17 and later, and a modest heap. */
  public static List<String> jvmFlags() {
    List<String> flags =
        new ArrayList<>(
            List.of(
                "-Xmx1g",
                "-XX:+IgnoreUnrecognizedVMOptions",
                "-XX:+UseSerialGC",
                // Most of its work is small queries: the optimizing compiler takes longer than it
                // saves.
                "-XX:TieredStopAtLevel=1",
                "-Duser.timezone=UTC",
                "-Djdk.reflect.useDirectMethodHandle=false",
                "-Dio.netty.tryReflectionSetAccessible=true",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
    for (String opened :
        List.of(
            "java.lang",
            "java.lang.invoke",
            "java.lang.reflect",
            "java.io",
            "java.net",
            "java.nio",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "jdk.internal.ref",
            "sun.nio.ch",
            "sun.nio.cs",
            "sun.security.action",
            "sun.util.calendar")) {
      flags.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
    }
    return flags;
  }

  /**
   * The class path that the build wrote for the warehouse: system properties {@code
   * lakewire.warehouse.classes} (a folder or a jar) and {@code lakewire.warehouse.classpath} (a
   * file with one line).
   *
   * @throws IOException when the file cannot be read
   */
  public static String classPathOfBuild() throws IOException {
    String classes = System.getProperty("lakewire.warehouse.classes", "target/classes");
    String file = System.getProperty("lakewire.warehouse.classpath", "target/warehouse.classpath");
    return classes + File.pathSeparator + Files.readString(Path.of(file)).strip();
  }

  /**
   * Starts a warehouse and waits until it is ready.
   *
   * @param classPath of the warehouse
   * @param limit how long to wait
   * @param options as on the command line of the warehouse
   * @throws IOException when it does not become ready in time; the text has what it said
   */
  public static WarehouseProcess start(String classPath, Duration limit, String... options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmFlags());
    command.addAll(ClassArchive.flags());
    command.addAll(List.of("-cp", classPath, MAIN_CLASS, "--until-stdin-closes"));
    command.addAll(List.of(options));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    CompletableFuture<Map<String, String>> ready = new CompletableFuture<>();
    BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    Thread reader = new Thread(() -> read(process, ready, answers), "output of the warehouse");
    reader.setDaemon(true);
    reader.start();
    try {
      return new WarehouseProcess(
          process, ready.get(limit.toMillis(), TimeUnit.MILLISECONDS), answers);
    } catch (TimeoutException e) {
      end(process);
      throw new IOException("The warehouse was not ready within " + limit, e);
    } catch (ExecutionException e) {
      end(process);
      throw new IOException("The warehouse did not start: " + e.getCause().getMessage(), e);
    }
  }

  private static void read(
      Process process,
      CompletableFuture<Map<String, String>> ready,
      BlockingQueue<String> answers) {
    Map<String, String> facts = new TreeMap<>();
    List<String> said = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (ready.isDone()) {
          if (line.startsWith(COUNTS)) {
            answers.add(line.substring(COUNTS.length()));
          }
          continue;
        }
        said.add(line);
        for (String fact : FACTS) {
          if (line.startsWith(fact + " ")) {
            facts.putIfAbsent(fact, line.substring(fact.length() + 1));
            break;
          }
        }
        if (line.equals("READY")) {
          ready.complete(facts);
        }
      }
      ready.completeExceptionally(new IOException("it ended after " + said));
    } catch (IOException e) {
      ready.completeExceptionally(e);
    }
  }

  /** {@code jdbc:databricks://…}, without the token. */
  public String url() {
    return facts.get("JDBC URL");
  }

  public String host() {
    return facts.get("HOST");
  }

  public int port() {
    return Integer.parseInt(facts.get("PORT"));
  }

  /** {@code /sql/1.0/warehouses/…}. */
  public String httpPath() {
    return facts.get("HTTP PATH");
  }

  /** The only accepted access token. */
  public String token() {
    return facts.get("TOKEN");
  }

  /** The certificate authority, PEM; with {@code --tls} only. */
  public Optional<Path> caPem() {
    return Optional.ofNullable(facts.get("CA PEM")).map(Path::of);
  }

  /** The certificate authority as a PKCS #12 trust store; with {@code --tls} only. */
  public Optional<Path> trustStore() {
    return Optional.ofNullable(facts.get("TRUST STORE")).map(Path::of);
  }

  /** Opens {@link #trustStore}. */
  public Optional<String> trustStorePassword() {
    return Optional.ofNullable(facts.get("TRUST STORE PASSWORD"));
  }

  /** From the start of {@code main} to READY. */
  public Duration startUp() {
    return Duration.ofMillis(Long.parseLong(facts.get("START MILLIS")));
  }

  /**
   * How many requests there have been since the start, by the name of the call; {@code file} is for
   * presigned links. Not for several threads.
   */
  public Map<String, Long> requests() throws IOException, InterruptedException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
    String answer = answers.poll(10, TimeUnit.SECONDS);
    if (answer == null) {
      throw new IOException("The warehouse did not say how many requests there were");
    }
    Map<String, Long> requests = new TreeMap<>();
    for (String count : answer.isBlank() ? new String[0] : answer.split(" ")) {
      String[] parts = count.split("=");
      requests.put(parts[0], Long.valueOf(parts[1]));
    }
    return requests;
  }

  /** The sum of {@link #requests}. */
  public long requestCount() throws IOException, InterruptedException {
    return requests().values().stream().mapToLong(Long::longValue).sum();
  }

  /** The process, to look at its memory or to kill it in the middle of something. */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  @Override
  public void close() {
    end(process);
  }

  private static void end(Process process) {
    try {
      process.getOutputStream().close();
      if (process.waitFor(10, TimeUnit.SECONDS)) {
        return;
      }
    } catch (IOException e) {
      // It has gone already, or does not listen: then by force.
      process.destroy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }
}
