package io.github.lakewire.warehouse.launch;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a starting warehouse does for the most part is to load and verify the same thousands of
 * classes. One that is started for it writes them to a file, which later ones map: they start in
 * half the time. Java takes such a file only with the class path that it was written with, all of
 * it jars, and starts without it otherwise.
 */
public final class ClassArchive {
  private static final int MINUTES = 5;

  private ClassArchive() {}

  /** Writes the file that system property {@code lakewire.warehouse.archive} names. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path archive = Path.of(System.getProperty("lakewire.warehouse.archive"));
    String classPath = WarehouseProcess.classPathOfBuild();
    if (isUpToDate(archive, classPath)) {
      return;
    }
    Files.deleteIfExists(archive);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(WarehouseProcess.jvmFlags());
    command.add("-XX:ArchiveClassesAtExit=" + archive);
    command.addAll(List.of("-cp", classPath, WarehouseProcess.MAIN_CLASS, "--until-stdin-closes"));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    // It ends as soon as it has begun.
    process.getOutputStream().close();
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
      Files.deleteIfExists(archive);
    }
    if (!Files.exists(archive)) {
      System.out.println("Warehouses start without an archive of their classes");
    }
  }

  private static boolean isUpToDate(Path archive, String classPath) throws IOException {
    if (!Files.exists(archive)) {
      return false;
    }
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      if (Files.getLastModifiedTime(Path.of(entry)).compareTo(Files.getLastModifiedTime(archive))
          > 0) {
        return false;
      }
    }
    return true;
  }

  /** Flags of a JVM that maps the file, where there is one. */
  static List<String> flags() {
    String archive = System.getProperty("lakewire.warehouse.archive");
    if (archive == null || !Files.exists(Path.of(archive))) {
      return List.of();
    }
    return List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds=off", "-Xlog:cds+dynamic=off");
  }
}
