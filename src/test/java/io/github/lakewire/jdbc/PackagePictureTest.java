package io.github.lakewire.jdbc;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The picture of the packages in architecture.md is drawn from the classes; {@code -Ddocs.update}
 * draws it anew. An arrow that follows from others is left out: who uses jdbc uses all that jdbc
 * uses.
 */
class PackagePictureTest {
  @Test
  void pictureShowsThePackagesAsTheyAre() throws IOException {
    DrawnPicture.requireSource("architecture.svg", source());
  }

  @Test
  void pictureOfDistributedReadingIsThatOfItsSource() throws IOException {
    DrawnPicture.requireSource(
        "distributed.svg", Files.readString(DrawnPicture.DOCUMENTS.resolve("distributed.puml")));
  }

  private static String source() {
    Map<String, Set<String>> uses = new TreeMap<>();
    for (JavaClass type :
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.github.lakewire.jdbc")) {
      String from = ArchitectureTest.placeOf(type);
      Set<String> used = uses.computeIfAbsent(from, key -> new TreeSet<>());
      type.getDirectDependenciesFromSelf().stream()
          .map(dependency -> dependency.getTargetClass().getBaseComponentType())
          .filter(other -> other.getPackageName().startsWith("io.github.lakewire.jdbc"))
          .map(ArchitectureTest::placeOf)
          .filter(to -> !to.equals(from))
          .forEach(used::add);
    }
    StringBuilder text = new StringBuilder("@startuml\n!pragma layout smetana\n");
    text.append("skinparam defaultFontName sans-serif\nskinparam shadowing false\n");
    uses.keySet()
        .forEach(name -> text.append("rectangle \"%s\" as %s\n".formatted(name, id(name))));
    uses.forEach(
        (from, used) ->
            used.stream()
                .filter(to -> !isImplied(from, to, uses))
                .forEach(to -> text.append(id(from) + " --> " + id(to) + "\n")));
    return text.append("@enduml\n").toString();
  }

  private static String id(String name) {
    return name.replaceAll("\\W", "_");
  }

  /** Whether a package that {@code from} uses gets to the other one by itself. */
  private static boolean isImplied(String from, String to, Map<String, Set<String>> uses) {
    return uses.get(from).stream()
        .anyMatch(between -> !between.equals(to) && reaches(between, to, uses, new HashSet<>()));
  }

  private static boolean reaches(
      String from, String to, Map<String, Set<String>> uses, Set<String> seen) {
    return seen.add(from)
        && uses.get(from).stream()
            .anyMatch(next -> next.equals(to) || reaches(next, to, uses, seen));
  }
}
