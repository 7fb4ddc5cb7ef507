package io.github.lakewire.jdbc.internal.session;

import io.github.lakewire.jdbc.internal.config.ConnectionProperty;

/**
 * One line of the log, at the first session that runs in the JVM's zone where that is not UTC: for
 * users who find other dates in a text than before. It is written when this class is loaded, so
 * that a process has it once.
 */
final class ZoneAnnouncement {
  static {
    ThriftSession.LOG.info(
        "Sessions run in the time zone of this JVM, "
            + SessionZone.ofJvm().get(0).name()
            + ", so that dates and times mean the same here and on the server; "
            + ConnectionProperty.TIMEZONE.propertyName()
            + "=server keeps the server's zone");
  }

  private ZoneAnnouncement() {}

  static void make() {
    // The class is loaded now.
  }
}
