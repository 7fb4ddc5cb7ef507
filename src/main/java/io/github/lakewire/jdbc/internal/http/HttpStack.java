package io.github.lakewire.jdbc.internal.http;

import io.github.lakewire.jdbc.internal.config.ConnectionConfig;
import io.github.lakewire.jdbc.internal.fault.Fault;
import io.github.lakewire.jdbc.internal.results.LinkDownloader;

/**
 * The HTTP clients of connections with the same needs: one with the workspace's credentials, one
 * that never had any, for presigned links. Pools are shared and counted; daemon threads only.
 */
public final class HttpStack implements AutoCloseable {
  private HttpStack() {}

  /** Joins or makes the stack for these settings. No I/O. */
  public static HttpStack acquire(ConnectionConfig config) throws Fault {
    throw new UnsupportedOperationException();
  }

  /** The door to the server's Thrift endpoint. */
  public HttpChannel channel() {
    throw new UnsupportedOperationException();
  }

  /** A downloader for one result set; aborting it does not touch others. */
  public LinkDownloader downloader() {
    throw new UnsupportedOperationException();
  }

  /** Leaves the stack; the last one closes the pools. Never throws; may be repeated. */
  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
