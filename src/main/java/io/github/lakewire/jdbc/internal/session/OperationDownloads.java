package io.github.lakewire.jdbc.internal.session;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.DriverException.Kind;
import io.github.lakewire.jdbc.internal.fetch.ArrayAllocator;
import io.github.lakewire.jdbc.internal.fetch.LinkDownloader;
import io.github.lakewire.jdbc.internal.fetch.Page;
import io.github.lakewire.jdbc.internal.http.CallTimeouts;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The downloads of one operation. A failure says why the operation ended rather than that a
 * download was aborted, and that it was the store that failed: the session is not affected.
 *
 * @param store is told when it cannot be reached
 * @param silenceEndsSession whether a time-out of the network was set, which is for the store too
 */
record OperationDownloads(
    @Nullable String queryId,
    LinkDownloader downloader,
    ResultStore store,
    BooleanSupplier silenceEndsSession,
    UnaryOperator<DriverException> reason)
    implements LinkDownloader {
  @Override
  public @Nullable File download(
      Page.Link link, long maxBytes, ArrayAllocator buffers, boolean renewable)
      throws DriverException {
    ThriftSession.LOG.fine(() -> "Query " + queryId + ": downloading " + link);
    try {
      return downloader.download(link, maxBytes, buffers, renewable);
    } catch (DriverException exception) {
      DriverException failure = reason.apply(ofStore(exception));
      if (isOutOfReach(exception)) {
        store.avoid(failure);
      }
      throw failure;
    }
  }

  private DriverException ofStore(DriverException exception) {
    boolean ends = exception.kind() == Kind.READ_TIMEOUT && silenceEndsSession.getAsBoolean();
    return ends || exception.kind() == Kind.TIMED_OUT || !isOutOfReach(exception)
        ? exception
        : new DriverException(Kind.OUTAGE, String.valueOf(exception.getMessage()), exception);
  }

  /**
   * Not when the store answers that it has no such file or is busy. One that is silent, or trickles
   * below {@code leastRate}, is of no use either.
   */
  private static boolean isOutOfReach(DriverException exception) {
    return switch (exception.kind()) {
      case CANNOT_CONNECT, CANNOT_CONNECT_EVER, TRANSPORT, READ_TIMEOUT, REJECTED -> true;
      case TIMED_OUT ->
          exception.getCause() instanceof DriverException met && met.kind() == Kind.CANNOT_CONNECT;
      default -> false;
    };
  }

  @Override
  public void abort() {
    downloader.abort();
  }

  /** Makes a downloader for a result; it asks for the time-outs when a download begins. */
  @FunctionalInterface
  interface Maker {
    LinkDownloader make(@Nullable String queryId, Supplier<CallTimeouts> timeouts);
  }
}
