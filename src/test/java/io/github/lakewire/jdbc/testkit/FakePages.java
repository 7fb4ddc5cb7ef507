package io.github.lakewire.jdbc.testkit;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.fetch.ArrayAllocator;
import io.github.lakewire.jdbc.internal.fetch.Page;
import io.github.lakewire.jdbc.internal.fetch.PageSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Pages that were laid ready, and what was asked of them. */
public class FakePages implements PageSource {
  public final List<Long> renewals = new ArrayList<>();
  public final Deque<Page.Links> renewed = new ArrayDeque<>();
  public int closed;
  private final Deque<Page> pages = new ArrayDeque<>();
  private @Nullable Supplier<DriverException> end;

  public FakePages(Page... pages) {
    this.pages.addAll(List.of(pages));
  }

  public void add(Page page) {
    pages.add(page);
  }

  /** Promises one page more, and fails with what this returns when it is asked for. */
  public void failing(Supplier<DriverException> failure) {
    end = failure;
  }

  @Override
  public boolean hasNext() {
    return !pages.isEmpty() || end != null;
  }

  @Override
  public @Nullable Page next(ArrayAllocator buffers) throws DriverException {
    if (pages.isEmpty() && end != null) {
      throw end.get();
    }
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
