package io.github.lakewire.jdbc;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.lakewire.jdbc.internal.config.ConnectionProperty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The architecture rules, as far as a machine can hold them. */
class ArchitectureTest {
  private static final String ROOT = "io.github.lakewire.jdbc";
  private static final String INTERNAL = ROOT + ".internal.";
  private static final Path SOURCES = Path.of("main", "java");
  private static final int MOST_CLASSES = 35;
  private static final int MOST_LINES = 500;

  /** What applications are given, and may use everything else. */
  private static final Set<String> ENTRY_POINTS =
      Set.of(
          "CommandLine",
          "LakewireDriver",
          "Partitions",
          "LakewireDataSource",
          "LakewireDataSourceFactory",
          "DataSourceAccessors",
          "DataSourceProperties",
          "SqlText");

  /** All packages: each uses only those before it. */
  private static final List<String> ORDER =
      List.of(
          "types of the public package",
          "error",
          "concurrent",
          "tracing",
          "types",
          "text",
          "sql",
          "ipc",
          "fetch",
          "column",
          "column.columnar",
          "column.nested",
          "cursor",
          "arrowexport",
          "config",
          "tls",
          "http",
          "signin",
          "auth",
          "volume",
          "thrift",
          "session",
          "sqlerror",
          "resultset",
          "partition",
          "submitted",
          "links",
          "parameter",
          "routine",
          "dialect",
          "metadata.cache",
          "metadata",
          "jdbc",
          "commandline",
          "entry points");

  /** Whose lines are one method like the other, unsupported or written from a table: no logic. */
  private static final Set<String> METHODS_ALIKE =
      Set.of("DataSourceAccessors.java", "ReadOnlyResultSet.java", "ConnectionProperty.java");

  private static JavaClasses driver;

  @BeforeAll
  static void readClasses() {
    driver =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);
    assertFalse(driver.isEmpty(), "no classes to check");
  }

  /** The place of a class in {@link #ORDER}. */
  static String placeOf(JavaClass type) {
    String name = type.getPackageName();
    if (name.startsWith(INTERNAL)) {
      return name.substring(INTERNAL.length());
    }
    return ENTRY_POINTS.contains(outermost(type).getSimpleName())
        ? "entry points"
        : "types of the public package";
  }

  private static JavaClass outermost(JavaClass type) {
    JavaClass outer = type;
    while (outer.getEnclosingClass().isPresent()) {
      outer = outer.getEnclosingClass().get();
    }
    return outer;
  }

  @Test
  void eachPackageUsesOnlyThoseBeforeIt() {
    Set<String> upwards = new TreeSet<>();
    for (JavaClass type : driver) {
      String from = placeOf(type);
      assertTrue(ORDER.contains(from), "the order does not know the package " + from);
      type.getDirectDependenciesFromSelf().stream()
          .map(dependency -> dependency.getTargetClass().getBaseComponentType())
          .filter(used -> used.getPackageName().startsWith(ROOT))
          .filter(used -> ORDER.indexOf(placeOf(used)) > ORDER.indexOf(from))
          .forEach(used -> upwards.add(type.getName() + " uses " + used.getName()));
    }
    assertEquals(Set.of(), upwards);
  }

  @Test
  void noPackageHasMoreThan35Classes() {
    Map<String, Long> sizes =
        driver.stream()
            .filter(JavaClass::isTopLevelClass)
            .filter(type -> !type.getSimpleName().equals("package-info"))
            .collect(
                Collectors.groupingBy(
                    JavaClass::getPackageName, TreeMap::new, Collectors.counting()));
    sizes.values().removeIf(size -> size <= MOST_CLASSES);
    assertEquals(Map.of(), sizes);
  }

  @Test
  void noTwoClassesHaveOneName() {
    assertEquals(Map.of(), sharedNames(driver));
  }

  @Test
  void noTwoClassesHaveOneNameWithTheTests() {
    JavaClasses withTests = new ClassFileImporter().importPackages(ROOT);
    assertTrue(withTests.size() > driver.size(), "no tests to check");
    assertEquals(Map.of(), sharedNames(withTests));
  }

  private static Map<String, Long> sharedNames(JavaClasses classes) {
    Map<String, Long> names =
        classes.stream()
            .filter(JavaClass::isTopLevelClass)
            .filter(type -> !type.getSimpleName().equals("package-info"))
            .collect(
                Collectors.groupingBy(
                    JavaClass::getSimpleName, TreeMap::new, Collectors.counting()));
    names.values().removeIf(count -> count == 1);
    return names;
  }

  @Test
  void onlyTheJdbcPackagesUseJavaSql() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            ROOT,
            INTERNAL + "arrowexport",
            INTERNAL + "commandline",
            INTERNAL + "jdbc",
            INTERNAL + "dialect",
            INTERNAL + "metadata",
            INTERNAL + "parameter",
            INTERNAL + "partition",
            INTERNAL + "submitted",
            INTERNAL + "links",
            INTERNAL + "routine",
            INTERNAL + "resultset",
            INTERNAL + "sqlerror")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "javax.sql..")
        .check(driver);
  }

  @Test
  void onlyThriftUsesThrift() {
    noClasses()
        .that()
        .resideOutsideOfPackage(INTERNAL + "thrift")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.thrift..", "io.github.lakewire.thrift..")
        .check(driver);
  }

  @Test
  void onlyHttpUsesHttpClient() {
    noClasses()
        .that()
        .resideOutsideOfPackage(INTERNAL + "http")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.hc..")
        .check(driver);
  }

  @Test
  void onlyTracingUsesTheFlightRecorder() {
    noClasses()
        .that()
        .resideOutsideOfPackage(INTERNAL + "tracing")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jdk.jfr..")
        .check(driver);
  }

  @Test
  void onlyIpcUsesArrowMessagesAndLz4() {
    noClasses()
        .that()
        .resideOutsideOfPackage(INTERNAL + "ipc")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.arrow.flatbuf..", "com.google.flatbuffers..", "net.jpountz..")
        .check(driver);
  }

  @Test
  void onlyArrowExportUsesArrowVectors() {
    noClasses()
        .that(
            resideOutsideOfPackage(INTERNAL + "arrowexport")
                .and(not(simpleName("ArrowBatches")))
                .or(simpleName("ArrowExport")))
        .should()
        .dependOnClassesThat(
            resideInAPackage("org.apache.arrow..")
                .and(resideOutsideOfPackage("org.apache.arrow.flatbuf..")))
        .check(driver);
  }

  @Test
  void onePlaceMakesSqlExceptions() {
    noClasses()
        .that()
        .doNotHaveSimpleName("SqlExceptions")
        .and()
        .doNotHaveSimpleName("DetailedExceptions")
        .and()
        .areNotAssignableTo(SQLException.class)
        .should()
        .callConstructorWhere(target(owner(assignableTo(SQLException.class))))
        .check(driver);
  }

  @Test
  void onePlaceNamesConnectionProperties() throws IOException {
    for (Path file : sources()) {
      if (file.endsWith("ConnectionProperty.java") || file.endsWith("ForeignProperties.java")) {
        continue;
      }
      String text = Files.readString(file);
      for (ConnectionProperty property : ConnectionProperty.values()) {
        for (String name : property.names()) {
          // The single words "token", "user", "catalog" ... are words too.
          boolean word = name.equals(name.toLowerCase(Locale.ROOT));
          assertFalse(!word && text.contains('"' + name + '"'), file + " names property " + name);
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

  /** Before Java 24 a monitor pins a virtual thread to its carrier while the thread waits. */
  @Test
  void nobodyWaitsForTheNetworkWithAMonitor() throws IOException {
    noClasses().should().callMethod(Object.class, "wait").check(driver);
    noClasses().should().callMethod(Object.class, "wait", long.class).check(driver);
    for (Path file : sources()) {
      boolean waits =
          Stream.of("http", "thrift", "session")
              .anyMatch(name -> file.getParent().endsWith(Path.of("internal", name)));
      assertFalse(
          waits && Files.readString(file).contains("synchronized"), file + " takes a monitor");
    }
  }

  @Test
  void noFileHasMoreThan500LinesOfLogic() throws IOException {
    for (Path file : sources()) {
      if (METHODS_ALIKE.contains(file.getFileName().toString())) {
        continue;
      }
      try (Stream<String> lines = Files.lines(file)) {
        long count = lines.count();
        assertFalse(count > MOST_LINES, file + " has " + count + " lines");
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
