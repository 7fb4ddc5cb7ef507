package io.github.lakewire.jdbc.internal.session;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.fetch.ArrayAllocator;
import io.github.lakewire.jdbc.internal.fetch.LinkDownloader;
import io.github.lakewire.jdbc.internal.fetch.Page;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The downloads of one operation. A failure says why the operation ended rather than that a
 * download was aborted, and that it was the store that did not respond: the session is not
 * affected.
 */
record OperationDownloads(LinkDownloader downloader, UnaryOperator<DriverException> reason)
    implements LinkDownloader {
  @Override
  public @Nullable File download(Page.Link link, long maxBytes, ArrayAllocator buffers)
      throws DriverException {
    try {
      return downloader.download(link, maxBytes, buffers);
    } catch (DriverException exception) {
      throw reason.apply(ofStore(exception));
    }
  }

  private static DriverException ofStore(DriverException exception) {
    String message = String.valueOf(exception.getMessage());
    return switch (exception.kind()) {
      case TRANSPORT, CANNOT_CONNECT ->
          new DriverException(DriverException.Kind.OUTAGE, message, exception);
      case CANNOT_CONNECT_EVER ->
          new DriverException(DriverException.Kind.SERVER, message, exception);
      default -> exception;
    };
  }

  @Override
  public void abort() {
    downloader.abort();
  }
}
