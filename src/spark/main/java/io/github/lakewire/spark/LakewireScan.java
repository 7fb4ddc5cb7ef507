package io.github.lakewire.spark;

import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.Statistics;
import org.apache.spark.sql.connector.read.SupportsReportStatistics;
import org.apache.spark.sql.types.StructType;

/** One statement for the warehouse, whose result is read in parts. */
final class LakewireScan implements Scan, SupportsReportStatistics {
  private final LakewireTable table;
  private final String sql;
  private final StructType schema;
  private final LakewireBatch batch;

  LakewireScan(LakewireTable table, SessionFacts session, String sql, StructType schema) {
    this.table = table;
    this.sql = sql;
    this.schema = schema;
    this.batch = new LakewireBatch(table, session.zone(), sql, schema);
  }

  @Override
  public StructType readSchema() {
    return schema;
  }

  /** The statement, as the query history of the warehouse shows it. */
  @Override
  public String description() {
    return "lakewire " + sql;
  }

  @Override
  public Batch toBatch() {
    return batch;
  }

  /** Known without asking the partitions, for which the query would have to run. */
  @Override
  public ColumnarSupportMode columnarSupportMode() {
    return ColumnarSupportMode.SUPPORTED;
  }

  @Override
  public CustomMetric[] supportedCustomMetrics() {
    return ReadMetrics.supported();
  }

  /** Known where the same statement has run before. */
  @Override
  public Statistics estimateStatistics() {
    Optional<KnownSizes.Size> size = table.sizes().get(sql);
    return new Statistics() {
      @Override
      public OptionalLong sizeInBytes() {
        return size.map(known -> OptionalLong.of(known.bytes())).orElse(OptionalLong.empty());
      }

      @Override
      public OptionalLong numRows() {
        return size.map(known -> OptionalLong.of(known.rows())).orElse(OptionalLong.empty());
      }
    };
  }

  @Override
  public String toString() {
    return description();
  }
}
