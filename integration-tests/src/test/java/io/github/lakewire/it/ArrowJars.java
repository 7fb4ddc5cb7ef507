package io.github.lakewire.it;

import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Arrow as an application has it on its class path, apart from the driver. */
final class ArrowJars {
  private static final Pattern OF_ARROW =
      Pattern.compile("(arrow|netty|jackson|flatbuffers|slf4j-api|commons-codec).*\\.jar");

  private ArrowJars() {}

  /** Runs a program in a bare JVM with the shaded jar, an Arrow and the tests' classes. */
  static Program.Outcome run(
      String url, String token, Path home, List<String> flags, String arrow, List<String> program)
      throws Exception {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin/java").toString());
    command.addAll(flags);
    command.add("-cp");
    command.add(
        String.join(
            File.pathSeparator, ShadedJar.path().toString(), arrow, FlaglessJvmIT.testClasses()));
    command.addAll(program);
    return Program.run(
        command, Map.of("LAKEWIRE_URL", url, "LAKEWIRE_TOKEN", token), Path.of("."), 300);
  }

  /** What the driver asks for. */
  static String current() throws IOException {
    return Files.readString(Path.of(System.getProperty("lakewire.arrow.classpath"))).strip();
  }

  /** The older one that Spark comes with. */
  static String older() throws IOException {
    List<String> jars = List.of(WarehouseProcess.classPathOfBuild().split(File.pathSeparator, -1));
    return String.join(
        File.pathSeparator,
        jars.stream()
            .filter(jar -> OF_ARROW.matcher(Path.of(jar).getFileName().toString()).matches())
            .toList());
  }
}
