package io.github.lakewire.jdbc.internal.results;

import io.github.lakewire.jdbc.internal.fault.Fault;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Pages that were laid ready, and what was asked of them. */
final class FakePages implements PageSource {
  final List<Long> renewals = new ArrayList<>();
  final Deque<Page.Links> renewed = new ArrayDeque<>();
  int closed;
  private final Deque<Page> pages = new ArrayDeque<>();

  FakePages(Page... pages) {
    this.pages.addAll(List.of(pages));
  }

  @Override
  public boolean hasNext() {
    return !pages.isEmpty();
  }

  @Override
  public Page next(Buffers buffers) {
    return pages.poll();
  }

  @Override
  public Page.Links renew(long startRow) throws Fault {
    renewals.add(startRow);
    if (renewed.isEmpty()) {
      throw new Fault(Fault.Kind.SERVER, "no more links");
    }
    return renewed.remove();
  }

  @Override
  public void close() {
    closed++;
  }
}
