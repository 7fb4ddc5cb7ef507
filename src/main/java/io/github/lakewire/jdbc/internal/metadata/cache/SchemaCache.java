package io.github.lakewire.jdbc.internal.metadata.cache;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.error.DriverException;
import java.lang.ref.SoftReference;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What one connection has read of whole schemas, for applications that ask table by table. It is
 * kept for a few seconds and while nothing is known to have changed, and not more of it than fits:
 * what was used longest ago goes first. Thread-safe: whoever asks for what is being read waits for
 * it, and nobody else does.
 */
public final class SchemaCache {
  /** Rows that are kept in all, each some 200 bytes and its comment. */
  public static final int MOST_ROWS = 50_000;

  private static final int MOST_REFUSALS = 1_000;

  private final long age;
  private final LongSupplier clock;

  // All of this is guarded by this. Entries are in the order of their use.
  private final Map<Key, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<Object, Long> refused = new HashMap<>();
  private final Crawl crawl;
  private long rows;
  private long changes;

  /** A kind of fact of a schema, all of them. */
  public interface Part {
    /** How much it counts. */
    int rows();
  }

  /** Reads a part; null is one that cannot be kept, so that it is not to be read again. */
  public interface Load<T, E extends Exception> {
    @Nullable T load() throws DriverException, E;
  }

  private record Key(Class<? extends Part> kind, SchemaName schema) {}

  private static final class Entry {
    /** Held while the server is asked, so it is no monitor. */
    private final ReentrantLock reading = new ReentrantLock();

    /** Dropped when memory is needed, for a connection may be idle for long. */
    private volatile SoftReference<@Nullable Part> part = new SoftReference<>(null);

    private int rows;
    private long readAt;
  }

  /**
   * @param age zero keeps nothing
   */
  public SchemaCache(Duration age) {
    this(age, System::nanoTime);
  }

  SchemaCache(Duration age, LongSupplier clock) {
    this.age = age.toNanos();
    this.clock = clock;
    this.crawl = new Crawl(this.age);
  }

  /** Whether anything is kept. */
  public boolean isOn() {
    return age > 0;
  }

  /**
   * Takes a request for one table.
   *
   * @param table its name, in one spelling for all requests
   * @return whether the whole schema should be read, for others will follow
   */
  public synchronized boolean isCrawl(SchemaName schema, String table) {
    return isOn() && crawl.asks(schema, table, clock.getAsLong());
  }

  /**
   * Returns a part of a schema, which is read if need be.
   *
   * @param deadline for what another thread is reading
   * @return null when it cannot be kept, or another thread takes too long
   */
  public <T extends Part, E extends Exception> @Nullable T get(
      Class<T> kind, SchemaName schema, Deadline deadline, Load<T, E> load)
      throws DriverException, E {
    if (!isOn()) {
      return load.load();
    }
    Key key = new Key(kind, schema);
    Entry entry = entry(key);
    if (entry == null || !lock(entry, deadline)) {
      return null;
    }
    try {
      Part known = entry.part.get();
      return known == null ? read(key, entry, kind, load) : kind.cast(known);
    } finally {
      entry.reading.unlock();
    }
  }

  private static boolean lock(Entry entry, Deadline deadline) {
    try {
      return entry.reading.tryLock(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      // The request that is made instead fails for it.
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Remembers that something cannot be had, for as long as what was read is kept.
   *
   * @param what a value
   */
  public synchronized void refuse(Object what) {
    if (isOn() && refused.size() < MOST_REFUSALS) {
      refused.put(what, clock.getAsLong());
    }
  }

  /** Whether something is known not to be had. */
  public synchronized boolean isRefused(Object what) {
    dropOld();
    return refused.containsKey(what);
  }

  private synchronized @Nullable Entry entry(Key key) {
    return isRefused(key) ? null : entries.computeIfAbsent(key, missing -> new Entry());
  }

  private <T extends Part, E extends Exception> @Nullable T read(
      Key key, Entry entry, Class<T> kind, Load<T, E> load) throws DriverException, E {
    long changesBefore;
    synchronized (this) {
      changesBefore = changes;
      entry.readAt = clock.getAsLong();
    }
    T part = null;
    boolean well = false;
    try {
      part = load.load();
      well = true;
      return part;
    } finally {
      keep(key, entry, part, well, changesBefore);
    }
  }

  private synchronized void keep(
      Key key, Entry entry, @Nullable Part part, boolean well, long changesBefore) {
    boolean current = changes == changesBefore && entries.get(key) == entry;
    if (part != null && current && part.rows() <= MOST_ROWS) {
      entry.part = new SoftReference<>(part);
      entry.rows = part.rows();
      rows += entry.rows;
      dropUnused();
    } else {
      entries.remove(key, entry);
      if (well && part == null) {
        refuse(key);
      }
    }
  }

  private void dropOld() {
    long now = clock.getAsLong();
    for (Iterator<Entry> all = entries.values().iterator(); all.hasNext(); ) {
      Entry entry = all.next();
      boolean cleared = entry.rows > 0 && entry.part.get() == null;
      if (cleared || (entry.part.get() != null && now - entry.readAt > age)) {
        rows -= entry.rows;
        all.remove();
      }
    }
    refused.values().removeIf(at -> now - at > age);
  }

  private void dropUnused() {
    Iterator<Entry> longestAgo = entries.values().iterator();
    while (rows > MOST_ROWS && longestAgo.hasNext()) {
      Entry entry = longestAgo.next();
      if (entry.rows > 0) {
        rows -= entry.rows;
        longestAgo.remove();
      }
    }
  }

  /** Whether there is nothing to forget. */
  public synchronized boolean isEmpty() {
    dropOld();
    return entries.isEmpty() && refused.isEmpty();
  }

  /** Forgets what was read: something may have changed. What is being read now is not kept. */
  public synchronized void clear() {
    entries.clear();
    refused.clear();
    rows = 0;
    changes++;
  }

  /** Forgets everything, also how the application asks. */
  public synchronized void reset() {
    clear();
    crawl.forget();
  }
}
