package io.github.lakewire.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/** The short table that a README shows, between two marks. */
final class ReadmeTable {

  private static final String BEGIN = "<!-- throughput: written by the benchmarks -->";
  private static final String END = "<!-- end of throughput -->";

  private ReadmeTable() {}

  /** Puts the table in the place of the one that was there. */
  static void replace(Path file, List<Case> cases, Results results) throws IOException {
    String text = Files.readString(file, UTF_8);
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IOException(file + " has no place for the table, between " + BEGIN + " and " + END);
    }
    String table = table(cases, results);
    Files.writeString(
        file, text.substring(0, begin + BEGIN.length()) + table + text.substring(end), UTF_8);
  }

  private static String table(List<Case> cases, Results results) {
    StringBuilder text = new StringBuilder("\n\n");
    text.append(
        "| result | Lakewire, rows/s | databricks-jdbc, rows/s | rows/s to it | CPU time to it |"
            + " rows/s to the loop |\n");
    text.append("|---|---|---|---|---|---|\n");
    for (Case each : cases) {
      text.append(
          "| %s | %s | %s | %s | %s | %s |\n"
              .formatted(
                  each.label(),
                  rate(results.speed(each, DriverVariant.LAKEWIRE)),
                  rate(results.speed(each, DriverVariant.OFFICIAL)),
                  Targets.times(results.speedup(each)),
                  Targets.fraction(1 / results.cpuRatio(each)),
                  Targets.percent(results.shareOfLoop(each, DriverVariant.LAKEWIRE))));
    }
    text.append('\n').append(Machine.describe()).append(", ");
    text.append(LocalDate.now(ZoneOffset.UTC)).append("; medians of ");
    return text.append(results.rounds()).append(" forks.\n\n").toString();
  }

  private static String rate(double rowsPerSecond) {
    return Double.isNaN(rowsPerSecond) ? "-" : String.format(Locale.ROOT, "%,.0f", rowsPerSecond);
  }
}
