package io.github.lakewire.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a program to its end, bounded in time, and keeps what it printed. */
final class Program {
  /** What came of it. */
  record Outcome(int exitCode, String out, String err) {}

  private Program() {}

  static Outcome run(
      List<String> command, Map<String, String> environment, Path folder, long seconds)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile("lakewire-out", ".txt");
    Path err = Files.createTempFile("lakewire-err", ".txt");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      // Whatever flags the build itself runs with are not for a bare JVM.
      builder.environment().remove("JAVA_TOOL_OPTIONS");
      builder.environment().remove("JDK_JAVA_OPTIONS");
      builder.environment().remove("MAVEN_OPTS");
      builder.environment().putAll(environment);
      Process process = builder.start();
      process.getOutputStream().close();
      if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        throw new AssertionError(
            command.get(0) + " did not end in " + seconds + " s:\n" + text(out) + text(err));
      }
      return new Outcome(process.exitValue(), text(out), text(err));
    } finally {
      Files.deleteIfExists(out);
      Files.deleteIfExists(err);
    }
  }

  /** A JVM of another charset may print what is no UTF-8: the name of a month, in the log. */
  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
