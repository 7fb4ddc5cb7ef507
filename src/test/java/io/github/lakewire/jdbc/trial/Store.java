package io.github.lakewire.jdbc.trial;

/** The store of result files, as it is during a whole sequence. */
enum Store {
  GOOD,
  /** Nobody listens there. */
  REFUSING,
  /** 403 to everything, as from a network that it does not know. */
  FORBIDDEN,
  /** Its links have a few seconds left. */
  EXPIRING,
  /** Links that are asked for again are to other files with the same rows. */
  CUT_ANEW;

  boolean isReachable() {
    return this != REFUSING && this != FORBIDDEN;
  }
}
