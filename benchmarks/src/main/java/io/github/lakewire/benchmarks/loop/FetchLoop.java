package io.github.lakewire.benchmarks.loop;

import io.github.lakewire.benchmarks.CannedClient;
import io.github.lakewire.benchmarks.Dataset;
import io.github.lakewire.benchmarks.Shape;
import io.github.lakewire.benchmarks.Transport;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.thrift.TException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The same statement as the drivers' {@code FetchThroughput}, read by the bare loop: one thread and
 * one socket; an answer is received, decompressed and added up before the next one is asked for.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class FetchLoop {

  @Param public Shape shape;
  @Param public Transport transport;

  @Param("1000000")
  public int rows;

  private Dataset dataset;
  private long expectedSum;
  private BareConnection connection;
  private ResponseReader answers;
  private final Body body = new Body();

  @Setup
  public void connect() throws IOException {
    int port = Integer.getInteger(CannedClient.PORT_PROPERTY, 0);
    dataset = new Dataset(shape, transport, rows);
    expectedSum = new CannedClient(port).prepare(dataset).sum();
    connection = new BareConnection(port);
    answers = new ResponseReader(dataset);
  }

  @TearDown
  public void disconnect() throws IOException {
    connection.close();
  }

  /** The whole result. */
  @Benchmark
  public long rows() throws IOException, TException {
    connection.post(Calls.execute(dataset.statement()), body);
    ResponseReader.Answer answer = answers.executed(body);
    long sum = answer.sum();
    for (String link : answer.links()) {
      connection.get(link, body);
      sum += answers.file(body);
    }
    if (answer.more()) {
      byte[] fetch = Calls.fetch(answer.guid());
      boolean more = true;
      while (more) {
        connection.post(fetch, body);
        sum += answers.fetched(body);
        more = ResponseReader.hasMoreRows(body);
      }
    }
    if (!answer.closed()) {
      connection.post(Calls.close(answer.guid()), body);
    }
    if (sum != expectedSum) {
      throw new IllegalStateException("The sum is %d, not %d".formatted(sum, expectedSum));
    }
    return sum;
  }
}
