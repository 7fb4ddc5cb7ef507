package io.github.lakewire.jdbc.internal.fetch;

/** Gives the arrays that pages and files are received into. */
@FunctionalInterface
public interface ArrayAllocator {

  /**
   * Returns an array of at least this length. Called once the length is announced, and again when
   * the transfer starts over: what was given before is then no longer used.
   */
  byte[] take(int length);
}
