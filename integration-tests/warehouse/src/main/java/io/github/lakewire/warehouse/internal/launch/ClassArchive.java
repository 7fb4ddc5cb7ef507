package io.github.lakewire.warehouse.internal.launch;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What a starting warehouse does for the most part is to load and verify the same thousands of
 * classes. The first one with a class path writes them to a file when it ends, which later ones
 * map: they start in less than half the time. Java takes such a file only with the class path that
 * it was written with, all of it jars, and with the same JDK: both are in the name of the file. It
 * is in the cache folder of the user, or where system property {@code lakewire.warehouse.archive}
 * says.
 *
 * @param flags of the JVM
 * @param written by this JVM when it ends, which takes some seconds
 */
public record ClassArchive(List<String> flags, Optional<Path> written) {
  private static final int KEPT = 3;
  private static final Duration LONGEST_WRITING = Duration.ofMinutes(10);
  private static final List<String> QUIET = List.of("-Xlog:cds=off", "-Xlog:cds+dynamic=off");

  /** What a warehouse with that class path is started with. */
  static ClassArchive of(String classPath) {
    try {
      String named = System.getProperty("lakewire.warehouse.archive");
      if (named != null) {
        return named.isEmpty() ? none() : use(Path.of(named));
      }
      return in(cache(), classPath);
    } catch (IOException e) {
      // A read-only home, for example: it starts without.
      return none();
    }
  }

  /** As above, with the files in that folder. */
  static ClassArchive in(Path folder, String classPath) throws IOException {
    String key = key(classPath);
    if (key.isEmpty()) {
      return none();
    }
    Path archive = Files.createDirectories(folder).resolve(key + ".jsa");
    if (Files.exists(archive) && Files.size(archive) > 0) {
      // The least recently used are deleted first.
      Files.setLastModifiedTime(archive, FileTime.from(Instant.now()));
      return use(archive);
    }
    return claim(archive) ? write(archive) : none();
  }

  private static ClassArchive none() {
    return new ClassArchive(List.of(), Optional.empty());
  }

  private static ClassArchive use(Path archive) {
    return Files.exists(archive)
        ? with("-XX:SharedArchiveFile=" + archive, Optional.empty())
        : none();
  }

  private static ClassArchive write(Path archive) {
    return with("-XX:ArchiveClassesAtExit=" + archive, Optional.of(archive));
  }

  private static ClassArchive with(String flag, Optional<Path> written) {
    List<String> flags = new ArrayList<>(QUIET);
    flags.add(flag);
    return new ClassArchive(List.copyOf(flags), written);
  }

  /** Forgets what a warehouse wrote that did not start: it lacks most of the classes. */
  void discard() {
    written.ifPresent(file -> file.toFile().delete());
  }

  /** One JVM writes it. An empty file says that somebody is about to; who was killed never does. */
  private static boolean claim(Path archive) throws IOException {
    if (Files.exists(archive)) {
      Instant begun = Files.getLastModifiedTime(archive).toInstant();
      if (begun.plus(LONGEST_WRITING).isAfter(Instant.now())) {
        return false;
      }
      Files.delete(archive);
    }
    prune(archive.getParent());
    Files.createFile(archive);
    return true;
  }

  private static void prune(Path folder) throws IOException {
    List<Path> archives;
    try (Stream<Path> files = Files.list(folder)) {
      archives =
          files
              .filter(file -> file.toString().endsWith(".jsa"))
              .sorted(Comparator.comparing(ClassArchive::age))
              .toList();
    }
    for (Path old : archives.subList(Math.min(KEPT - 1, archives.size()), archives.size())) {
      Files.deleteIfExists(old);
    }
  }

  private static Duration age(Path file) {
    try {
      return Duration.between(Files.getLastModifiedTime(file).toInstant(), Instant.now());
    } catch (IOException e) {
      return Duration.ofDays(365);
    }
  }

  /** Of everything that Java compares; "" where a folder is on the class path. */
  private static String key(String classPath) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    for (String property : List.of("java.home", "java.vm.version", "java.vm.vendor", "os.arch")) {
      digest.update(System.getProperty(property, "").getBytes(StandardCharsets.UTF_8));
    }
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      BasicFileAttributes file = Files.readAttributes(Path.of(entry), BasicFileAttributes.class);
      if (!file.isRegularFile()) {
        return "";
      }
      String facts = entry + ' ' + file.size() + ' ' + file.lastModifiedTime().toMillis();
      digest.update(facts.getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(digest.digest()).substring(0, 24);
  }

  private static Path cache() {
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    Path home = Path.of(System.getProperty("user.home"));
    String configured = System.getenv(os.contains("windows") ? "LOCALAPPDATA" : "XDG_CACHE_HOME");
    Path root;
    if (configured != null && !configured.isBlank()) {
      root = Path.of(configured);
    } else if (os.contains("mac")) {
      root = home.resolve("Library/Caches");
    } else {
      root = home.resolve(".cache");
    }
    return root.resolve("lakewire-warehouse");
  }

  /**
   * Writes the file that system property {@code lakewire.warehouse.archive} names, unless it is
   * there and newer than the class path: for builds that start many.
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path archive = Path.of(System.getProperty("lakewire.warehouse.archive"));
    String classPath = WarehouseProcess.classPathOfBuild();
    if (isUpToDate(archive, classPath)) {
      return;
    }
    Files.deleteIfExists(archive);
    ProcessHandle process;
    try (WarehouseProcess warehouse =
        WarehouseProcess.start(classPath, "1g", write(archive), Duration.ofMinutes(3), List.of())) {
      process = warehouse.handle();
    }
    try {
      process.onExit().get(3, TimeUnit.MINUTES);
    } catch (Exception e) {
      process.destroyForcibly();
    }
    if (!Files.exists(archive)) {
      System.out.println("Warehouses start without an archive of their classes");
    }
  }

  private static boolean isUpToDate(Path archive, String classPath) throws IOException {
    if (!Files.exists(archive)) {
      return false;
    }
    FileTime written = Files.getLastModifiedTime(archive);
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      if (Files.getLastModifiedTime(Path.of(entry)).compareTo(written) > 0) {
        return false;
      }
    }
    return true;
  }
}
