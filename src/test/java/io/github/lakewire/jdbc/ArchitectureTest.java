package io.github.lakewire.jdbc;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.lakewire.jdbc.internal.config.Option;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rules of the house, as far as a machine can hold them. */
class ArchitectureTest {
  private static final String ROOT = "io.github.lakewire.jdbc";
  private static final Path SOURCES = Path.of("main", "java");

  private static JavaClasses driver;

  @BeforeAll
  static void readClasses() {
    driver =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);
    assertFalse(driver.isEmpty(), "no classes to check");
  }

  @Test
  void onlyTheJdbcLayerKnowsJavaSql() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT, ROOT + ".internal.jdbc..", ROOT + ".internal.door..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "javax.sql..")
        .check(driver);
  }

  @Test
  void thriftStaysInItsPackage() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".internal.thrift..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.thrift..", "io.github.lakewire.thrift..")
        .check(driver);
  }

  @Test
  void httpClientStaysInItsPackage() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".internal.http..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.hc..")
        .check(driver);
  }

  @Test
  void arrowMessagesAndLz4StayWithTheResults() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".internal.results..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.arrow.flatbuf..", "com.google.flatbuffers..", "net.jpountz..")
        .check(driver);
  }

  @Test
  void arrowVectorsStayBehindTheDoor() {
    noClasses()
        .that(
            resideOutsideOfPackage(ROOT + ".internal.door..")
                .and(not(simpleName("ArrowBatches")))
                .or(simpleName("ArrowDoor")))
        .should()
        .dependOnClassesThat(
            resideInAPackage("org.apache.arrow..")
                .and(resideOutsideOfPackage("org.apache.arrow.flatbuf..")))
        .check(driver);
  }

  @Test
  void resultsKnowNothingOfSessionServerAndJdbc() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".internal.results..")
        .should()
        .dependOnClassesThat(
            resideInAPackage(ROOT + "..")
                .and(not(resideInAPackage(ROOT + ".internal.results..")))
                .and(not(resideInAPackage(ROOT + ".internal.fault.."))))
        .check(driver);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(driver);
  }

  @Test
  void onePlaceMakesSqlExceptions() {
    noClasses()
        .that()
        .doNotHaveSimpleName("SqlErrors")
        .and()
        .areNotAssignableTo(SQLException.class)
        .and()
        .doNotHaveSimpleName("DetailedErrors")
        .should()
        .callConstructorWhere(
            com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                owner(assignableTo(SQLException.class))))
        .check(driver);
  }

  @Test
  void onePlaceNamesOptions() throws IOException {
    for (Path file : sources()) {
      if (file.endsWith("Option.java") || file.endsWith("ForeignOptions.java")) {
        continue;
      }
      String text = Files.readString(file);
      for (Option option : Option.values()) {
        for (String name : option.spellings()) {
          // The single words "token", "user", "catalog" ... are words too.
          boolean word = name.equals(name.toLowerCase(Locale.ROOT));
          assertFalse(!word && text.contains('"' + name + '"'), file + " names option " + name);
        }
      }
    }
  }

  @Test
  void namesSayWhatAClassIs() {
    noClasses()
        .should()
        .haveNameMatching(".*(Utils|Util|Helper|Manager|Common|Impl)(\\$.*)?")
        .check(driver);
  }

  @Test
  void nothingStaticCanChange() {
    fields()
        .that()
        .areStatic()
        .and()
        .areDeclaredInClassesThat(
            // The compiler's own table of a switch over an enum.
            not(simpleName("").or(assignableTo(Enum.class))))
        .should()
        .beFinal()
        .check(driver);
    noClasses().should().dependOnClassesThat().areAssignableTo(ThreadLocal.class).check(driver);
    assertEquals(
        List.of(),
        driver.stream()
            .flatMap(type -> type.getFields().stream())
            .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
            .filter(field -> !field.getModifiers().contains(JavaModifier.FINAL))
            .filter(field -> !field.getName().startsWith("$"))
            .toList());
  }

  @Test
  void noFileIsLongerThan500Lines() throws IOException {
    for (Path file : sources()) {
      try (Stream<String> lines = Files.lines(file)) {
        long count = lines.count();
        assertFalse(count > 500, file + " has " + count + " lines");
      }
    }
  }

  @Test
  void nothingIsLeftForLater() throws IOException {
    for (Path file : sources()) {
      String text = Files.readString(file);
      assertFalse(text.contains("TODO") || text.contains("FIXME"), file + " is not finished");
      assertFalse(
          text.contains("UnsupportedOperationException()"), file + " has a method without a body");
      assertFalse(
          text.contains("System.out") || text.contains("System.err"), file + " prints something");
    }
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      List<Path> java = files.filter(file -> file.toString().endsWith(".java")).toList();
      assertFalse(java.isEmpty(), "no sources below " + SOURCES.toAbsolutePath());
      return java;
    }
  }
}
