package io.github.lakewire.jdbc.internal.thrift;

import io.github.lakewire.thrift.TSparkGetDirectResults;

/** Wishes for the size of a page; the server may send more or less. */
public record PageLimits(long maxRows, long maxBytes) {
  TSparkGetDirectResults toThrift() {
    return new TSparkGetDirectResults().setMaxRows(maxRows).setMaxBytes(maxBytes);
  }
}
