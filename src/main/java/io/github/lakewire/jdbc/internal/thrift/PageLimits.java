package io.github.lakewire.jdbc.internal.thrift;

import io.github.lakewire.thrift.TSparkGetDirectResults;

/** The size of a page that is asked for; the server may send more or less. */
public record PageLimits(long maxRows, long maxBytes) {
  TSparkGetDirectResults toThrift() {
    return new TSparkGetDirectResults().setMaxRows(maxRows).setMaxBytes(maxBytes);
  }
}
