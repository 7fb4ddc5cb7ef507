package io.github.lakewire.spark;

import io.github.lakewire.jdbc.ResultPartition;
import java.io.Serial;
import java.util.Map;
import java.util.Properties;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * What an executor needs to read a part of a result: secret while its links live, so that its text
 * has neither links nor keys.
 */
final class LakewireInputPartition implements InputPartition {
  @Serial private static final long serialVersionUID = 1;

  private final byte[] partition;
  private final String queryId;
  private final int index;
  private final long rows;
  private final StructType schema;
  private final Map<String, String> properties;
  private final LinkRoute links;

  /** Keeps the result open as long as Spark's driver has the partition; executors have none. */
  private final transient @Nullable Object owner;

  /**
   * @param schema the columns that Spark expects, in the order of the result; further columns of
   *     the result are not read
   * @param properties connection properties that say how files are fetched, without credentials
   * @param links how links are renewed
   * @param owner kept as long as the partition, in this process
   */
  LakewireInputPartition(
      ResultPartition partition,
      StructType schema,
      Map<String, String> properties,
      LinkRoute links,
      Object owner) {
    this.owner = owner;
    this.partition = partition.toBytes();
    this.queryId = partition.queryId();
    this.index = partition.index();
    this.rows = partition.rowCount();
    this.schema = schema;
    this.properties = Map.copyOf(properties);
    this.links = links;
  }

  byte[] partition() {
    return partition.clone();
  }

  long rows() {
    return rows;
  }

  StructType schema() {
    return schema;
  }

  Properties properties() {
    Properties copy = new Properties();
    copy.putAll(properties);
    return copy;
  }

  LinkRoute links() {
    return links;
  }

  /** None: the files are on a cloud store, equally far from all. */
  @Override
  public String[] preferredLocations() {
    return new String[0];
  }

  @Override
  public String toString() {
    return "partition " + index + " of query " + queryId + " (" + rows + " rows)";
  }
}
