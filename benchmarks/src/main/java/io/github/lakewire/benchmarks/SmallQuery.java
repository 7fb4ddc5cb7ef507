package io.github.lakewire.benchmarks;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A statement with a few rows on an open connection: what the round trips cost. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class SmallQuery {

  @Param("INLINE_LZ4")
  public Transport transport;

  @Param("1")
  public int rows;

  private String sql;
  private RowReader reader;
  private Connection connection;

  @Setup
  public void connect() throws IOException, SQLException {
    Dataset dataset = new Dataset(Shape.MIXED, transport, rows);
    CannedClient.ofThisJvm().prepare(dataset);
    sql = dataset.statement();
    reader = RowReader.of(Shape.MIXED, Access.TYPED);
    connection = DriverUnderTest.connect();
    DriverUnderTest.requireAlone();
  }

  @TearDown
  public void disconnect() throws SQLException {
    connection.close();
  }

  /** Execute, read all, close. */
  @Benchmark
  public long statement() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      long sum = 0;
      while (result.next()) {
        sum += reader.read(result);
      }
      return sum;
    }
  }
}
