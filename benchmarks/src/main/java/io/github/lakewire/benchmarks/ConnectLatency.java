package io.github.lakewire.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Open a connection and close it again, in a JVM that has done so before. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ConnectLatency {

  /** The whole life of a session without statements. */
  @Benchmark
  public boolean connectAndClose() throws SQLException {
    try (Connection connection = DriverUnderTest.connect()) {
      return connection.isClosed();
    }
  }
}
