package io.github.lakewire.spark;

import java.io.Serial;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.util.TaskCompletionListener;

/**
 * One query, read within one task through the reader of partitions: what comes of the columns is
 * seen without what plans queries and partitions.
 */
public final class QuerySource implements TableProvider {

  @Override
  public StructType inferSchema(CaseInsensitiveStringMap options) {
    throw new UnsupportedOperationException("the test names the schema");
  }

  @Override
  public boolean supportsExternalMetadata() {
    return true;
  }

  @Override
  public Table getTable(StructType schema, Transform[] parts, Map<String, String> options) {
    Query query =
        new Query(
            options.get("url"),
            options.get("token"),
            options.get("query"),
            options.getOrDefault("resultMemory", "64M"),
            schema);
    return new OneQuery(query);
  }

  record Query(String url, String token, String sql, String memory, StructType schema)
      implements InputPartition {
    @Serial private static final long serialVersionUID = 1;
  }

  private record OneQuery(Query query) implements Table, SupportsRead, ScanBuilder, Scan, Batch {
    @Override
    public String name() {
      return "query";
    }

    @Override
    public StructType schema() {
      return query.schema();
    }

    @Override
    public StructType readSchema() {
      return query.schema();
    }

    @Override
    public Set<TableCapability> capabilities() {
      return Set.of(TableCapability.BATCH_READ);
    }

    @Override
    public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
      return this;
    }

    @Override
    public Scan build() {
      return this;
    }

    @Override
    public Batch toBatch() {
      return this;
    }

    @Override
    public CustomMetric[] supportedCustomMetrics() {
      return ReadMetrics.supported();
    }

    @Override
    public InputPartition[] planInputPartitions() {
      return new InputPartition[] {query};
    }

    @Override
    public PartitionReaderFactory createReaderFactory() {
      return new Readers();
    }
  }

  private record Readers() implements PartitionReaderFactory {
    @Serial private static final long serialVersionUID = 1;

    @Override
    public boolean supportColumnarReads(InputPartition partition) {
      return true;
    }

    @Override
    public PartitionReader<ColumnarBatch> createColumnarReader(InputPartition partition) {
      Query query = (Query) partition;
      Properties properties = new Properties();
      properties.put("token", query.token());
      properties.put("resultMemory", query.memory());
      return BatchReader.open(
          () -> {
            Connection connection = DriverManager.getConnection(query.url(), properties);
            TaskCompletionListener end = ended -> close(connection);
            TaskContext.get().addTaskCompletionListener(end);
            Statement statement = connection.createStatement();
            return statement.executeQuery(query.sql());
          },
          query.schema(),
          ReadSettings.of(properties),
          new ReadMetrics());
    }

    private static void close(Connection connection) {
      try {
        connection.close();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public PartitionReader<InternalRow> createReader(InputPartition partition) {
      throw new UnsupportedOperationException();
    }
  }
}
