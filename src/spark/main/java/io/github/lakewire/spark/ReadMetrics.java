package io.github.lakewire.spark;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.metric.CustomSumMetric;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;

/**
 * What Spark's UI shows of a scan: sums over its tasks. The classes are public as Spark makes them
 * by name.
 */
public final class ReadMetrics {
  private static final String BYTES = "lakewireBytesRead";
  private static final String ROWS = "lakewireRowsRead";
  private static final String RENEWALS = "lakewireLinkRenewals";

  // Several threads renew links; the others are changed by the thread that reads.
  private final AtomicLong renewals = new AtomicLong();
  private volatile long rows;
  private volatile long bytes;

  /** Values of partitions that the same task has read before. */
  private volatile long earlierRows;

  private volatile long earlierBytes;

  ReadMetrics() {}

  /** Bytes of record batches that were received, decompressed. */
  public static final class BytesRead extends CustomSumMetric {
    @Override
    public String name() {
      return BYTES;
    }

    @Override
    public String description() {
      return "bytes read";
    }
  }

  /** Rows that were received. */
  public static final class RowsRead extends CustomSumMetric {
    @Override
    public String name() {
      return ROWS;
    }

    @Override
    public String description() {
      return "rows read";
    }
  }

  /**
   * How often links to files had expired and were asked for again. With {@code
   * linkRenewal=workspace} the JDBC driver does that by itself, and nothing is counted.
   */
  public static final class LinkRenewals extends CustomSumMetric {
    @Override
    public String name() {
      return RENEWALS;
    }

    @Override
    public String description() {
      return "link renewals";
    }
  }

  private record Value(String name, long value) implements CustomTaskMetric {}

  /** Returns the metrics of every scan. */
  static CustomMetric[] supported() {
    return new CustomMetric[] {new BytesRead(), new RowsRead(), new LinkRenewals()};
  }

  /** Counts a batch; the bytes are the sum of all batches of the partition so far. */
  void batch(int batchRows, long partitionBytes) {
    rows += batchRows;
    bytes = partitionBytes;
  }

  void renewal() {
    renewals.incrementAndGet();
  }

  /** Continues the values of the partition that the task has read before this one. */
  void continueFrom(CustomTaskMetric[] earlier) {
    for (CustomTaskMetric metric : earlier) {
      switch (metric.name()) {
        case BYTES -> earlierBytes = metric.value();
        case ROWS -> earlierRows = metric.value();
        case RENEWALS -> renewals.addAndGet(metric.value());
        default -> {
          // Spark's own.
        }
      }
    }
  }

  CustomTaskMetric[] values() {
    return new CustomTaskMetric[] {
      new Value(BYTES, earlierBytes + bytes),
      new Value(ROWS, earlierRows + rows),
      new Value(RENEWALS, renewals.get())
    };
  }
}
