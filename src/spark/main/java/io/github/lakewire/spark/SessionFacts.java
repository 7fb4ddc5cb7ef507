package io.github.lakewire.spark;

import org.apache.spark.sql.internal.SQLConf;

/**
 * What decides results in the Spark session that plans.
 *
 * @param zone the session's time zone
 * @param ansi whether overflows are errors
 */
record SessionFacts(String zone, boolean ansi) {
  static SessionFacts ofActive() {
    SQLConf conf = SQLConf.get();
    return new SessionFacts(conf.sessionLocalTimeZone(), conf.ansiEnabled());
  }
}
