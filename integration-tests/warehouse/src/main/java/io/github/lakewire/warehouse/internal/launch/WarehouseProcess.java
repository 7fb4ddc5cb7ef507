package io.github.lakewire.warehouse.internal.launch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
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
  static final String MAIN_CLASS = "io.github.lakewire.warehouse.internal.Server";
  private static final String COUNTS = "REQUESTS ";
  private static final String FAILED = "FAILED ";
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
  private final CompletableFuture<Void> ended;
  private final boolean writesArchive;
  private boolean isSilent;

  private WarehouseProcess(
      Process process,
      Map<String, String> facts,
      BlockingQueue<String> answers,
      CompletableFuture<Void> ended,
      boolean writesArchive) {
    this.process = process;
    this.facts = facts;
    this.answers = answers;
    this.ended = ended;
    this.writesArchive = writesArchive;
  }

  /** The flags of Spark on JDK 17 and later. */
  private static List<String> jvmFlags() {
    List<String> flags =
        new ArrayList<>(
            List.of(
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
   * The class path of a warehouse, found by {@link ServerClassPath}.
   *
   * @throws IOException when a jar is missing
   */
  public static String classPathOfBuild() throws IOException {
    return ServerClassPath.find();
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
    return start(classPath, "1g", limit, List.of(options));
  }

  /** As above, with a heap of that size, as {@code -Xmx} takes it. */
  public static WarehouseProcess start(
      String classPath, String memory, Duration limit, List<String> options)
      throws IOException, InterruptedException {
    return start(classPath, memory, ClassArchive.of(classPath), limit, options);
  }

  static WarehouseProcess start(
      String classPath, String memory, ClassArchive archive, Duration limit, List<String> options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + memory);
    command.addAll(jvmFlags());
    command.addAll(archive.flags());
    command.addAll(List.of("-cp", classPath, MAIN_CLASS, "--until-stdin-closes"));
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(Redirect.INHERIT);
    List<String> arguments = new ArrayList<>(options);
    int token = arguments.indexOf("--token");
    if (token >= 0 && token + 1 < arguments.size()) {
      // Arguments can be seen by every user of the machine.
      builder.environment().put("LAKEWIRE_WAREHOUSE_TOKEN", arguments.remove(token + 1));
      arguments.remove(token);
    }
    command.addAll(arguments);
    // Flags for the JVM of the caller, which prints a line about them besides.
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().remove("JDK_JAVA_OPTIONS");
    Process process = builder.start();
    CompletableFuture<Map<String, String>> ready = new CompletableFuture<>();
    BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    CompletableFuture<Void> ended = new CompletableFuture<>();
    Thread reader =
        new Thread(() -> read(process, ready, answers, ended), "output of the warehouse");
    reader.setDaemon(true);
    reader.start();
    try {
      Map<String, String> facts = ready.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return new WarehouseProcess(process, facts, answers, ended, archive.written().isPresent());
    } catch (TimeoutException e) {
      abandon(process, archive);
      throw new IOException("The warehouse was not ready within " + limit, e);
    } catch (ExecutionException e) {
      abandon(process, archive);
      throw new IOException("The warehouse did not start: " + e.getCause().getMessage(), e);
    }
  }

  private static void abandon(Process process, ClassArchive archive) throws InterruptedException {
    process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    archive.discard();
  }

  private static void read(
      Process process,
      CompletableFuture<Map<String, String>> ready,
      BlockingQueue<String> answers,
      CompletableFuture<Void> ended) {
    Map<String, String> facts = new TreeMap<>();
    List<String> said = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (ready.isDone()) {
          if (line.equals("ENDED")) {
            ended.complete(null);
          } else {
            answers.add(line);
          }
          continue;
        }
        if (line.startsWith(FAILED)) {
          ready.completeExceptionally(new IOException(messageOf(line)));
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
    } finally {
      ended.complete(null);
      answers.add("");
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
   * presigned links.
   */
  public Map<String, Long> requests() throws IOException, InterruptedException {
    String answer = ask("", Duration.ofSeconds(10));
    Map<String, Long> requests = new TreeMap<>();
    String counts = answer.substring(COUNTS.length());
    for (String count : counts.isBlank() ? new String[0] : counts.split(" ")) {
      String[] parts = count.split("=");
      requests.put(parts[0], Long.valueOf(parts[1]));
    }
    return requests;
  }

  /**
   * Runs statements, which semicolons separate, in a session of their own, without a driver.
   *
   * @throws IOException when one fails, with its text and the message of the server
   */
  public void execute(String script, Duration limit) throws IOException, InterruptedException {
    String answer = ask("EXECUTE " + encoded(script), limit);
    if (answer.startsWith(FAILED)) {
      throw new IOException(messageOf(answer));
    }
  }

  private static String messageOf(String failed) {
    byte[] message = Base64.getDecoder().decode(failed.substring(FAILED.length()));
    return new String(message, StandardCharsets.UTF_8);
  }

  /** One line, as its end is the end of a question. */
  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private synchronized String ask(String question, Duration limit)
      throws IOException, InterruptedException {
    if (isSilent) {
      throw new IOException("The warehouse has left a question without an answer");
    }
    // A late answer would be taken for that of the next question.
    isSilent = true;
    process.getOutputStream().write((question + '\n').getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
    String answer = answers.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
    if (answer == null || answer.isEmpty()) {
      throw new IOException("The warehouse gave no answer within " + limit);
    }
    isSilent = false;
    return answer;
  }

  /** The sum of {@link #requests}. */
  public long requestCount() throws IOException, InterruptedException {
    return requests().values().stream().mapToLong(Long::longValue).sum();
  }

  /** The process, to look at its memory or to kill it in the middle of something. */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** Ends it. It may go on for seconds, unreachable, while it writes its {@link ClassArchive}. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      ended.get(10, TimeUnit.SECONDS);
      if (writesArchive || process.waitFor(10, TimeUnit.SECONDS)) {
        return;
      }
    } catch (IOException | TimeoutException | ExecutionException e) {
      // It has gone already, or does not listen: then by force.
      process.destroy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }
}
