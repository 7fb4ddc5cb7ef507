package io.github.lakewire.jdbc.internal.session;

import io.github.lakewire.jdbc.internal.fault.Fault;
import io.github.lakewire.jdbc.internal.results.Buffers;
import io.github.lakewire.jdbc.internal.results.LinkDownloader;
import io.github.lakewire.jdbc.internal.results.Page;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Says why the operation ended rather than that a download was aborted. */
record ExplainedDownloads(LinkDownloader downloader, UnaryOperator<Fault> reason)
    implements LinkDownloader {
  @Override
  public @Nullable File download(Page.Link link, long maxBytes, Buffers buffers) throws Fault {
    try {
      return downloader.download(link, maxBytes, buffers);
    } catch (Fault fault) {
      throw reason.apply(fault);
    }
  }

  @Override
  public void abort() {
    downloader.abort();
  }
}
