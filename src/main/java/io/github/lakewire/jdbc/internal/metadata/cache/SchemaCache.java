package io.github.lakewire.jdbc.internal.metadata.cache;

import io.github.lakewire.jdbc.internal.error.DriverException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
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
  /** Rows that are kept in all, each some 200 bytes. */
  public static final int MOST_ROWS = 50_000;

  private static final int MOST_REFUSALS = 1_000;

  private final long age;
  private final LongSupplier clock;

  // All of this is guarded by this. Entries are in the order of their use.
  private final Map<Key, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
  private final Set<Key> refused = new HashSet<>();
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

    private volatile @Nullable Part part;
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

  /** Returns a part of a schema, which is read if need be; null when it cannot be kept. */
  public <T extends Part, E extends Exception> @Nullable T get(
      Class<T> kind, SchemaName schema, Load<T, E> load) throws DriverException, E {
    if (!isOn()) {
      return load.load();
    }
    Key key = new Key(kind, schema);
    Entry entry = entry(key);
    if (entry == null) {
      return null;
    }
    entry.reading.lock();
    try {
      Part known = entry.part;
      return known == null ? read(key, entry, kind, load) : kind.cast(known);
    } finally {
      entry.reading.unlock();
    }
  }

  private synchronized @Nullable Entry entry(Key key) {
    dropOld();
    return refused.contains(key) ? null : entries.computeIfAbsent(key, missing -> new Entry());
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
      entry.part = part;
      rows += part.rows();
      dropUnused();
    } else {
      entries.remove(key, entry);
      if (well && part == null && refused.size() < MOST_REFUSALS) {
        refused.add(key);
      }
    }
  }

  private void dropOld() {
    long now = clock.getAsLong();
    for (Iterator<Entry> all = entries.values().iterator(); all.hasNext(); ) {
      Entry entry = all.next();
      Part part = entry.part;
      if (part != null && now - entry.readAt > age) {
        rows -= part.rows();
        all.remove();
      }
    }
  }

  private void dropUnused() {
    Iterator<Entry> longestAgo = entries.values().iterator();
    while (rows > MOST_ROWS && longestAgo.hasNext()) {
      Part part = longestAgo.next().part;
      if (part != null) {
        rows -= part.rows();
        longestAgo.remove();
      }
    }
  }

  /** Whether there is nothing to forget. */
  public synchronized boolean isEmpty() {
    dropOld();
    return entries.isEmpty();
  }

  /** Forgets what was read: something may have changed. What is being read now is not kept. */
  public synchronized void clear() {
    entries.clear();
    rows = 0;
    changes++;
  }

  /** Forgets everything, also how the application asks. */
  public synchronized void reset() {
    clear();
    refused.clear();
    crawl.forget();
  }
}
