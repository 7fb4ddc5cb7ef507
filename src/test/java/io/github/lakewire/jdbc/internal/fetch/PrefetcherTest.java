package io.github.lakewire.jdbc.internal.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.error.DriverException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PrefetcherTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final int ANNOUNCED = 100_000;
  private static final int LENGTH = 90_000;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Source source = new Source();
  private final Store store = new Store();

  @AfterEach
  void allTasksEnd() throws Exception {
    threads.shutdown();
    assertTrue(threads.awaitTermination(10, TimeUnit.SECONDS), "a task is still running");
  }

  private Prefetcher pipeline(int downloads, long memory) {
    return pipeline(downloads, memory, false);
  }

  private Prefetcher pipeline(int downloads, long memory, boolean lz4) {
    return new Prefetcher(
        source,
        store,
        lz4,
        new FetchResources(threads, downloads, memory, SessionBufferPoolTest.none()),
        Clock.fixed(NOW, ZoneOffset.UTC));
  }

  /** Takes a chunk that needs no memory to be decoded. */
  private static Prefetcher.Content take(Prefetcher prefetcher) throws DriverException {
    Prefetcher.Content content = prefetcher.take();
    prefetcher.fetchAhead(0);
    return content;
  }

  private static Page.Link link(long row, int secondsLeft) {
    return new Page.Link(
        "first/" + row, NOW.plusSeconds(secondsLeft), row, 10, ANNOUNCED, Map.of());
  }

  private static Page.Links links(long firstRow, int count) {
    return new Page.Links(
        LongStream.range(0, count).mapToObj(i -> link(firstRow + 10 * i, 900)).toList());
  }

  private static Page.Batches inline(int bytes) {
    return new Page.Batches(List.of(new Page.EncodedBatch(new byte[bytes], 0, bytes, 10)));
  }

  private static Prefetcher.Downloaded file(Prefetcher.Content content) {
    return assertInstanceOf(Prefetcher.Downloaded.class, content);
  }

  /** Pages in order, each perhaps late; complains when two are asked for at once. */
  private static final class Source implements PageSource {
    final List<Page> pages = Collections.synchronizedList(new ArrayList<>());
    final Queue<Function<ArrayAllocator, Page>> received = new ConcurrentLinkedQueue<>();
    final AtomicInteger asked = new AtomicInteger();
    final AtomicInteger renewals = new AtomicInteger();
    final AtomicBoolean busy = new AtomicBoolean();
    final AtomicBoolean overlapped = new AtomicBoolean();
    volatile Runnable beforePage = () -> {};
    volatile DriverException renewalFailure;
    volatile boolean closed;

    @Override
    public boolean hasNext() {
      return asked.get() < pages.size();
    }

    @Override
    public Page next(ArrayAllocator buffers) throws DriverException {
      if (!busy.compareAndSet(false, true)) {
        overlapped.set(true);
      }
      try {
        beforePage.run();
        if (closed) {
          throw new DriverException(DriverException.Kind.CANCELLED, "closed");
        }
        Page page = pages.get(asked.getAndIncrement());
        return page != null ? page : received.remove().apply(buffers);
      } finally {
        busy.set(false);
      }
    }

    @Override
    public Page.Links renew(long startRow) throws DriverException {
      renewals.incrementAndGet();
      if (renewalFailure != null) {
        throw renewalFailure;
      }
      return new Page.Links(
          LongStream.range(0, 3)
              .mapToObj(
                  i ->
                      new Page.Link(
                          "renewed/" + (startRow + 10 * i),
                          NOW.plusSeconds(900),
                          startRow + 10 * i,
                          10,
                          ANNOUNCED,
                          Map.of()))
              .toList());
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  /** Files of one length with their first row in the first bytes; counts what is under way. */
  private static final class Store implements LinkDownloader {
    final Map<Long, DriverException> failures = new ConcurrentHashMap<>();
    final AtomicInteger underWay = new AtomicInteger();
    final AtomicInteger mostUnderWay = new AtomicInteger();
    final AtomicInteger started = new AtomicInteger();
    final AtomicLong bytesUnderWay = new AtomicLong();
    final AtomicLong mostBytes = new AtomicLong();
    final CountDownLatch aborted = new CountDownLatch(1);
    volatile boolean firstLinksExpired;
    volatile boolean hanging;
    volatile int mostMicros;

    @Override
    public File download(Page.Link link, long maxBytes, ArrayAllocator buffers, boolean renewable)
        throws DriverException {
      started.incrementAndGet();
      mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
      mostBytes.accumulateAndGet(bytesUnderWay.addAndGet(ANNOUNCED), Math::max);
      long counted = ANNOUNCED;
      try {
        if (mostMicros > 0) {
          LockSupport.parkNanos(1000L * new Random(link.startRow()).nextInt(mostMicros));
        }
        if (hanging) {
          assertTrue(aborted.await(30, TimeUnit.SECONDS));
          throw new DriverException(DriverException.Kind.CANCELLED, "aborted");
        }
        DriverException failure = failures.get(link.startRow());
        if (failure != null) {
          throw failure;
        }
        if (firstLinksExpired && link.url().startsWith("first")) {
          return null;
        }
        bytesUnderWay.addAndGet(LENGTH - ANNOUNCED);
        counted = LENGTH;
        byte[] bytes = buffers.take(LENGTH);
        for (int i = 0; i < LENGTH; i += 8) {
          bytes[i] = (byte) (link.startRow() / 10);
        }
        return new File(bytes, LENGTH);
      } catch (InterruptedException e) {
        throw new DriverException(DriverException.Kind.CANCELLED, "interrupted", e);
      } finally {
        bytesUnderWay.addAndGet(-counted);
        underWay.decrementAndGet();
      }
    }

    @Override
    public void abort() {
      aborted.countDown();
    }
  }

  @Test
  void filesComeInOrderWhateverTheOrderOfTheirArrival() throws Exception {
    for (int page = 0; page < 20; page++) {
      source.pages.add(links(page * 100L, 10));
    }
    store.mostMicros = 3_000;
    Prefetcher prefetcher = pipeline(8, 2_000_000);
    for (long row = 0; row < 2_000; row += 10) {
      Prefetcher.Downloaded file = file(take(prefetcher));
      assertEquals(row, file.link().startRow());
      for (int i = 0; i < LENGTH; i += 8) {
        assertEquals((byte) (row / 10), file.file().bytes()[i], "overwritten while it is read");
      }
      assertTrue(prefetcher.held() <= 2_000_000);
    }
    assertNull(take(prefetcher));
    assertNull(take(prefetcher));
    assertEquals(20, source.asked.get(), "asked past the end");
    assertFalse(source.overlapped.get());
    assertTrue(store.mostUnderWay.get() > 1, "nothing ran in parallel");
    assertTrue(store.mostUnderWay.get() <= 8);
    prefetcher.close();
  }

  @Test
  void noMoreIsUnderWayThanTheMemoryAllows() throws Exception {
    source.pages.add(links(0, 100));
    store.mostMicros = 500;
    long memory = 350_000;
    Prefetcher prefetcher = pipeline(16, memory);
    for (int i = 0; i < 100; i++) {
      file(take(prefetcher));
      assertTrue(prefetcher.held() <= memory, () -> "holds " + prefetcher.held());
    }
    assertTrue(store.mostBytes.get() <= memory, () -> "under way: " + store.mostBytes.get());
    prefetcher.close();
  }

  @Test
  void slowReaderStopsTheDownloads() throws Exception {
    source.pages.add(links(0, 100));
    Prefetcher prefetcher = pipeline(4, 350_000);
    file(take(prefetcher));
    threads.shutdown();
    assertTrue(threads.awaitTermination(10, TimeUnit.SECONDS));
    assertTrue(store.started.get() <= 5, () -> store.started + " files for one that is read");
    prefetcher.close();
  }

  @Test
  void oneFileIsAlwaysLetIn() throws Exception {
    source.pages.add(links(0, 5));
    Prefetcher prefetcher = pipeline(4, 1_000);
    for (int i = 0; i < 5; i++) {
      assertEquals(10L * i, file(take(prefetcher)).link().startRow());
    }
    assertNull(take(prefetcher));
    assertEquals(1, store.mostUnderWay.get());
    prefetcher.close();
  }

  @Test
  void failureComesAtItsPlaceAndNotEarlier() throws Exception {
    source.pages.add(links(0, 10));
    DriverException failure = new DriverException(DriverException.Kind.TRANSPORT, "torn");
    store.failures.put(30L, failure);
    Prefetcher prefetcher = pipeline(8, 10_000_000);
    for (int i = 0; i < 3; i++) {
      assertEquals(10L * i, file(take(prefetcher)).link().startRow());
    }
    assertSame(failure, assertThrows(DriverException.class, prefetcher::take));
    prefetcher.close();
  }

  @Test
  void failedPageOfLinksComesAfterTheFilesBeforeIt() throws Exception {
    source.pages.addAll(List.of(links(0, 6), links(60, 6)));
    source.beforePage =
        () -> {
          if (source.asked.get() == 1) {
            throw new IllegalStateException("broken");
          }
        };
    // Files start one by one, so that most have not when the second page fails.
    Prefetcher prefetcher = pipeline(7, 130_000);
    for (int i = 0; i < 6; i++) {
      assertEquals(10L * i, file(take(prefetcher)).link().startRow());
    }
    assertEquals(
        DriverException.Kind.PROTOCOL,
        assertThrows(DriverException.class, prefetcher::take).kind());
    prefetcher.close();
  }

  @Test
  void failureThatIsNoFaultReachesTheReaderToo() throws Exception {
    source.pages.add(inline(10));
    source.pages.add(inline(10));
    Prefetcher prefetcher = pipeline(1, 1_000_000);
    source.beforePage =
        () -> {
          if (source.asked.get() == 1) {
            throw new IllegalStateException("broken");
          }
        };
    take(prefetcher);
    assertEquals(
        DriverException.Kind.PROTOCOL,
        assertThrows(DriverException.class, prefetcher::take).kind());
    prefetcher.close();
  }

  @Test
  void nextPageIsOnItsWayWhileOneIsRead() throws Exception {
    CountDownLatch second = new CountDownLatch(1);
    source.pages.addAll(List.of(inline(10), inline(10), inline(10)));
    source.beforePage =
        () -> {
          if (source.asked.get() == 1) {
            second.countDown();
          }
        };
    Prefetcher prefetcher = pipeline(1, 1_000_000);
    take(prefetcher);
    assertTrue(second.await(10, TimeUnit.SECONDS), "waits for the reader");
    take(prefetcher);
    take(prefetcher);
    assertNull(take(prefetcher));
    assertEquals(3, source.asked.get());
    assertFalse(source.overlapped.get());
    prefetcher.close();
  }

  @Test
  void pageForWhichThereIsNoMemoryWaitsForTheReader() throws Exception {
    source.pages.addAll(List.of(inline(600), inline(600)));
    AtomicInteger elsewhere = new AtomicInteger();
    Thread reader = Thread.currentThread();
    source.beforePage =
        () -> {
          if (Thread.currentThread() != reader) {
            elsewhere.incrementAndGet();
          }
        };
    Prefetcher prefetcher = pipeline(1, 1_000);
    take(prefetcher);
    take(prefetcher);
    assertNull(take(prefetcher));
    assertEquals(0, elsewhere.get(), "two pages do not fit");
    prefetcher.close();
  }

  @Test
  void linksAreFetchedJustInTime() throws Exception {
    for (int page = 0; page < 50; page++) {
      source.pages.add(links(page * 40L, 4));
    }
    Prefetcher prefetcher = pipeline(4, 350_000);
    file(take(prefetcher));
    threads.shutdown();
    assertTrue(threads.awaitTermination(10, TimeUnit.SECONDS));
    assertTrue(source.asked.get() <= 3, () -> source.asked + " pages of links at once");
    prefetcher.close();
  }

  @Test
  void filesThatExpiredTogetherAreRenewedTogether() throws Exception {
    source.pages.add(links(0, 9));
    store.firstLinksExpired = true;
    Prefetcher prefetcher = pipeline(9, 10_000_000);
    for (int i = 0; i < 9; i++) {
      Prefetcher.Downloaded file = file(take(prefetcher));
      assertEquals(10L * i, file.link().startRow());
      assertTrue(file.link().url().startsWith("renewed"));
    }
    // Three files for each renewal; whichever asks first decides how many it takes.
    assertTrue(source.renewals.get() <= 9);
    prefetcher.close();
  }

  @Test
  void linksThatExpireSoonAreRenewedBeforeTheyAreUsed() throws Exception {
    source.pages.add(new Page.Links(List.of(link(0, 30), link(10, 30), link(20, 30))));
    Prefetcher prefetcher = pipeline(1, 10_000_000);
    for (int i = 0; i < 3; i++) {
      assertTrue(file(take(prefetcher)).link().url().startsWith("renewed"));
    }
    assertEquals(3, store.started.get());
    assertEquals(1, source.renewals.get());
    prefetcher.close();
  }

  @Test
  void linkThatIsStillGoodIsUsedWhereItCannotBeRenewed() throws Exception {
    source.pages.add(new Page.Links(List.of(link(0, 30))));
    source.renewalFailure = new DriverException(DriverException.Kind.TRANSPORT, "nobody renews");
    Prefetcher prefetcher = pipeline(1, 10_000_000);
    assertTrue(file(take(prefetcher)).link().url().startsWith("first"));
    prefetcher.close();
  }

  @Test
  void failureOfTheRenewalIsShownWhereTheStoreRefusesTheLink() {
    source.pages.add(new Page.Links(List.of(link(0, 30))));
    source.renewalFailure = new DriverException(DriverException.Kind.TRANSPORT, "nobody renews");
    store.firstLinksExpired = true;
    try (Prefetcher prefetcher = pipeline(1, 10_000_000)) {
      assertSame(
          source.renewalFailure, assertThrows(DriverException.class, () -> take(prefetcher)));
    }
  }

  @Test
  void linkWithoutAddressIsNeverDownloaded() {
    source.pages.add(
        new Page.Links(List.of(new Page.Link("", Instant.EPOCH, 0, 10, ANNOUNCED, Map.of()))));
    source.renewalFailure = new DriverException(DriverException.Kind.TRANSPORT, "nobody renews");
    try (Prefetcher prefetcher = pipeline(1, 10_000_000)) {
      assertSame(
          source.renewalFailure, assertThrows(DriverException.class, () -> take(prefetcher)));
    }
    assertEquals(0, store.started.get());
  }

  @Test
  void closingWakesTheReaderAndEndsWhatIsUnderWay() throws Exception {
    source.pages.add(links(0, 20));
    store.hanging = true;
    Prefetcher prefetcher = pipeline(4, 10_000_000);
    CompletableFuture<DriverException> outcome =
        CompletableFuture.supplyAsync(
            () -> assertThrows(DriverException.class, prefetcher::take), threads);
    while (store.underWay.get() < 4) {
      Thread.onSpinWait();
    }
    prefetcher.close();
    assertEquals(DriverException.Kind.CANCELLED, outcome.get(10, TimeUnit.SECONDS).kind());
    assertTrue(source.closed);
    assertEquals(4, store.started.get());
    assertThrows(DriverException.class, prefetcher::take);
  }

  @Test
  void refusedTaskFailsAtItsPlace() throws Exception {
    source.pages.addAll(List.of(inline(10), inline(10)));
    Prefetcher prefetcher = pipeline(1, 1_000_000);
    threads.shutdown();
    take(prefetcher);
    assertEquals(
        DriverException.Kind.SESSION_GONE,
        assertThrows(DriverException.class, prefetcher::take).kind());
    prefetcher.close();
  }

  @Test
  void interruptedReaderDoesNotWait() throws Exception {
    source.pages.add(links(0, 2));
    store.hanging = true;
    Prefetcher prefetcher = pipeline(2, 10_000_000);
    Thread.currentThread().interrupt();
    DriverException exception = assertThrows(DriverException.class, prefetcher::take);
    assertEquals(DriverException.Kind.CANCELLED, exception.kind());
    assertTrue(Thread.interrupted());
    prefetcher.close();
  }

  @Test
  void buffersAreUsedAgain() throws Exception {
    source.pages.add(links(0, 50));
    Prefetcher prefetcher = pipeline(1, 250_000);
    Set<byte[]> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int i = 0; i < 50; i++) {
      distinct.add(file(take(prefetcher)).file().bytes());
    }
    assertTrue(distinct.size() < 10, () -> distinct.size() + " arrays");
    prefetcher.close();
  }

  @Test
  void arraysOfPagesAreUsedAgain() throws Exception {
    Set<byte[]> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int i = 0; i < 20; i++) {
      int length = 100_000 + i;
      source.pages.add(null);
      source.received.add(
          buffers -> {
            byte[] array = buffers.take(length);
            distinct.add(array);
            return new Page.Batches(List.of(new Page.EncodedBatch(array, 0, length, 10)));
          });
    }
    Prefetcher prefetcher = pipeline(1, 1 << 20);
    for (int i = 0; i < 20; i++) {
      assertNotNull(take(prefetcher));
      assertTrue(prefetcher.held() < 400_000, () -> "held " + prefetcher.held());
    }
    assertNull(take(prefetcher));
    assertEquals(0, prefetcher.held());
    assertTrue(distinct.size() <= 3, () -> distinct.size() + " arrays");
  }

  @Test
  void whatDecodingNeedsStaysFreeForIt() throws Exception {
    source.pages.add(links(0, 100));
    int memory = 1_000_000;
    Prefetcher prefetcher = pipeline(16, memory, true);
    for (int i = 0; i < 90; i++) {
      file(prefetcher.take());
      // A window as large as a file, and what it was copied from.
      prefetcher.fetchAhead(2 * ANNOUNCED);
      byte[] window = prefetcher.memory().takeBuffer(2 * ANNOUNCED);
      assertTrue(prefetcher.held() <= memory, () -> "holds " + prefetcher.held());
      prefetcher.memory().giveBack(window);
    }
    assertTrue(store.mostUnderWay.get() > 1, "nothing was fetched ahead");
    prefetcher.close();
  }

  @Test
  void pageThatIsLargerThanThoseBeforeItWaitsForRoom() throws Exception {
    int memory = 1_000_000;
    List<Integer> lengths = List.of(200_000, 900_000, 900_000, 100_000);
    CountDownLatch secondAsked = new CountDownLatch(2);
    for (int length : lengths) {
      source.pages.add(null);
      source.received.add(
          buffers -> {
            secondAsked.countDown();
            byte[] array = buffers.take(length);
            return new Page.Batches(List.of(new Page.EncodedBatch(array, 0, length, 10)));
          });
    }
    Prefetcher prefetcher = pipeline(1, memory);
    for (int length : lengths) {
      Prefetcher.Inline page = assertInstanceOf(Prefetcher.Inline.class, take(prefetcher));
      assertEquals(length, ((Page.Batches) page.page()).batches().get(0).length());
      assertTrue(secondAsked.await(10, TimeUnit.SECONDS));
      for (int i = 0; i < 20; i++) {
        assertTrue(prefetcher.held() <= memory, () -> "holds " + prefetcher.held());
        LockSupport.parkNanos(1_000_000);
      }
    }
    assertNull(take(prefetcher));
    prefetcher.close();
  }
}
