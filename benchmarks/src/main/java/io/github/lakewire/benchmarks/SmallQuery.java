package io.github.lakewire.benchmarks;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A statement with a few rows on an open connection: what the round trips cost. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SmallQuery {

  @Param("INLINE_LZ4")
  public Transport transport;

  @Param("10")
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
      return readAll(result);
    }
  }

  /** The same through a prepared statement without parameters. */
  @Benchmark
  public long preparedStatement() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet result = statement.executeQuery()) {
      return readAll(result);
    }
  }

  private long readAll(ResultSet result) throws SQLException {
    long sum = 0;
    while (result.next()) {
      sum += reader.read(result);
    }
    return sum;
  }
}
