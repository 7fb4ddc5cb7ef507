package io.github.lakewire.jdbc.internal.partition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.lakewire.jdbc.internal.fetch.Page;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RenewedLinksTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private Instant now = NOW;
  private final RenewedLinks links =
      new RenewedLinks(
          new Clock() {
            @Override
            public ZoneId getZone() {
              return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
              return this;
            }

            @Override
            public Instant instant() {
              return now;
            }
          });

  private static Page.Link link(long startRow) {
    return new Page.Link("u" + startRow, NOW.plusSeconds(900), startRow, 10, 1, Map.of());
  }

  private List<Long> take(long startRow, long endRow) {
    return links.take(startRow, endRow).stream().map(Page.Link::startRow).toList();
  }

  @Test
  void neighboursGetWhatTheServerHasSentWithTheAnswerForAnother() {
    links.add(List.of(link(10), link(20), link(30), link(40)));
    assertEquals(List.of(20L, 30L), take(20, 40));
    assertEquals(List.of(10L), take(10, 20));
    assertEquals(List.of(40L), take(45, 50), "a row within a file");
  }

  @Test
  void fileThatIsAskedForAgainGetsAnotherLink() {
    links.add(List.of(link(10), link(20)));
    assertEquals(List.of(10L, 20L), take(10, 30));
    assertEquals(List.of(), take(10, 20));
    assertEquals(List.of(), take(20, 30));
  }

  @Test
  void fileWithRowsOfTheNextPartitionIsGivenForThoseToo() {
    links.add(List.of(link(10)));
    assertEquals(List.of(10L), take(10, 15));
    assertEquals(List.of(10L), take(15, 20));
  }

  @Test
  void linksAreGivenForHalfOfTheirLife() {
    links.add(List.of(link(10), link(20)));
    now = NOW.plusSeconds(449);
    assertEquals(List.of(10L), take(10, 20));
    now = NOW.plusSeconds(450);
    assertEquals(List.of(), take(20, 30));
  }

  @Test
  void linksStopAtAGap() {
    links.add(List.of(link(10), link(30)));
    assertEquals(List.of(10L), take(10, 50));
    assertEquals(List.of(), take(0, 50));
  }
}
