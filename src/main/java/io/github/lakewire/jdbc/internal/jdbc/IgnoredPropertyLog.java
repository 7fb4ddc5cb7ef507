package io.github.lakewire.jdbc.internal.jdbc;

import io.github.lakewire.jdbc.internal.config.ConnectionConfig;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Logs what was ignored of the connection properties, since pools do not show the warnings of their
 * connections: each sentence once for each target, however many connections there are.
 */
final class IgnoredPropertyLog {
  private static final Logger LOGGER = Logger.getLogger("io.github.lakewire.jdbc");

  /** A bound, so that ever new names do not fill the memory. */
  private static final int MOST = 1000;

  private static final Set<String> LOGGED = ConcurrentHashMap.newKeySet();

  private IgnoredPropertyLog() {}

  static void of(ConnectionConfig config, String url) {
    for (String warning : config.warnings()) {
      if (LOGGED.size() < MOST && LOGGED.add(url + ' ' + warning)) {
        LOGGER.log(Level.INFO, () -> warning + " (connecting to " + config.endpoint().host() + ")");
      }
    }
  }
}
