package io.github.lakewire.jdbc.internal.thrift;

import io.github.lakewire.thrift.TSparkGetDirectResults;

/** The size of a page that is asked for; the server may send more or less. */
public record PageLimits(long maxRows, long maxBytes) {
  /** For links, which are small, to as many files as the server has in one page. */
  public static final PageLimits MANY_LINKS = new PageLimits(Integer.MAX_VALUE, Integer.MAX_VALUE);

  TSparkGetDirectResults toThrift() {
    return new TSparkGetDirectResults().setMaxRows(maxRows).setMaxBytes(maxBytes);
  }
}
