package io.github.lakewire.benchmarks;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** From the statement to the values of its first row; what is left is closed, off the clock. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class FirstRow {

  @Param public Transport transport;

  @Param("1000000")
  public int rows;

  private String sql;
  private RowReader reader;
  private Connection connection;
  private Statement statement;

  @Setup
  public void connect() throws IOException, SQLException {
    Dataset dataset = new Dataset(Shape.MIXED, transport, rows);
    CannedClient.ofThisJvm().prepare(dataset);
    sql = dataset.statement();
    reader = RowReader.of(Shape.MIXED, Access.TYPED);
    connection = DriverUnderTest.connect();
    DriverUnderTest.requireAlone();
  }

  /** Execute, and read one row. */
  @Benchmark
  public long firstRow() throws SQLException {
    statement = connection.createStatement();
    ResultSet result = statement.executeQuery(sql);
    if (!result.next()) {
      throw new IllegalStateException("There is no row");
    }
    return reader.read(result);
  }

  @TearDown(Level.Invocation)
  public void closeStatement() throws SQLException {
    statement.close();
  }

  @TearDown
  public void disconnect() throws SQLException {
    connection.close();
  }
}
