package io.github.lakewire.spark;

import java.util.Map;
import org.apache.spark.sql.connector.catalog.SessionConfigSupport;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * The data source {@code lakewire}: {@code spark.read().format("lakewire").option(…).load()}.
 * Reading runs one query on the warehouse; executors read the files of its result.
 *
 * <p>Options:
 *
 * <ul>
 *   <li>{@code url}: {@code jdbc:databricks://…}, required.
 *   <li>{@code query}: a query; or {@code dbtable}: the name of a table or view, of up to three
 *       parts, between backticks where they are not one word.
 *   <li>{@code partitionBytes}: wanted size of a partition before compression, such as {@code 64m};
 *       128 MiB when absent, at least 1. Files are not cut.
 *   <li>{@code linkRenewal}: who renews links that expire while executors read. {@code
 *       coordinator}, Spark's driver, when absent; {@code workspace}, each executor, with
 *       credentials of its own; {@code none}.
 *   <li>{@code pushDown}: {@code false} leaves everything but the choice of columns to Spark;
 *       {@code true} when absent.
 *   <li>All others are connection properties of the driver, such as {@code token}, {@code
 *       tokenProvider} or {@code profile}; unknown names are refused. The time zone of the session
 *       is that of the Spark session and cannot be set.
 * </ul>
 *
 * <p>Each of them can also be set for all reads of a Spark session, as {@code
 * spark.datasource.lakewire.<option>}. A token is better off there, or in a {@code tokenProvider},
 * than in SQL text, which Spark shows.
 *
 * @since 0.1.0
 */
public final class LakewireSource implements SessionConfigSupport, DataSourceRegister {

  /** Spark makes one, by the name of the class or of the source. */
  public LakewireSource() {}

  @Override
  public String shortName() {
    return "lakewire";
  }

  @Override
  public String keyPrefix() {
    return "lakewire";
  }

  /**
   * Returns the columns, which the server describes without running the query.
   *
   * @throws IllegalArgumentException for a wrong or missing option, which the message names
   * @throws SourceException when the server cannot be reached, or refuses the query
   */
  @Override
  public StructType inferSchema(CaseInsensitiveStringMap options) {
    SourceOptions parsed = SourceOptions.of(options);
    return SchemaReader.read(parsed.connection(), parsed.relation());
  }

  @Override
  public Table getTable(
      StructType schema, Transform[] partitioning, Map<String, String> properties) {
    SourceOptions options = SourceOptions.of(new CaseInsensitiveStringMap(properties));
    return new LakewireTable(options, schema, Map.of());
  }
}
