package io.github.lakewire.spark;

import io.github.lakewire.jdbc.LinkSource;
import io.github.lakewire.jdbc.Partitions;
import io.github.lakewire.jdbc.ResultPartition;
import java.io.Serial;
import java.util.Properties;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/** Opens partitions on executors. All are read as batches of columns ({@link VectorColumns}). */
final class LakewireReaderFactory implements PartitionReaderFactory {
  @Serial private static final long serialVersionUID = 1;

  @Override
  public boolean supportColumnarReads(InputPartition partition) {
    return true;
  }

  @Override
  public PartitionReader<ColumnarBatch> createColumnarReader(InputPartition partition) {
    LakewireInputPartition part = (LakewireInputPartition) partition;
    ReadMetrics metrics = new ReadMetrics();
    return BatchReader.open(
        () -> {
          Properties properties = part.properties();
          LinkSource links = part.links().open(properties, metrics::renewal);
          ResultPartition result = Partitions.read(part.partition());
          return result.open(links, properties);
        },
        part.schema(),
        ReadSettings.of(part.properties()),
        metrics);
  }

  /** Spark asks for batches only. */
  @Override
  public PartitionReader<InternalRow> createReader(InputPartition partition) {
    throw new UnsupportedOperationException("partitions are read as batches of columns");
  }
}
