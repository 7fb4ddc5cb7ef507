package io.github.lakewire.jdbc.internal.session;

import io.github.lakewire.jdbc.internal.fault.Fault;
import io.github.lakewire.jdbc.internal.results.Buffers;
import io.github.lakewire.jdbc.internal.results.LinkDownloader;
import io.github.lakewire.jdbc.internal.results.Page;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Says why the operation ended rather than that a download was aborted, and that it was the store
 * that did not answer: the session is none the worse for it.
 */
record ExplainedDownloads(LinkDownloader downloader, UnaryOperator<Fault> reason)
    implements LinkDownloader {
  @Override
  public @Nullable File download(Page.Link link, long maxBytes, Buffers buffers) throws Fault {
    try {
      return downloader.download(link, maxBytes, buffers);
    } catch (Fault fault) {
      throw reason.apply(ofStore(fault));
    }
  }

  private static Fault ofStore(Fault fault) {
    String message = String.valueOf(fault.getMessage());
    return switch (fault.kind()) {
      case TRANSPORT, CANNOT_CONNECT -> new Fault(Fault.Kind.OUTAGE, message, fault);
      case CANNOT_CONNECT_EVER -> new Fault(Fault.Kind.SERVER, message, fault);
      default -> fault;
    };
  }

  @Override
  public void abort() {
    downloader.abort();
  }
}
