package io.github.lakewire.warehouse.internal.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who writes an archive of classes, and who uses it. */
final class ClassArchiveTest {
  @TempDir private Path folder;
  private Path cache;
  private Path jar;

  @BeforeEach
  void makeJar() throws IOException {
    cache = folder.resolve("cache");
    jar = Files.writeString(folder.resolve("a.jar"), "a");
  }

  private ClassArchive next() throws IOException {
    return ClassArchive.in(cache, jar.toString());
  }

  private Path written() throws IOException {
    Path archive = next().written().orElseThrow();
    Files.writeString(archive, "classes");
    return archive;
  }

  private static boolean uses(ClassArchive archive, Path file) {
    return archive.flags().contains("-XX:SharedArchiveFile=" + file);
  }

  private static void grow(Path file, Duration age) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
  }

  @Test
  void theFirstWritesWhatLaterOnesUse() throws IOException {
    ClassArchive first = next();
    Path file = first.written().orElseThrow();
    assertTrue(first.flags().contains("-XX:ArchiveClassesAtExit=" + file), first.toString());
    assertEquals(List.of(), next().flags(), "while the first one runs");
    Files.writeString(file, "classes");
    ClassArchive later = next();
    assertTrue(uses(later, file), later.toString());
    assertTrue(later.written().isEmpty());
  }

  @Test
  void anotherJarNeedsAnotherArchive() throws IOException {
    Path file = written();
    Files.writeString(jar, "changed");
    assertNotEquals(file, next().written().orElseThrow());
  }

  @Test
  void aFolderOnTheClassPathHasNone() throws IOException {
    String classPath = jar + File.pathSeparator + folder;
    assertEquals(List.of(), ClassArchive.in(cache, classPath).flags());
    assertFalse(Files.exists(cache));
  }

  @Test
  void whatWasNeverWrittenIsWrittenByANextOne() throws IOException {
    Path file = next().written().orElseThrow();
    grow(file, Duration.ofMinutes(11));
    assertEquals(file, next().written().orElseThrow());
  }

  @Test
  void whatAWarehouseWroteThatDidNotStartIsForgotten() throws IOException {
    ClassArchive first = next();
    Files.writeString(first.written().orElseThrow(), "too few classes");
    first.discard();
    assertTrue(next().written().isPresent());
  }

  @Test
  void theLeastRecentlyUsedAreDeleted() throws IOException {
    Path first = written();
    for (int i = 0; i < 4; i++) {
      Files.writeString(jar, "a".repeat(i + 2));
      grow(written(), Duration.ofHours(10 - i));
    }
    try (Stream<Path> files = Files.list(cache)) {
      assertEquals(3, files.count());
    }
    assertFalse(uses(next(), first));
  }
}
