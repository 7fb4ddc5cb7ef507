package io.github.lakewire.jdbc.recordings;

/** How a conversation is replayed. */
enum ReplayMode {
  /** With the recorded bytes; CloudFetch files that were not kept are answered with 404. */
  AS_RECORDED,
  /** CloudFetch results consist only of the files that were kept. */
  ONLY_KEPT_FILES,
  /**
   * As a slow server would: each operation is still running when its handle is given, and its
   * metadata and rows, which were recorded as direct results, have to be asked for. Files as in
   * {@link #ONLY_KEPT_FILES}.
   */
  DEFERRED
}
