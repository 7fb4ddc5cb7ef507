package io.github.lakewire.jdbc.internal.session;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.ServerText;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Whether the store of result files can be reached from here. Once it could not, statements ask for
 * inline results. One for a session and those that replace it. Thread-safe.
 */
final class ResultStore {
  private final AtomicReference<@Nullable String> trouble = new AtomicReference<>();
  private final AtomicReference<@Nullable String> warning = new AtomicReference<>();

  boolean isAvoided() {
    return trouble.get() != null;
  }

  /** A file could not be fetched, and no other will be. */
  void avoid(DriverException why) {
    String text =
        "Result files cannot be fetched from here, so this session asks for inline results from now"
            + " on, which takes longer where they are large: "
            + why.getMessage();
    if (trouble.compareAndSet(null, text)) {
      warning.set(text);
      ThriftSession.LOG.warning(ServerText.line(text));
    }
  }

  /** Returns what the first statement that is concerned warns of, once; otherwise null. */
  @Nullable String takeWarning() {
    return warning.getAndSet(null);
  }
}
