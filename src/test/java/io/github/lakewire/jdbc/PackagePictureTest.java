package io.github.lakewire.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.sourceforge.plantuml.FileFormat;
import net.sourceforge.plantuml.FileFormatOption;
import net.sourceforge.plantuml.SourceStringReader;
import net.sourceforge.plantuml.code.TranscoderUtil;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The picture of the packages in architecture.md is drawn from the classes; {@code -Ddocs.update}
 * draws it anew. An arrow that follows from others is left out: who uses jdbc uses all that jdbc
 * uses. Coordinates depend on the fonts of the machine, so that what is compared is the picture's
 * source, which stands in it.
 */
class PackagePictureTest {
  private static final Path PICTURE =
      Path.of(System.getProperty("lakewire.root", ".."), "src", "docs", "architecture.svg");
  private static final Pattern SOURCE = Pattern.compile("<\\?plantuml-src (\\S+)\\?>");

  @BeforeAll
  static void noScreen() {
    System.setProperty("java.awt.headless", "true");
  }

  @Test
  void pictureShowsThePackagesAsTheyAre() throws IOException {
    String source = source();
    if (System.getProperty("docs.update") != null) {
      Files.write(PICTURE, draw(source));
    }
    Matcher drawn = SOURCE.matcher(Files.readString(PICTURE));
    assertEquals(
        source.strip(),
        drawn.find() ? TranscoderUtil.getDefaultTranscoder().decode(drawn.group(1)).strip() : "",
        "run the test with -Ddocs.update to draw " + PICTURE);
  }

  private static byte[] draw(String source) throws IOException {
    ByteArrayOutputStream image = new ByteArrayOutputStream();
    new SourceStringReader(source).outputImage(image, new FileFormatOption(FileFormat.SVG));
    return (image.toString(StandardCharsets.UTF_8) + "\n").getBytes(StandardCharsets.UTF_8);
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
