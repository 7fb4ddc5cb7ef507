package io.github.lakewire.spark;

import java.util.Locale;

/** Option {@code linkRenewal}: who renews links that expire while executors read. */
enum LinkRenewal {
  /** Spark's driver, which ran the query: executors need no credentials. */
  COORDINATOR,
  /** Each executor by itself, with credentials of its own. */
  WORKSPACE,
  /** Nobody: reading fails once a link has expired. */
  NONE;

  static LinkRenewal of(String text) {
    for (LinkRenewal renewal : values()) {
      if (renewal.name().equalsIgnoreCase(text.strip())) {
        return renewal;
      }
    }
    throw new IllegalArgumentException(
        "Option linkRenewal is coordinator, workspace or none, not " + text);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
