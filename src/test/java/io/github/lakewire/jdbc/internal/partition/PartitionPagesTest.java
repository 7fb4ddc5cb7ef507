package io.github.lakewire.jdbc.internal.partition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.fetch.Page;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PartitionPagesTest {
  private static final PartitionRows ROWS =
      new PartitionRows.InFiles(List.of(link(100, 10), link(110, 10)));

  private static Page.Link link(long startRow, long rows) {
    return new Page.Link("u", Instant.EPOCH, startRow, rows, 1, Map.of());
  }

  private static PartitionPages pages(Page.Link... renewed) {
    return new PartitionPages(ROWS, (start, end) -> List.of(renewed), () -> {});
  }

  @Test
  void filesAreOnePageThatBeginsAtTheFirstRowOfThePartition() throws Exception {
    PartitionPages pages = pages();
    assertEquals(100, pages.firstRow());
    assertTrue(pages.hasNext());
    assertEquals(20, pages.next(byte[]::new).count());
    assertNull(pages.next(byte[]::new));
  }

  @Test
  void renewedLinksMayBeCutOtherwise() throws Exception {
    Page.Links renewed = pages(link(95, 10), link(105, 20)).renew(100);
    assertEquals(100, renewed.links().get(0).startRow());
    assertEquals(5, renewed.links().get(0).skip());
    assertEquals(25, renewed.count());
  }

  @Test
  void linksToOtherRowsAreRefused() {
    for (Page.Link[] others :
        new Page.Link[][] {
          {},
          {link(101, 10)},
          {link(90, 10)},
          {link(100, 5), link(106, 10)},
          {link(110, 10), link(100, 10)}
        }) {
      DriverException refused = assertThrows(DriverException.class, () -> pages(others).renew(100));
      assertEquals(DriverException.Kind.PROTOCOL, refused.kind());
    }
  }
}
