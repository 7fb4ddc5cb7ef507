package io.github.lakewire.benchmarks;

/**
 * How the rows of a canned result travel (protocol.md, "Columnar sets", "Arrow batches" and
 * "CloudFetch").
 */
public enum Transport {
  /** Arrow record batches inside the Thrift answers. */
  INLINE,
  /** The same, each batch an LZ4 frame. */
  INLINE_LZ4,
  /** Links to Arrow streams, each file an LZ4 frame. */
  CLOUDFETCH_LZ4,
  /** Thrift lists of values, one per column. */
  COLUMNAR
}
