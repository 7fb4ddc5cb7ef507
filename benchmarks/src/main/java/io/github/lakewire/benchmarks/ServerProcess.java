package io.github.lakewire.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.lakewire.benchmarks.server.CannedServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The canned server, started for as long as this is open. */
final class ServerProcess implements AutoCloseable {

  private final Process process;
  private final int port;

  private ServerProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static ServerProcess start(Path target) throws IOException {
    String separator = System.getProperty("path.separator");
    StringBuilder classPath = new StringBuilder(target.resolve("benchmarks.jar").toString());
    for (Path jar : DriverVariant.jars(target.resolve("lib"))) {
      classPath.append(separator).append(jar);
    }
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx3g",
                    "-XX:+UseParallelGC",
                    "--add-opens=java.base/java.nio=ALL-UNNAMED",
                    // Arrow's writer needs it; since JDK 24 Netty does without unless told.
                    "-Dio.netty.noUnsafe=false",
                    "-cp",
                    classPath.toString(),
                    CannedServer.class.getName()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader output = process.inputReader(UTF_8);
    String line = output.readLine();
    if (line == null || !line.startsWith("port=")) {
      process.destroy();
      throw new IOException("The canned server did not start; its own words are above");
    }
    return new ServerProcess(process, Integer.parseInt(line.substring("port=".length())));
  }

  int port() {
    return port;
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
  }
}
