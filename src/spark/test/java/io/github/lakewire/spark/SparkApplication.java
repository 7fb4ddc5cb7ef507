package io.github.lakewire.spark;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Spark application in a JVM of its own, with executors in theirs: {@code
 * local-cluster[3,1,1024]}. Spark starts executors from a distribution, so that one is laid out
 * from the jars that this JVM has: links to them in {@code jars}, and a variable of the environment
 * that says where.
 */
final class SparkApplication {
  private static final long LIMIT_SECONDS = 600;

  /** What came of it; {@link #executors} is what all executors have written. */
  record Outcome(int exitCode, String out, String err, String executors) {
    /** The lines that a job has printed of itself, each with its name before. */
    String result(String name) {
      return out.lines()
          .filter(line -> line.startsWith(name + "="))
          .map(line -> line.substring(name.length() + 1))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no " + name + " in\n" + out + err + executors));
    }

    String everything() {
      return out + err + executors;
    }
  }

  private SparkApplication() {}

  /**
   * Runs a job to its end.
   *
   * @param folder an empty one
   * @param program its main method, with {@link SparkJobs} to help it
   * @param conf Spark's settings
   */
  static Outcome run(
      Path folder,
      Class<?> program,
      Map<String, String> conf,
      Map<String, String> environment,
      String... arguments)
      throws IOException, InterruptedException {
    List<String> folders = layOut(folder);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(sparksFlags());
    command.add("-Dspark.master=local-cluster[3,1,1024]");
    command.add("-Dspark.driver.host=127.0.0.1");
    command.add("-Dspark.driver.bindAddress=127.0.0.1");
    command.add("-Dspark.ui.enabled=false");
    command.add("-Dspark.executor.extraClassPath=" + String.join(File.pathSeparator, folders));
    command.add("-Dspark.executor.extraJavaOptions=-XX:+UseSerialGC -XX:TieredStopAtLevel=1");
    conf.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.add("-cp");
    command.add(
        String.join(File.pathSeparator, folders) + File.pathSeparator + folder.resolve("jars/*"));
    command.add(program.getName());
    command.addAll(List.of(arguments));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("SPARK_"));
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().put("SPARK_HOME", folder.toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    builder.environment().putAll(environment);
    Process process = builder.start();
    // Its standard input stays open meanwhile: it ends when that does, and so with this JVM.
    try {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError(
            "no end in " + LIMIT_SECONDS + " s:\n" + Files.readString(out) + Files.readString(err));
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      // JUnit warns of each link that leads out of a temporary folder.
      try (Stream<Path> links = Files.list(folder.resolve("jars"))) {
        for (Path link : links.toList()) {
          Files.delete(link);
        }
      }
    }
    return new Outcome(
        process.exitValue(), Files.readString(out), Files.readString(err), executors(folder));
  }

  /** Links the jars of this JVM, and returns its folders. */
  private static List<String> layOut(Path home) throws IOException {
    Path jars = Files.createDirectories(home.resolve("jars"));
    List<String> folders = new ArrayList<>();
    for (String element : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path path = Path.of(element).toAbsolutePath();
      if (Files.isDirectory(path)) {
        folders.add(path.toString());
      } else if (Files.exists(path)) {
        try {
          Files.createSymbolicLink(jars.resolve(path.getFileName()), path);
        } catch (FileAlreadyExistsException e) {
          // The class path names it twice.
          continue;
        }
      }
    }
    return folders;
  }

  /** The flags that this JVM was started with for Spark. */
  private static List<String> sparksFlags() {
    return java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(
            flag ->
                flag.startsWith("--add-opens")
                    || flag.startsWith("-XX:+Ignore")
                    || flag.startsWith("-Djdk.reflect")
                    || flag.startsWith("-Dio.netty"))
        .toList();
  }

  private static String executors(Path home) throws IOException {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.walk(home.resolve("work"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = file.getFileName().toString();
        if (name.equals("stdout") || name.equals("stderr")) {
          text.append(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        }
      }
    }
    return text.toString();
  }
}
