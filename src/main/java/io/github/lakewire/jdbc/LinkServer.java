package io.github.lakewire.jdbc;

import java.net.URI;

/**
 * Renews the links of results over HTTP, for workers that are given its address and its key. The
 * key is made anew for each server, of 256 random bits; who has it can read the results, and
 * nothing else. Thread-safe.
 *
 * @since 0.1.0
 */
public interface LinkServer extends AutoCloseable {

  /**
   * Returns the address that it listens at, for {@link Partitions#linksFrom}: with the name of the
   * host as it was given, which has to be that of the certificate.
   */
  URI address();

  /** Returns the key: secret. */
  String key();

  /** Renews the links of this result too, until the result or the server is closed. */
  void add(ResultPartitions result);

  /** Stops. The results stay open. Never throws; may be repeated. */
  @Override
  void close();
}
