package io.github.lakewire.hibernate.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The table of features in hibernate.md is that of the checks; {@code -Ddocs.update} writes it
 * anew.
 */
class OracleDocumentIT {
  private static final Path PAGE =
      Path.of(System.getProperty("lakewire.root", "../.."), "src/docs/hibernate.md");
  private static final String BEGIN = "<!-- checks -->\n";
  private static final String END = "<!-- end of checks -->\n";

  private static String table() {
    Map<String, List<Check>> features =
        AllChecks.list().stream()
            .collect(
                Collectors.groupingBy(Check::feature, LinkedHashMap::new, Collectors.toList()));
    StringBuilder rows = new StringBuilder();
    rows.append("| feature | checks | agree | differ, and why |\n|---|---|---|---|\n");
    int all = 0;
    int agreeing = 0;
    for (Map.Entry<String, List<Check>> feature : features.entrySet()) {
      long agree = feature.getValue().stream().filter(OracleDocumentIT::agrees).count();
      all += feature.getValue().size();
      agreeing += (int) agree;
      rows.append(
          String.format(
              "| %s | %d | %d | %s |\n",
              feature.getKey(), feature.getValue().size(), agree, reasons(feature.getValue())));
    }
    rows.append(String.format("| all | %d | %d | |\n", all, agreeing));
    return rows.toString();
  }

  private static boolean agrees(Check check) {
    return check.outcome() instanceof Check.Same;
  }

  private static String reasons(List<Check> checks) {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (Check check : checks) {
      String reason =
          check.outcome() instanceof Check.Differs differs
              ? differs.reason()
              : check.outcome() instanceof Check.Refused refused
                  ? "refused: " + refused.reason()
                  : check.outcome() instanceof Check.WithoutOracle without
                      ? "no oracle: " + without.reason()
                      : "";
      if (!reason.isEmpty()) {
        counts.merge(reason, 1L, Long::sum);
      }
    }
    return counts.entrySet().stream()
        .map(entry -> entry.getValue() + " " + entry.getKey())
        .collect(Collectors.joining("; "));
  }

  @Test
  void theTableIsThatOfTheChecks() throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    int end = page.indexOf(END);
    assertTrue(begin >= BEGIN.length() && end >= begin, "no place for the table");
    if (System.getProperty("docs.update") != null) {
      Files.writeString(PAGE, page.substring(0, begin) + table() + page.substring(end));
    } else {
      assertEquals(table(), page.substring(begin, end), "run the test with -Ddocs.update");
    }
  }

  @Test
  void eachCheckStandsThereOnceAndThereAreEnough() {
    Set<String> names = new LinkedHashSet<>();
    for (Check check : AllChecks.list()) {
      assertTrue(names.add(check.feature() + ": " + check.name()), "twice: " + check.name());
    }
    assertTrue(names.size() >= 250, "only " + names.size());
  }
}
