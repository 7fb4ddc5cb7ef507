package io.github.lakewire.jdbc.internal.partition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.fetch.Page;
import io.github.lakewire.jdbc.testkit.FakePages;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Partitions of two files with ten rows each; an answer has links to six files, unless told. */
@Timeout(60)
class SharedRenewalsTest {
  private static final int ROWS = 10;
  private static final int PARTITIONS = 100;
  private static final long END = 2L * ROWS * PARTITIONS;

  private final ExecutorService workers =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "test-worker");
            thread.setDaemon(true);
            return thread;
          });

  private final Server server = new Server();
  private final SharedRenewals renewals =
      new SharedRenewals(
          server,
          IntStream.range(0, PARTITIONS)
              .mapToObj(i -> new PartitionRows.InFiles(links(2L * ROWS * i, 2, 0)))
              .toList(),
          new RenewedLinks(Clock.systemUTC()));

  @AfterEach
  void stop() {
    workers.shutdownNow();
  }

  private static List<Page.Link> links(long startRow, int files, int answer) {
    List<Page.Link> links = new ArrayList<>();
    for (long row = startRow; links.size() < files && row < END; row += ROWS) {
      Instant expiry = Instant.now().plusSeconds(900);
      links.add(new Page.Link("answer " + answer, expiry, row, ROWS, 1, Map.of()));
    }
    return links;
  }

  /** Answers, and says what it was asked. */
  private static final class Server extends FakePages {
    private final AtomicInteger answers = new AtomicInteger();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private volatile int files = 6;
    private volatile boolean inTurnOnly;
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile CyclicBarrier together = new CyclicBarrier(1);

    @Override
    public Page.Links renew(long startRow) throws DriverException {
      synchronized (renewals) {
        renewals.add(startRow);
      }
      int now = underWay.incrementAndGet();
      try {
        most.accumulateAndGet(now, Math::max);
        gate.await();
        together.await(20, TimeUnit.SECONDS);
        if (inTurnOnly && now > 1) {
          throw new DriverException(DriverException.Kind.PROTOCOL, "links to other rows");
        }
        return new Page.Links(links(startRow, files, answers.incrementAndGet()));
      } catch (DriverException e) {
        throw e;
      } catch (Exception e) {
        throw new AssertionError(e);
      } finally {
        underWay.decrementAndGet();
      }
    }

    List<Long> asked() {
      synchronized (renewals) {
        List<Long> asked = List.copyOf(renewals);
        renewals.clear();
        return asked;
      }
    }
  }

  private List<Long> open(int partition) throws DriverException {
    return rows(2L * ROWS * partition, 2L * ROWS * (partition + 1));
  }

  private List<Long> rows(long startRow, long endRow) throws DriverException {
    return renewals.links(startRow, endRow).stream().map(Page.Link::startRow).toList();
  }

  @Test
  void partitionsThatOneAnswerHasLinksForAreAskedForOnceWhoeverComesFirst() throws Exception {
    assertEquals(List.of(0L, 10L), open(0));
    server.asked();
    for (int partition : new int[] {5, 3, 4, 8, 7, 6}) {
      assertEquals(List.of(20L * partition, 20L * partition + 10), open(partition));
    }
    assertEquals(List.of(60L, 120L), server.asked());
  }

  @Test
  void linksToPartOfPartitionAreLeftToWhoAsksForAllOfIt() throws Exception {
    server.files = 7;
    open(0);
    server.asked();
    assertEquals(List.of(60L, 70L), open(3));
    assertEquals(List.of(60L), server.asked());
  }

  @Test
  void linkIsGivenOnce() throws Exception {
    open(0);
    String before = renewals.links(20, 40).get(0).url();
    server.asked();
    assertTrue(!renewals.links(20, 40).get(0).url().equals(before), "the same link");
    assertEquals(List.of(0L), server.asked());
  }

  @Test
  void rowsWithinPartitionAreAskedForAlone() throws Exception {
    open(0);
    server.asked();
    assertEquals(List.of(90L), rows(90, 100));
    assertEquals(List.of(90L), server.asked());
  }

  @Test
  void answerWithFewerLinksThanBeforeDoes() throws Exception {
    open(0);
    server.asked();
    server.files = 2;
    assertEquals(List.of(100L, 110L), open(5));
    assertEquals(List.of(60L, 100L), server.asked());
    server.files = 1;
    assertEquals(List.of(200L), open(10));
    assertEquals(List.of(210L), rows(210, 220));
  }

  @Test
  void fileWithRowsOfTwoPartitionsIsGivenToBoth() throws Exception {
    RenewedLinks kept = new RenewedLinks(Clock.systemUTC());
    List<PartitionRows.InFiles> parts =
        List.of(
            new PartitionRows.InFiles(links(0, 2, 0)), new PartitionRows.InFiles(links(20, 2, 0)));
    FakePages pages = new FakePages();
    Instant expiry = Instant.now().plusSeconds(900);
    pages.renewed.add(
        new Page.Links(
            List.of(
                new Page.Link("a", expiry, 0, 15, 1, Map.of()),
                new Page.Link("b", expiry, 15, 25, 1, Map.of()))));
    SharedRenewals shared = new SharedRenewals(pages, parts, kept);
    assertEquals(List.of("a", "b"), shared.links(0, 20).stream().map(Page.Link::url).toList());
    assertEquals(List.of("b"), shared.links(20, 40).stream().map(Page.Link::url).toList());
    assertEquals(List.of(0L), pages.renewals);
  }

  @Test
  void thoseWhoWaitForOneAnswerShareIt() throws Exception {
    open(0);
    server.asked();
    server.gate = new CountDownLatch(1);
    List<Future<List<Long>>> all = new ArrayList<>();
    for (int partition = 3; partition < 6; partition++) {
      int each = partition;
      all.add(workers.submit(() -> open(each)));
    }
    server.gate.countDown();
    for (int i = 0; i < all.size(); i++) {
      assertEquals(20L * (3 + i), all.get(i).get(20, TimeUnit.SECONDS).get(0));
    }
    assertEquals(List.of(60L), server.asked());
  }

  @Test
  void eightRequestsAreUnderWayAtTheSameTimeAndNoMore() throws Exception {
    open(0);
    // Each waits for seven others.
    server.together = new CyclicBarrier(8);
    List<Future<List<Long>>> all = new ArrayList<>();
    for (int group = 1; group <= 24; group++) {
      int partition = 3 * group;
      all.add(workers.submit(() -> open(partition)));
    }
    for (Future<List<Long>> each : all) {
      each.get(20, TimeUnit.SECONDS);
    }
    assertEquals(8, server.most.get());
  }

  @Test
  void serverThatAnswersInTurnOnlyIsAskedInTurn() throws Exception {
    open(0);
    server.inTurnOnly = true;
    // The two are under way together; the one that fails is repeated.
    CyclicBarrier none = new CyclicBarrier(1);
    server.together = new CyclicBarrier(2, () -> server.together = none);
    Future<List<Long>> first = workers.submit(() -> open(3));
    Future<List<Long>> second = workers.submit(() -> open(6));
    assertEquals(60L, first.get(20, TimeUnit.SECONDS).get(0));
    assertEquals(120L, second.get(20, TimeUnit.SECONDS).get(0));
    assertEquals(4, server.asked().size());
  }

  @Test
  void failureIsThatOfWhoAsked() {
    server.inTurnOnly = true;
    server.underWay.set(1);
    DriverException failure = assertThrows(DriverException.class, () -> open(3));
    assertEquals(DriverException.Kind.PROTOCOL, failure.kind());
    assertEquals(2, server.asked().size(), "once more, alone");
    assertThrows(DriverException.class, () -> open(6));
    assertEquals(2, server.asked().size(), "one at a time was no better");
  }
}
