package io.github.lakewire.jdbc.internal.auth;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The tokens of the process: connections with the same sign-in have the same. They are kept when
 * the last connection has closed, as the next may come soon, but for those of the application's
 * providers, which must stay collectable. Of those that nobody uses only a few are kept.
 */
final class SharedTokens {
  private static final int MOST = 100;

  /** The one that all connections share. */
  static final SharedTokens OF_PROCESS = new SharedTokens();

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Object, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

  private static final class Entry {
    private final TokenCache cache;
    private final boolean kept;
    private int users;

    Entry(TokenCache cache, boolean kept) {
      this.cache = cache;
      this.kept = kept;
    }
  }

  /** Joins the cache for a sign-in, or makes it. */
  TokenCache join(SignInKey key, Supplier<TokenSource> source) {
    lock.lock();
    try {
      Entry entry = entries.get(key);
      if (entry == null) {
        removeUnused();
        entry =
            new Entry(
                new TokenCache(
                    source.get(),
                    InstantSource.system(),
                    pause -> TimeUnit.NANOSECONDS.sleep(pause.toNanos())),
                key.keptWhenUnused());
        entries.put(key, entry);
      }
      entry.users++;
      return entry.cache;
    } finally {
      lock.unlock();
    }
  }

  private void removeUnused() {
    Iterator<Entry> oldest = entries.values().iterator();
    while (entries.size() >= MOST && oldest.hasNext()) {
      if (oldest.next().users == 0) {
        oldest.remove();
      }
    }
  }

  /** Leaves the cache that was joined. */
  void leave(SignInKey key, TokenCache cache) {
    lock.lock();
    try {
      Entry entry = entries.get(key);
      if (entry != null && entry.cache == cache && --entry.users == 0 && !entry.kept) {
        entries.remove(key);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Forgets all tokens, when the driver is taken out of service. */
  void clear() {
    List<Entry> all;
    lock.lock();
    try {
      all = new ArrayList<>(entries.values());
      entries.clear();
    } finally {
      lock.unlock();
    }
    all.forEach(entry -> entry.cache.close());
  }
}
