package io.github.lakewire.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What documents and comments point to is in the repository: files, headings in them, classes. A
 * stranger has nothing else to look at.
 */
class DocumentsTest {
  private static final Path ROOT =
      Path.of(System.getProperty("lakewire.root", "..")).toAbsolutePath().normalize();

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]*)(?:#([^)\\s]*))?\\)");

  /** A paper named in capitals, with a section of it. */
  private static final Pattern SECTION_OF_A_PAPER =
      Pattern.compile("(?<![.\\w])[A-Z]{4,}(?:-[A-Z]+)*\\s+sections?\\s+\\d");

  private static final Pattern NAMED_DOCUMENT = Pattern.compile("[\\w-]+\\.md\\b");

  private static final Pattern PROTOCOL_POINTER =
      Pattern.compile("protocol\\.md((?:(?:,| and)? \"[^\"]+\")+)");

  private static final Pattern CLASS_NAME =
      Pattern.compile("`([A-Z]\\w*[a-z]\\w*)(?:\\.\\w+\\([^)]*\\))?`");

  private static final Pattern TEST_NAME = Pattern.compile("\\b[A-Z]\\w*[a-z](?:Test|IT)\\b");

  private static final Pattern TEST_METHOD =
      Pattern.compile("\\b[A-Z]\\w*[a-z](?:Test|IT)#\\w+\\b");

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path document : documents()) {
      Matcher link = LINK.matcher(withoutCode(Files.readString(document)));
      while (link.find()) {
        String target = link.group(1);
        boolean ours = !target.contains(":");
        if (ours && !leadsSomewhere(document, target, link.group(2))) {
          broken.add(ROOT.relativize(document) + ": " + link.group());
        }
      }
    }
    assertEquals(List.of(), broken);
  }

  @Test
  void everyDocumentIsLinkedFromTheReadme() throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md"));
    for (Path document : documents()) {
      String path = ROOT.relativize(document).toString().replace('\\', '/');
      if (!path.equals("README.md") && !path.startsWith("src/docs/decisions/0")) {
        assertTrue(readme.contains("(" + path + ")"), "README.md does not name " + path);
      }
    }
  }

  @Test
  void sourcesNameOnlyPapersThatAreHere() throws IOException {
    Set<String> here =
        documents().stream().map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    List<String> strangers = new ArrayList<>();
    for (Path source : sources()) {
      String text = Files.readString(source);
      SECTION_OF_A_PAPER
          .matcher(text)
          .results()
          .forEach(match -> strangers.add(ROOT.relativize(source) + ": " + match.group()));
      NAMED_DOCUMENT
          .matcher(text)
          .results()
          .map(MatchResult::group)
          .filter(name -> !here.contains(name))
          .forEach(name -> strangers.add(ROOT.relativize(source) + ": " + name));
    }
    assertEquals(List.of(), strangers);
  }

  @Test
  void pointersToTheProtocolNameItsHeadings() throws IOException {
    Set<String> headings =
        Files.readString(ROOT.resolve("src/docs/protocol.md"))
            .lines()
            .filter(line -> line.startsWith("## "))
            .map(line -> '"' + line.substring(3) + '"')
            .collect(Collectors.toSet());
    List<String> wrong = new ArrayList<>();
    int pointers = 0;
    for (Path source : sources()) {
      // A comment may go on in the next line.
      String text = Files.readString(source).replaceAll("\\s*\\n\\s*(?:\\*|//)? ?", " ");
      Matcher pointer = PROTOCOL_POINTER.matcher(text);
      while (pointer.find()) {
        Matcher name = Pattern.compile("\"[^\"]+\"").matcher(pointer.group(1));
        while (name.find()) {
          pointers++;
          if (!headings.contains(name.group())) {
            wrong.add(ROOT.relativize(source) + ": " + name.group());
          }
        }
      }
    }
    assertEquals(List.of(), wrong);
    assertTrue(pointers > 20, "only " + pointers + " pointers to protocol.md were found");
  }

  @Test
  void architectureNamesClassesThatExist() throws IOException {
    Set<String> others =
        Set.of(
            "Properties",
            "ThreadLocal",
            "DatabaseMetaData",
            "SQLException",
            "OutOfMemoryError",
            "Kind",
            "Authorization");
    Set<String> classes = classes();
    List<String> unknown =
        CLASS_NAME
            .matcher(Files.readString(ROOT.resolve("src/docs/architecture.md")))
            .results()
            .map(match -> match.group(1))
            .filter(name -> !others.contains(name) && !classes.contains(name))
            .distinct()
            .toList();
    assertEquals(List.of(), unknown);
  }

  @Test
  void documentsNameTestsThatExist() throws IOException {
    Set<String> classes = classes();
    List<String> unknown = new ArrayList<>();
    for (Path document : documents()) {
      TEST_NAME
          .matcher(Files.readString(document))
          .results()
          .map(MatchResult::group)
          .filter(name -> !classes.contains(name))
          .forEach(name -> unknown.add(ROOT.relativize(document) + ": " + name));
    }
    assertEquals(List.of(), unknown);
  }

  @Test
  void documentsNameMethodsOfTestsThatExist() throws IOException {
    Set<String> tests =
        TestMethods.all().stream().map(Object::toString).collect(Collectors.toSet());
    List<String> unknown = new ArrayList<>();
    for (Path document : documents()) {
      TEST_METHOD
          .matcher(Files.readString(document))
          .results()
          .map(MatchResult::group)
          .filter(name -> !tests.contains(name))
          .forEach(name -> unknown.add(ROOT.relativize(document) + ": " + name));
    }
    assertEquals(List.of(), unknown);
  }

  private static Set<String> classes() throws IOException {
    return sources().stream()
        .map(file -> file.getFileName().toString())
        .filter(name -> name.endsWith(".java"))
        .map(name -> name.substring(0, name.length() - ".java".length()))
        .collect(Collectors.toSet());
  }

  private static List<Path> sources() throws IOException {
    List<Path> all = new ArrayList<>();
    for (String folder : List.of("src", "integration-tests", "benchmarks", "thrift")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
        files
            .filter(file -> file.toString().matches(".*\\.(java|thrift|xml|sh)"))
            .filter(file -> !file.toString().contains("target"))
            .forEach(all::add);
      }
    }
    return all;
  }

  private static boolean leadsSomewhere(Path document, String target, String heading)
      throws IOException {
    Path file = target.isEmpty() ? document : document.resolveSibling(target).normalize();
    return Files.exists(file) && (heading == null || anchors(file).contains(heading));
  }

  /** The anchors of a page's headings, as GitHub makes them. */
  private static Set<String> anchors(Path page) throws IOException {
    return withoutCode(Files.readString(page))
        .lines()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
        .map(line -> line.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }

  private static String withoutCode(String text) {
    return text.replaceAll("(?ms)^\\s*```.*?^\\s*```", "");
  }

  private static List<Path> documents() throws IOException {
    List<Path> all = new ArrayList<>();
    for (String name :
        List.of(
            "README.md",
            "CONTRIBUTING.md",
            "CHANGELOG.md",
            "benchmarks/results/latest.md",
            "benchmarks/results/spark.md")) {
      all.add(ROOT.resolve(name));
    }
    try (Stream<Path> files = Files.walk(ROOT.resolve("src/docs"))) {
      files.filter(file -> file.toString().endsWith(".md")).forEach(all::add);
    }
    return all;
  }
}
