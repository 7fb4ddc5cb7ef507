package io.github.lakewire.jdbc.testkit;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.fetch.ArrayAllocator;
import io.github.lakewire.jdbc.internal.fetch.Page;
import io.github.lakewire.jdbc.internal.fetch.PageSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Pages that were laid ready, and what was asked of them. */
public final class FakePages implements PageSource {
  public final List<Long> renewals = new ArrayList<>();
  public final Deque<Page.Links> renewed = new ArrayDeque<>();
  public int closed;
  private final Deque<Page> pages = new ArrayDeque<>();

  public FakePages(Page... pages) {
    this.pages.addAll(List.of(pages));
  }

  @Override
  public boolean hasNext() {
    return !pages.isEmpty();
  }

  @Override
  public Page next(ArrayAllocator buffers) {
    return pages.poll();
  }

  @Override
  public Page.Links renew(long startRow) throws DriverException {
    renewals.add(startRow);
    if (renewed.isEmpty()) {
      throw new DriverException(DriverException.Kind.SERVER, "no more links");
    }
    return renewed.remove();
  }

  @Override
  public void close() {
    closed++;
  }
}
