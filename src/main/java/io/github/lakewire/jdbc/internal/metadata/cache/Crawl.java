package io.github.lakewire.jdbc.internal.metadata.cache;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Notices that an application walks through schemas table by table: it asks for a second table of a
 * schema within seconds. From then on it is taken to go on with the next schemas, until it pauses.
 * Guarded by its owner.
 */
final class Crawl {
  private static final int MOST_SCHEMAS = 100;

  private final long longestPause;
  private final Map<SchemaName, String> firstTables =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<SchemaName, String> eldest) {
          return size() > MOST_SCHEMAS;
        }
      };

  private boolean seen;
  private long lastAsked;

  /**
   * @param longestPause in nanoseconds
   */
  Crawl(long longestPause) {
    this.longestPause = longestPause;
  }

  /** Takes a request for a table; whether it is part of a crawl. */
  boolean asks(SchemaName schema, String table, long now) {
    if (now - lastAsked > longestPause) {
      forget();
    }
    lastAsked = now;
    String first = firstTables.putIfAbsent(schema, table);
    seen |= first != null && !first.equals(table);
    return seen;
  }

  void forget() {
    seen = false;
    firstTables.clear();
  }
}
