package io.github.lakewire.jdbc.internal.metadata.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.error.DriverException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SchemaCacheTest {
  private static final Duration AGE = Duration.ofSeconds(10);

  private long now = 5_000_000_000L;
  private final SchemaCache cache = new SchemaCache(AGE, () -> now);

  /** What was read, in this order. */
  private final List<String> reads = new ArrayList<>();

  private record Tables(String of, int rows) implements SchemaCache.Part {}

  private record Keys(int rows) implements SchemaCache.Part {}

  private static SchemaName name(String schema) {
    return new SchemaName("main", schema);
  }

  private Tables read(String schema, int rows) {
    reads.add(schema);
    return new Tables(schema, rows);
  }

  private @Nullable Tables tables(String schema, int rows) throws DriverException {
    return cache.get(Tables.class, name(schema), Deadline.none(), () -> read(schema, rows));
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }

  @Test
  void partIsReadOnceWithinItsAge() throws Exception {
    assertEquals(new Tables("a", 3), tables("a", 3));
    pass(AGE);
    assertEquals(new Tables("a", 3), tables("a", 4));
    assertEquals(List.of("a"), reads);
    pass(Duration.ofNanos(1));
    assertEquals(new Tables("a", 4), tables("a", 4));
    assertEquals(List.of("a", "a"), reads);
  }

  @Test
  void ageCountsFromWhenReadingBegan() throws Exception {
    cache.get(
        Tables.class,
        name("a"),
        Deadline.none(),
        () -> {
          pass(AGE.plusMillis(1));
          return read("a", 1);
        });
    tables("a", 1);
    assertEquals(List.of("a", "a"), reads);
  }

  @Test
  void partsAndNamesAreKeptApart() throws Exception {
    tables("a", 1);
    tables("A", 1);
    tables("b", 1);
    cache.get(Tables.class, new SchemaName(null, "a"), Deadline.none(), () -> read("null.a", 1));
    assertEquals(new Keys(2), cache.get(Keys.class, name("a"), Deadline.none(), () -> new Keys(2)));
    assertEquals(List.of("a", "b", "null.a"), reads);
  }

  @Test
  void whatWasUsedLongestAgoGoesFirst() throws Exception {
    int third = SchemaCache.MOST_ROWS / 3;
    tables("a", third);
    tables("b", third);
    tables("c", third);
    tables("a", third);
    tables("d", third);
    reads.clear();
    tables("a", third);
    tables("c", third);
    tables("d", third);
    assertEquals(List.of(), reads);
    tables("b", third);
    assertEquals(List.of("b"), reads);
  }

  @Test
  void whatIsTooLargeIsNotKeptAndDropsNothing() throws Exception {
    tables("a", 1);
    tables("large", SchemaCache.MOST_ROWS + 1);
    tables("large", SchemaCache.MOST_ROWS + 1);
    tables("a", 1);
    assertEquals(List.of("a", "large", "large"), reads);
  }

  @Test
  void whatCannotBeReadIsNotReadAgainUntilSomethingChangesOrTimePasses() throws Exception {
    refuse();
    refuse();
    assertEquals(List.of("a"), reads);
    assertFalse(cache.isEmpty());
    cache.clear();
    refuse();
    assertEquals(List.of("a", "a"), reads);
    now += AGE.toNanos() + 1;
    assertEquals(new Tables("a", 1), tables("a", 1));
  }

  private void refuse() throws DriverException {
    assertNull(
        cache.get(
            Tables.class,
            name("a"),
            Deadline.none(),
            () -> {
              reads.add("a");
              return null;
            }));
  }

  @Test
  void whatAnotherThreadReadsIsWaitedForNoLongerThanTheCallMayTake() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    CompletableFuture<Void> other =
        CompletableFuture.runAsync(
            () -> {
              try {
                cache.get(
                    Tables.class,
                    name("a"),
                    Deadline.none(),
                    () -> {
                      reading.countDown();
                      end.await();
                      return new Tables("a", 1);
                    });
              } catch (DriverException | InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    reading.await();
    assertNull(
        cache.get(
            Tables.class,
            name("a"),
            Deadline.in(Duration.ofMillis(20)),
            () -> {
              throw new AssertionError("read twice at the same time");
            }));
    end.countDown();
    other.get(10, TimeUnit.SECONDS);
  }

  @Test
  void failureIsNotKept() throws Exception {
    DriverException reset = new DriverException(DriverException.Kind.TRANSPORT, "reset");
    assertThrows(
        DriverException.class,
        () ->
            cache.get(
                Tables.class,
                name("a"),
                Deadline.none(),
                () -> {
                  throw reset;
                }));
    assertEquals(new Tables("a", 1), tables("a", 1));
  }

  @Test
  void clearForgetsWhatIsBeingReadToo() throws Exception {
    tables("a", 1);
    cache.get(
        Tables.class,
        name("b"),
        Deadline.none(),
        () -> {
          cache.clear();
          return read("b", 1);
        });
    assertTrue(cache.isEmpty());
    tables("a", 1);
    tables("b", 1);
    assertEquals(List.of("a", "b", "a", "b"), reads);
  }

  @Test
  void nothingIsKeptWhenItIsOff() throws Exception {
    SchemaCache off = new SchemaCache(Duration.ZERO, () -> now);
    for (int i = 0; i < 2; i++) {
      assertEquals(
          new Tables("a", 1),
          off.get(Tables.class, name("a"), Deadline.none(), () -> read("a", 1)));
      assertFalse(off.isCrawl(name("a"), "t" + i));
    }
    assertEquals(2, reads.size());
    assertTrue(off.isEmpty());
  }

  @Test
  void oneReadsWhileOthersOfTheSameSchemaWaitAndNobodyElse() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<?> first =
          threads.submit(
              () ->
                  cache.get(
                      Tables.class,
                      name("a"),
                      Deadline.none(),
                      () -> {
                        reading.countDown();
                        mayEnd.await();
                        return read("a", 1);
                      }));
      reading.await();
      Future<?> second = threads.submit(() -> tables("a", 2));
      assertEquals(new Tables("b", 1), tables("b", 1));
      assertFalse(second.isDone());
      mayEnd.countDown();
      assertEquals(new Tables("a", 1), first.get(30, TimeUnit.SECONDS));
      assertEquals(new Tables("a", 1), second.get(30, TimeUnit.SECONDS));
      assertEquals(List.of("b", "a"), reads);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void secondTableOfASchemaBeginsACrawlWhichGoesOnInOthers() {
    assertFalse(cache.isCrawl(name("a"), "t1"));
    assertFalse(cache.isCrawl(name("a"), "t1"));
    assertFalse(cache.isCrawl(name("b"), "t1"));
    assertTrue(cache.isCrawl(name("a"), "t2"));
    pass(AGE);
    assertTrue(cache.isCrawl(name("c"), "t1"));
    pass(AGE);
    assertTrue(cache.isCrawl(name("c"), "t1"));
    pass(AGE.plusNanos(1));
    assertFalse(cache.isCrawl(name("c"), "t2"));
  }

  @Test
  void crawlOutlivesAChangeButNotTheUser() {
    cache.isCrawl(name("a"), "t1");
    assertTrue(cache.isCrawl(name("a"), "t2"));
    cache.clear();
    assertTrue(cache.isCrawl(name("b"), "t1"));
    cache.reset();
    assertFalse(cache.isCrawl(name("b"), "t1"));
  }
}
