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

/** One statement, read to its end: time per whole result. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class FetchThroughput {

  @Param public Shape shape;
  @Param public Transport transport;
  @Param public Access access;

  @Param("1000000")
  public int rows;

  private Dataset dataset;
  private RowReader reader;
  private long expectedSum;
  private Connection connection;

  @Setup
  public void connect() throws IOException, SQLException {
    dataset = new Dataset(shape, transport, rows);
    reader = RowReader.of(shape, access);
    expectedSum = CannedClient.ofThisJvm().prepare(dataset).sum();
    connection = DriverUnderTest.connect();
    DriverUnderTest.requireAlone();
  }

  @TearDown
  public void disconnect() throws SQLException {
    connection.close();
  }

  /** The whole result; fails when rows are missing or values differ. */
  @Benchmark
  public long rows() throws SQLException {
    long sum = 0;
    int seen = 0;
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(dataset.statement())) {
      while (result.next()) {
        sum += reader.read(result);
        seen++;
      }
    }
    if (seen != rows) {
      throw new IllegalStateException("%d rows of %d were delivered".formatted(seen, rows));
    }
    if (RowReader.isExact(shape, access) && sum != expectedSum) {
      throw new IllegalStateException("The sum is %d, not %d".formatted(sum, expectedSum));
    }
    return sum;
  }
}
