package io.github.lakewire.jdbc.internal.tracing;

import io.github.lakewire.jdbc.internal.error.DriverException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that goes on, and becomes an event when it has ended.
 *
 * @param <D> what the event tells
 */
@FunctionalInterface
public interface Span<D> {
  /** It has ended. What there is to tell is asked for only if somebody records it. */
  void end(Supplier<D> details);

  /** Does the work, and ends with it. */
  default <T> T around(Work<T> work, Details<T, D> details) throws DriverException {
    T done;
    try {
      done = work.run();
    } catch (DriverException | RuntimeException | Error failure) {
      end(() -> details.of(null, DriverException.of(failure)));
      throw failure;
    }
    end(() -> details.of(done, null));
    return done;
  }

  /** What takes the time. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws DriverException;
  }

  /** Tells what came of the work, or how it failed. */
  @FunctionalInterface
  interface Details<T, D> {
    D of(@Nullable T done, @Nullable DriverException failure);
  }
}
