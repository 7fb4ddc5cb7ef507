package io.github.lakewire.warehouse.internal.catalog;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkContext;

/**
 * Rows that one statement changed.
 *
 * @param inserted rows added
 * @param updated rows changed in place
 * @param deleted rows removed
 */
public record WriteCounts(long inserted, long updated, long deleted) {
  // Commits run on the statement's own thread, of which only Spark's job group is known here.
  private static final Map<String, WriteCounts> BY_JOB_GROUP = new ConcurrentHashMap<>();

  /** All rows that were touched. */
  public long affected() {
    return inserted + updated + deleted;
  }

  /** What the statement that runs under a job group has written; zeros when it wrote nothing. */
  public static WriteCounts take(String jobGroup) {
    WriteCounts counts = BY_JOB_GROUP.remove(jobGroup);
    return counts == null ? new WriteCounts(0, 0, 0) : counts;
  }

  static void report(long inserted, long updated, long deleted) {
    String jobGroup = SparkContext.getOrCreate().getLocalProperty("spark.jobGroup.id");
    if (jobGroup != null) {
      BY_JOB_GROUP.put(jobGroup, new WriteCounts(inserted, updated, deleted));
    }
  }
}
