package io.github.lakewire.jdbc.internal.partition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.fetch.Page;
import io.github.lakewire.jdbc.testkit.FakePages;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PartitionPlanTest {
  private static final long NO_LIMIT = Long.MAX_VALUE;

  /** Files of these sizes, one row each, as one page. */
  private static Page files(long firstRow, long... sizes) {
    List<Page.Link> links = new ArrayList<>();
    for (long size : sizes) {
      links.add(
          new Page.Link(
              "https://store/" + links.size(),
              Instant.EPOCH,
              firstRow + links.size(),
              1,
              size,
              Map.of()));
    }
    return new Page.Links(links);
  }

  private static Page inline(int bytes) {
    return new Page.Batches(List.of(new Page.EncodedBatch(new byte[bytes], 0, bytes, 10)));
  }

  private static List<PartitionRows> plan(long target, long most, Page... pages)
      throws DriverException {
    return PartitionPlan.of(new FakePages(pages), target, most);
  }

  private static List<Long> sizes(List<PartitionRows> plan) {
    return plan.stream().map(PartitionRows::bytes).toList();
  }

  @Test
  void filesAreGroupedUpToTheTargetOverPages() throws Exception {
    List<PartitionRows> plan =
        plan(100, NO_LIMIT, files(0, 40, 40, 40), files(3, 40, 40), files(5, 40));
    assertEquals(List.of(80L, 80L, 80L), sizes(plan));
    assertEquals(List.of(0L, 2L, 4L), plan.stream().map(PartitionRows::startRow).toList());
  }

  @Test
  void fileThatIsLargerThanTheTargetIsOnePartition() throws Exception {
    assertEquals(List.of(500L, 50L), sizes(plan(100, NO_LIMIT, files(0, 500, 50))));
  }

  @Test
  void smallRestGoesToThePartitionBeforeIt() throws Exception {
    assertEquals(List.of(100L, 110L), sizes(plan(100, NO_LIMIT, files(0, 100, 100, 10))));
    assertEquals(List.of(100L, 30L), sizes(plan(100, NO_LIMIT, files(0, 100, 30))));
  }

  @Test
  void filesWithoutRowsAreLeftOut() throws Exception {
    Page.Link empty = new Page.Link("x", Instant.EPOCH, 5, 0, 10, Map.of());
    assertEquals(List.of(), plan(100, NO_LIMIT, new Page.Links(List.of(empty)), new Page.None()));
  }

  @Test
  void inlinePagesAreGroupedAndKnowTheirFirstRow() throws Exception {
    List<PartitionRows> plan = plan(100, NO_LIMIT, inline(60), inline(60), inline(60));
    assertEquals(List.of(60L, 60L, 60L), sizes(plan));
    assertEquals(List.of(0L, 10L, 20L), plan.stream().map(PartitionRows::startRow).toList());
  }

  @Test
  void inlineResultThatIsTooLargeIsRefused() {
    DriverException refused =
        assertThrows(DriverException.class, () -> plan(100, 150, inline(100), inline(100)));
    assertEquals(DriverException.Kind.OUT_OF_MEMORY, refused.kind());
    assertTrue(refused.getMessage().contains("resultMemory"), refused.getMessage());
  }

  @Test
  void planHoldsLinksOnlyOfSoManyFilesAsAreReadBeforeTheyExpire() throws Exception {
    long[] many = new long[10_050];
    Arrays.fill(many, 100);
    List<PartitionRows> plan = plan(1_000, NO_LIMIT, files(0, many));
    assertEquals(1_005, plan.size());
    long withLinks =
        plan.stream()
            .flatMap(part -> ((PartitionRows.InFiles) part).links().stream())
            .filter(link -> !link.url().isEmpty())
            .count();
    assertEquals(10_000, withLinks);
    PartitionRows.InFiles last = (PartitionRows.InFiles) plan.get(1_004);
    assertEquals(Instant.EPOCH, last.expiry());
    assertEquals(10_050, last.endRow());
    assertEquals(1_000, last.bytes());
  }
}
