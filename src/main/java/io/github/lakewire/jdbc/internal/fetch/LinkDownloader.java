package io.github.lakewire.jdbc.internal.fetch;

import io.github.lakewire.jdbc.internal.error.DriverException;
import org.jspecify.annotations.Nullable;

/** Fetches CloudFetch files, without the workspace's credentials. Thread-safe. */
public interface LinkDownloader {

  /** The whole file, in the first {@code length} bytes of {@code bytes}. */
  record File(byte[] bytes, int length) {}

  /**
   * Downloads one file, with retries of its own for transport failures, each from the beginning.
   *
   * @param maxBytes refuse a file that is longer
   * @param buffers asked when the store announces the length; otherwise the array is the
   *     downloader's own
   * @param renewable whether the caller renews a link that the store refuses
   * @return null for a renewable link that the store refuses, as if it had expired (400, 401, 403)
   */
  @Nullable File download(Page.Link link, long maxBytes, ArrayAllocator buffers, boolean renewable)
      throws DriverException;

  /** Aborts what is under way; later downloads fail at once. Never throws. */
  void abort();
}
