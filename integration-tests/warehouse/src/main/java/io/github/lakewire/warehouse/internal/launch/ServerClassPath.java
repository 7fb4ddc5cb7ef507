package io.github.lakewire.warehouse.internal.launch;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The class path of the warehouse's own JVM: this artifact, and the jars that it was built with, in
 * the very versions. Where they are is known from the class path of this JVM, whose build has
 * fetched them, and from the repositories that Maven and Gradle keep. What a build has in another
 * version only is taken as it is.
 */
final class ServerClassPath {
  private static final String LIST = "/io/github/lakewire/warehouse/server.classpath";
  private static final Pattern ENTRY =
      Pattern.compile("(?<group>.+)/(?<artifact>[^/]+)/(?<version>[^/]+)/(?<file>[^/]+)");

  /** A version may end so, too ("33.0-jre"): these are not versions. */
  private static final Pattern CLASSIFIED =
      Pattern.compile("-(linux|osx|windows|shaded|sources|javadoc|tests)\\b");

  private static final int SHOWN = 3;

  private final List<Path> ofThisJvm;
  private final List<Path> mavenRepositories;
  private final List<Path> gradleCaches;

  private ServerClassPath(List<Path> ofThisJvm, List<Path> maven, List<Path> gradle) {
    this.ofThisJvm = ofThisJvm;
    this.mavenRepositories = maven;
    this.gradleCaches = gradle;
  }

  /** A jar as repositories name it. */
  private record Jar(String path, String group, String artifact, String version, String file) {
    static Jar of(String path) {
      Matcher parts = ENTRY.matcher(path);
      if (!parts.matches()) {
        throw new IllegalStateException("Not the path of an artifact: " + path);
      }
      return new Jar(
          path,
          parts.group("group").replace('/', '.'),
          parts.group("artifact"),
          parts.group("version"),
          parts.group("file"));
    }

    /** The same artifact, and classifier, in whatever version. */
    boolean isLike(String otherFile) {
      String classifier = file.substring((artifact + "-" + version).length());
      return otherFile.startsWith(artifact + "-")
          && otherFile.endsWith(classifier)
          && otherFile.length() > artifact.length() + 1
          && Character.isDigit(otherFile.charAt(artifact.length() + 1))
          && (!classifier.equals(".jar") || !CLASSIFIED.matcher(otherFile).find());
    }
  }

  /**
   * For {@code -cp}.
   *
   * @throws IOException when a jar is nowhere; the text says how to fetch it
   */
  static String find() throws IOException {
    List<Path> own =
        Stream.of(System.getProperty("java.class.path", "").split(File.pathSeparator, -1))
            .filter(entry -> !entry.isEmpty())
            .map(Path::of)
            .toList();
    String home = System.getenv("GRADLE_USER_HOME");
    Path gradle =
        home == null ? Path.of(System.getProperty("user.home"), ".gradle") : Path.of(home);
    return find(location(), list(), own, gradle);
  }

  /**
   * As above.
   *
   * @param artifact of the warehouse
   * @param list paths in a Maven repository, in their order
   * @param own class path
   * @param gradle home
   */
  static String find(Path artifact, List<String> list, List<Path> own, Path gradle)
      throws IOException {
    return new ServerClassPath(
            own, mavenRepositories(list, own, artifact), gradleCaches(own, gradle))
        .find(artifact, list.stream().map(Jar::of).toList());
  }

  private String find(Path artifact, List<Jar> jars) throws IOException {
    Map<String, Path> byName = new TreeMap<>();
    for (Path entry : ofThisJvm) {
      byName.putIfAbsent(String.valueOf(entry.getFileName()), entry);
    }
    Set<Path> found = new LinkedHashSet<>();
    found.add(artifact);
    List<String> missing = new ArrayList<>();
    for (Jar jar : jars) {
      Optional<Path> path =
          Optional.ofNullable(byName.get(jar.file()))
              .or(() -> inRepositories(jar))
              .or(() -> byName.values().stream().filter(other -> isLike(jar, other)).findFirst());
      path.ifPresentOrElse(
          it -> found.add(it.toAbsolutePath().normalize()), () -> missing.add(jar.file()));
    }
    if (!missing.isEmpty()) {
      throw new IOException(
          missing.size()
              + " of the "
              + jars.size()
              + " jars of the local warehouse are neither on the class path nor in "
              + mavenRepositories
              + ": "
              + missing.subList(0, Math.min(SHOWN, missing.size()))
              + "; this fetches them: mvn dependency:get"
              + " -Dartifact=io.github.lakewire:lakewire-warehouse:"
              + Optional.ofNullable(ServerClassPath.class.getPackage().getImplementationVersion())
                  .orElse("<version>"));
    }
    return String.join(File.pathSeparator, found.stream().map(Path::toString).toList());
  }

  private static boolean isLike(Jar jar, Path other) {
    return jar.isLike(String.valueOf(other.getFileName()));
  }

  private Optional<Path> inRepositories(Jar jar) {
    return Stream.concat(
            mavenRepositories.stream().map(root -> root.resolve(jar.path())),
            gradleCaches.stream().flatMap(root -> inGradle(root, jar)))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  /** Gradle has a folder between version and file, named by the checksum. */
  private static Stream<Path> inGradle(Path root, Jar jar) {
    Path folder = root.resolve(jar.group()).resolve(jar.artifact()).resolve(jar.version());
    if (!Files.isDirectory(folder)) {
      return Stream.empty();
    }
    try (Stream<Path> checksums = Files.list(folder)) {
      return checksums.map(checksum -> checksum.resolve(jar.file())).toList().stream();
    } catch (IOException e) {
      return Stream.empty();
    }
  }

  private static List<Path> mavenRepositories(List<String> list, List<Path> own, Path artifact) {
    Set<Path> roots = new LinkedHashSet<>();
    // Maven hands the first to the JVMs of its tests when it was given, and the second always.
    for (String property : List.of("maven.repo.local", "localRepository")) {
      String folder = System.getProperty(property);
      if (folder != null && !folder.isBlank()) {
        roots.add(Path.of(folder));
      }
    }
    Set<String> paths = Set.copyOf(list);
    for (Path entry : own) {
      rootOf(entry, paths).ifPresent(roots::add);
    }
    // <root>/io/github/lakewire/lakewire-warehouse/<version>/<jar>
    if (Files.isRegularFile(artifact) && artifact.getNameCount() > 6) {
      roots.add(artifact.resolve("../../../../../..").normalize());
    }
    roots.add(Path.of(System.getProperty("user.home"), ".m2", "repository"));
    return roots.stream().filter(Files::isDirectory).toList();
  }

  private static Optional<Path> rootOf(Path entry, Set<String> paths) {
    int names = entry.getNameCount();
    for (int length = 4; length < Math.min(names, 10); length++) {
      Path tail = entry.subpath(names - length, names);
      if (paths.contains(tail.toString().replace(File.separatorChar, '/'))) {
        Path root = entry.getRoot();
        return Optional.of(root == null ? entry : root.resolve(entry.subpath(0, names - length)));
      }
    }
    return Optional.empty();
  }

  private static List<Path> gradleCaches(List<Path> own, Path gradle) {
    Set<Path> roots = new LinkedHashSet<>();
    for (Path entry : own) {
      for (Path part = entry; part != null; part = part.getParent()) {
        if (part.endsWith("files-2.1")) {
          roots.add(part);
        }
      }
    }
    roots.add(gradle.resolve("caches/modules-2/files-2.1"));
    return roots.stream().filter(Files::isDirectory).toList();
  }

  private static List<String> list() throws IOException {
    try (InputStream list = ServerClassPath.class.getResourceAsStream(LIST)) {
      if (list == null) {
        throw new IOException("The build of the warehouse has not written " + LIST);
      }
      String text = new String(list.readAllBytes(), StandardCharsets.UTF_8).strip();
      return Stream.of(text.split(";", -1))
          .map(entry -> entry.substring(entry.indexOf('/') + 1))
          .toList();
    }
  }

  /** The jar of this class, or the folder that a build compiles it into. */
  private static Path location() throws IOException {
    try {
      return Path.of(
          ServerClassPath.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IOException("The warehouse is neither in a jar nor in a folder", e);
    }
  }
}
