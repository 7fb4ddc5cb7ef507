package io.github.lakewire.jdbc.internal.fetch;

import org.jspecify.annotations.Nullable;

/** Gives the arrays that pages and files are received into. */
@FunctionalInterface
public interface ArrayAllocator {

  /**
   * Returns an array of at least this length. Called once the length is announced, and again when
   * the transfer starts over: what was given before is then no longer used.
   */
  byte[] take(int length);

  /**
   * As {@link #take}, but nothing is made for it: null where no such array is there already. That
   * costs nothing even if the length that is announced never comes.
   */
  default byte @Nullable [] takeKept(int length) {
    return null;
  }
}
