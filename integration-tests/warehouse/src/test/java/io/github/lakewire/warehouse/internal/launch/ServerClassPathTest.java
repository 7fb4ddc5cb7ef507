package io.github.lakewire.warehouse.internal.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the jars of the warehouse's process are looked for. */
final class ServerClassPathTest {
  private static final String CORE = "com/example/core_2.13/4.1.3/core_2.13-4.1.3.jar";
  private static final String JSON = "com/example/json/2.21.2/json-2.21.2.jar";
  private static final String NATIVE = "com/example/json/2.21.2/json-2.21.2-linux-x86_64.jar";

  @TempDir private Path folder;
  private Path artifact;

  @BeforeEach
  void compileTheWarehouse() throws IOException {
    artifact = Files.createDirectory(folder.resolve("classes"));
  }

  private Path file(String path) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "");
  }

  private String find(List<String> list, Path... own) throws IOException {
    return ServerClassPath.find(artifact, list, List.of(own), folder.resolve("gradle"));
  }

  private String path(Path... jars) {
    return Stream.concat(Stream.of(artifact), Stream.of(jars))
        .map(Path::toString)
        .reduce((a, b) -> a + File.pathSeparator + b)
        .orElseThrow();
  }

  @Test
  void jarsAreTakenFromTheClassPathInTheOrderOfTheList() throws IOException {
    Path json = file("anywhere/json-2.21.2.jar");
    Path core = file("anywhere/core_2.13-4.1.3.jar");
    Path other = file("anywhere/other-1.jar");
    assertEquals(path(core, json), find(List.of(CORE, JSON), other, json, core));
  }

  @Test
  void otherVersionsOfTheClassPathDoNotCountWhereTheRepositoryHasTheVeryOne() throws IOException {
    Path core = file("repository/" + CORE);
    Path managed = file("repository/com/example/json/2.22.4/json-2.22.4.jar");
    Path json = file("repository/" + JSON);
    assertEquals(path(core, json), find(List.of(CORE, JSON), core, managed));
  }

  @Test
  void theRepositoryOfTheArtifactIsOneOfThem() throws IOException {
    Path json = file("mine/" + JSON);
    artifact = file("mine/io/github/lakewire/lakewire-warehouse/1.0/lakewire-warehouse-1.0.jar");
    assertEquals(path(json), find(List.of(JSON)));
  }

  @Test
  void gradleKeepsThemBelowChecksums() throws IOException {
    Path json =
        file("gradle/caches/modules-2/files-2.1/com.example/json/2.21.2/0a1b/json-2.21.2.jar");
    assertEquals(path(json), find(List.of(JSON)));
  }

  @Test
  void anotherVersionIsBetterThanNone() throws IOException {
    Path managed = file("anywhere/json-2.22.4.jar");
    Path forLinux = file("anywhere/json-2.22.4-linux-x86_64.jar");
    Path longer = file("anywhere/json-schema-1.0.jar");
    assertEquals(path(managed, forLinux), find(List.of(JSON, NATIVE), longer, forLinux, managed));
  }

  @Test
  void aMissingJarIsNamedTogetherWithWhatFetchesIt() throws IOException {
    Path longer = file("anywhere/json-schema-1.0.jar");
    IOException failure = assertThrows(IOException.class, () -> find(List.of(JSON), longer));
    String text = failure.getMessage();
    assertTrue(text.startsWith("1 of the 1 jars"), text);
    assertTrue(text.contains("[json-2.21.2.jar]"), text);
    assertTrue(text.contains("mvn dependency:get"), text);
  }
}
