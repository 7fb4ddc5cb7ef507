package io.github.lakewire.spark.bench;

import java.util.List;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What Spark reads through. */
enum Variant {
  LAKEWIRE("the source lakewire", "", ""),
  JDBC("Spark's JDBC source, Lakewire", "io.github.lakewire.jdbc.LakewireDriver", ""),
  OFFICIAL(
      "Spark's JDBC source, databricks-jdbc",
      "com.databricks.client.jdbc.Driver",
      ";UseThriftClient=1;EnableTelemetry=0;LogLevel=OFF");

  private static final String ADDRESS =
      "jdbc:databricks://127.0.0.1:%d/default;httpPath=/sql/1.0/warehouses/0123456789abcdef"
          + ";transportMode=http;ssl=0";

  private static final String CREDENTIALS = ";AuthMech=3;UID=token;PWD=canned";

  private final String label;
  private final String driver;
  private final String options;

  Variant(String label, String driver, String options) {
    this.label = label;
    this.driver = driver;
    this.options = options;
  }

  String label() {
    return label;
  }

  /** What users set as Spark's option of that name; 0 is Spark's default, which sets nothing. */
  List<Integer> fetchSizes() {
    return this == LAKEWIRE ? List.of(0) : List.of(0, 100_000);
  }

  /** A frame of all columns of a query; its columns are asked for, its rows not yet. */
  Dataset<Row> load(SparkSession spark, int port, String query, int fetchSize) {
    String url = ADDRESS.formatted(port);
    if (this == LAKEWIRE) {
      return spark
          .read()
          .format("lakewire")
          .option("url", url)
          .option("token", "canned")
          .option("query", query)
          .load();
    }
    DataFrameReader reader =
        spark
            .read()
            .format("jdbc")
            .option("url", url + CREDENTIALS + options)
            .option("driver", driver)
            .option("query", query);
    return (fetchSize == 0 ? reader : reader.option("fetchsize", fetchSize)).load();
  }
}
