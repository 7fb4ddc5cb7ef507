package com.example;

import io.github.lakewire.jdbc.LakewireDataSource;
import java.io.File;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * What an application does with a published driver: connects by URL and by data source, and reads a
 * row. Before that it looks at what the driver has put on the class path. Reads LAKEWIRE_URL and
 * LAKEWIRE_TOKEN from the environment.
 */
public final class Consumer {
  private Consumer() {}

  /** Argument: the artifact that this project depends on. */
  public static void main(String[] arguments) throws SQLException {
    String artifact = arguments[0];
    List<String> jars =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry -> entry.endsWith(".jar"))
            .map(entry -> Path.of(entry).getFileName().toString())
            .toList();
    System.out.println(artifact + " brings " + jars);
    boolean thin = artifact.endsWith("-thin");
    boolean spark = artifact.endsWith("-spark");
    // The source for Spark brings the driver, and nothing of Spark itself.
    same(thin, jars.size() > (spark ? 2 : 1));
    same(spark, jars.stream().anyMatch(jar -> jar.startsWith("lakewire-spark")));
    same(false, isThere("org.apache.spark.sql.SparkSession"));
    same(thin, isThere("org.apache.arrow.vector.VectorSchemaRoot"));
    same(thin, isThere("org.apache.thrift.protocol.TBinaryProtocol"));
    Properties properties = new Properties();
    properties.setProperty("token", System.getenv("LAKEWIRE_TOKEN"));
    try (Connection connection =
        DriverManager.getConnection(System.getenv("LAKEWIRE_URL"), properties)) {
      System.out.println(
          connection.getMetaData().getDriverName()
              + " "
              + connection.getMetaData().getDriverVersion());
      read(connection);
    }
    LakewireDataSource source = new LakewireDataSource();
    source.setUrl(System.getenv("LAKEWIRE_URL"));
    source.setToken(System.getenv("LAKEWIRE_TOKEN"));
    try (Connection connection = source.getConnection()) {
      read(connection);
    }
    System.out.println(artifact + " connects and reads");
  }

  private static void read(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT ? AS name, id, CAST(1.50 AS DECIMAL(4,2)) FROM range(3)")) {
      statement.setString(1, "it's Ünïcode");
      try (ResultSet row = statement.executeQuery()) {
        for (long id = 0; id < 3; id++) {
          same(true, row.next());
          same("it's Ünïcode", row.getString("name"));
          same(id, row.getLong(2));
          same(new BigDecimal("1.50"), row.getBigDecimal(3));
        }
        same(false, row.next());
      }
    }
  }

  private static boolean isThere(String name) {
    try {
      Class.forName(name);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static void same(Object expected, Object actual) {
    if (!expected.equals(actual)) {
      throw new AssertionError("expected " + expected + ", got " + actual);
    }
  }
}
