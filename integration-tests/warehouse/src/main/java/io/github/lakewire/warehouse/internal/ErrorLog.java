package io.github.lakewire.warehouse.internal;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Quiet: what goes wrong, on standard error. Standard output belongs to the READY protocol. */
final class ErrorLog {
  /** Failures of statements go to the client; here they would only be noise. */
  private static final List<Logger> SILENT =
      List.of(
          Logger.getLogger("org.apache.spark.executor"),
          Logger.getLogger("org.apache.spark.scheduler"),
          Logger.getLogger("org.apache.spark.sql.execution"));

  private ErrorLog() {}

  /** To be called first: from then on Spark logs so. */
  static void open() {
    System.setProperty("slf4j.provider", "org.slf4j.jul.JULServiceProvider");
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    System.setProperty("java.util.logging.SimpleFormatter.format", "%1$tT %4$s %3$s: %5$s%6$s%n");
    Logger.getLogger("").setLevel(Level.SEVERE);
    SILENT.forEach(logger -> logger.setLevel(Level.OFF));
  }
}
