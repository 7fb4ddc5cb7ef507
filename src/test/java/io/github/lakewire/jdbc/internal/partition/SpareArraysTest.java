package io.github.lakewire.jdbc.internal.partition;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.fetch.ArrayAllocator;
import io.github.lakewire.jdbc.internal.fetch.FetchResources;
import io.github.lakewire.jdbc.internal.fetch.LinkDownloader;
import io.github.lakewire.jdbc.internal.fetch.Page;
import io.github.lakewire.jdbc.internal.fetch.Prefetcher;
import io.github.lakewire.jdbc.testkit.FakePages;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpareArraysTest {
  private static final long MEMORY = 9 << 20;
  private static final int FILE = 1 << 20;

  /** Receives a file as a partition does, and returns the array that it was received in. */
  private static byte[] receive(long memory) throws DriverException {
    LinkDownloader store =
        new LinkDownloader() {
          @Override
          public File download(
              Page.Link link, long maxBytes, ArrayAllocator buffers, boolean renewable) {
            return new File(buffers.take(FILE), FILE);
          }

          @Override
          public void abort() {}
        };
    Instant expiry = Instant.now().plusSeconds(900);
    FakePages pages =
        new FakePages(new Page.Links(List.of(new Page.Link("file", expiry, 0, 1, FILE, Map.of()))));
    FetchResources resources = new FetchResources(Runnable::run, 1, memory, SpareArrays.of(memory));
    try (Prefetcher prefetcher =
        new Prefetcher(pages, store, false, resources, Clock.systemUTC())) {
      byte[] array =
          assertInstanceOf(Prefetcher.Downloaded.class, prefetcher.take()).file().bytes();
      assertNull(prefetcher.take());
      return array;
    }
  }

  @Test
  void partitionIsReceivedIntoArraysOfTheOneBeforeUntilTheDriverEnds() throws Exception {
    byte[] first = receive(MEMORY);
    assertNotSame(first, receive(MEMORY + 1), "another memory setting");
    assertSame(first, receive(MEMORY));
    SpareArrays.clear();
    assertNotSame(first, receive(MEMORY));
  }
}
