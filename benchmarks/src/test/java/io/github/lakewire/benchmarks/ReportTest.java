package io.github.lakewire.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.benchmarks.CannedClient.Prepared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of figures; whether they can be had at all is {@code SmokeIT}'s concern. */
class ReportTest {

  private static final int ROWS = 1_000_000;

  private final Settings settings = Settings.parse(new String[] {});
  private final Results results = new Results();

  @Test
  void medianOfForksDecidesWhetherABarIsMet() {
    Case of = fast(Transport.INLINE);
    forks(of, DriverVariant.OFFICIAL, 100, 500, 90);
    forks(of, DriverVariant.LAKEWIRE, 1_900, 2_000, 9_000);
    assertEquals("20.00× met", verdict("bigint10, inline: rows/s to databricks-jdbc"));
    forks(of, DriverVariant.LAKEWIRE, 1, 1);
    assertEquals("19.00× missed", verdict("bigint10, inline: rows/s to databricks-jdbc"));
  }

  @Test
  void whatWasNotMeasuredIsNeitherMetNorMissed() {
    forks(fast(Transport.INLINE), DriverVariant.LAKEWIRE, 2_000);
    assertEquals("- -", verdict("bigint10, inline: rows/s to databricks-jdbc"));
    assertEquals("- -", verdict("bigint10, inline: rows/s to the loop"));
    assertEquals("- -", verdict("small query, requests, to databricks-jdbc"));
  }

  @Test
  void loopIsComparedOnTheSameBytes() {
    forks(fast(Transport.INLINE_LZ4), DriverVariant.LOOP, 1_000);
    forks(fast(Transport.INLINE), DriverVariant.LOOP, 4_000);
    forks(fast(Transport.INLINE_LZ4), DriverVariant.LAKEWIRE, 599);
    assertEquals("59.9 % missed", verdict("bigint10, inline_lz4: rows/s to the loop"));
    forks(fast(Transport.INLINE_LZ4), DriverVariant.LAKEWIRE, 601, 601);
    assertEquals("60.1 % met", verdict("bigint10, inline_lz4: rows/s to the loop"));
  }

  @Test
  void slowLinkIsComparedWithFourConnectionsAtFullSpeed() {
    Dataset dataset = new Dataset(Shape.BIGINT10, Transport.CLOUDFETCH_LZ4, 3_000_000);
    results.prepared(dataset, new Prepared(0, 0, 150_000_000, 12));
    forks(new Case(dataset, Access.TYPED, true), DriverVariant.LAKEWIRE, 1_200_000);
    // 50 bytes a row: 60 MB/s of 80.
    String target = "bigint10, cloudfetch_lz4, slow: bytes/s to 4 connections of 20 MB/s";
    assertEquals("75.0 % missed", verdict(target));
  }

  @Test
  void allocationAndProcessorTimeAreRatiosTheOtherWayRound() {
    Case of = fast(Transport.INLINE);
    results.add(of, DriverVariant.LAKEWIRE, new Measurement(ROWS, 1, 0.1, 999_000));
    results.add(of, DriverVariant.OFFICIAL, new Measurement(ROWS, 1, 1.4, 9e9));
    assertEquals("0.999 B per row met", verdict("bigint10, inline: allocation"));
    assertEquals(
        "1/14.00 missed", verdict("bigint10, inline: CPU s per million rows to databricks-jdbc"));
  }

  @Test
  void readmeKeepsAllButItsTable(@TempDir Path folder) throws IOException {
    Path readme = folder.resolve("README.md");
    String before = "# A\n<!-- throughput: written by the benchmarks -->";
    String after = "<!-- end of throughput -->\nrest\n";
    Files.writeString(readme, before + "\nold\n" + after, UTF_8);
    forks(fast(Transport.INLINE), DriverVariant.LAKEWIRE, 1_234_567);
    ReadmeTable.replace(readme, List.of(fast(Transport.INLINE)), results);
    String text = Files.readString(readme, UTF_8);
    assertTrue(text.startsWith(before) && text.endsWith(after) && !text.contains("old"), text);
    assertTrue(text.contains("| bigint10, inline | 1,234,567 | - | - | - | - |"), text);
    assertTrue(text.contains("; medians of 1 forks."), text);

    Files.writeString(readme, "nothing", UTF_8);
    assertThrows(IOException.class, () -> ReadmeTable.replace(readme, List.of(), results));
  }

  private static Case fast(Transport transport) {
    return new Case(new Dataset(Shape.BIGINT10, transport, ROWS), Access.TYPED, false);
  }

  private void forks(Case of, DriverVariant driver, double... rates) {
    for (double rate : rates) {
      results.add(of, driver, new Measurement(of.dataset().rows(), rate, 1, 1));
    }
  }

  private String verdict(String what) {
    return Targets.of(settings, results).stream()
        .filter(target -> target.what().equals(what))
        .map(target -> target.measured() + " " + target.verdict())
        .findFirst()
        .orElseThrow();
  }
}
