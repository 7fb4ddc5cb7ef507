package io.github.lakewire.benchmarks.limit;

import io.github.lakewire.benchmarks.CannedClient;
import io.github.lakewire.benchmarks.Dataset;
import io.github.lakewire.benchmarks.Shape;
import io.github.lakewire.benchmarks.Transport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.thrift.TException;
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

/**
 * The same statement as the drivers' {@code FetchThroughput}, read by the bare loop.
 *
 * <p>Pages are received one ahead of the one being read; files are received and read by several
 * threads at once, in any order, which a driver cannot do.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4)
@Measurement(iterations = 5)
@Fork(1)
public class FetchLimit {

  private static final int MAX_PLAIN_BYTES = 32 * 1024 * 1024;

  @Param public Shape shape;
  @Param public Transport transport;

  @Param("1000000")
  public int rows;

  @Param("NATIVE")
  public Decoder decoder;

  @Param("4")
  public int downloads;

  private Dataset dataset;
  private long expectedSum;
  private ExecutorService executor;
  private BareConnection connection;
  private List<FileReader> fileReaders;
  private AnswerReader answers;
  private final Body[] bodies = {new Body(), new Body()};

  /** A connection with what it needs to read files. */
  private final class FileReader implements AutoCloseable {
    final BareConnection files = new BareConnection(port());
    final Body body = new Body();
    final byte[] plain = new byte[MAX_PLAIN_BYTES];
    final BatchSum sums = new BatchSum(shape);

    FileReader() throws IOException {}

    long sum(List<String> links, int first) throws IOException {
      long sum = 0;
      for (int i = first; i < links.size(); i += downloads) {
        files.get(links.get(i), body);
        int length = decoder.decode(body.array, 0, body.length, plain);
        sum += sums.messages(plain, 0, length);
      }
      return sum;
    }

    @Override
    public void close() throws IOException {
      files.close();
    }
  }

  @Setup
  public void connect() throws IOException {
    dataset = new Dataset(shape, transport, rows);
    expectedSum = new CannedClient(port()).prepare(dataset).sum();
    executor = Executors.newFixedThreadPool(downloads);
    connection = new BareConnection(port());
    answers = new AnswerReader(dataset, decoder, new byte[MAX_PLAIN_BYTES]);
    fileReaders = new ArrayList<>();
    for (int i = 0; i < downloads; i++) {
      fileReaders.add(new FileReader());
    }
  }

  @TearDown
  public void disconnect() throws IOException {
    executor.shutdownNow();
    connection.close();
    for (FileReader reader : fileReaders) {
      reader.close();
    }
  }

  /** The whole result. */
  @Benchmark
  public long rows() throws IOException, TException, InterruptedException, ExecutionException {
    connection.post(Calls.execute(dataset.statement()), bodies[0]);
    AnswerReader.Answer answer = answers.executed(bodies[0]);
    long sum = answer.sum();
    if (transport == Transport.CLOUDFETCH_LZ4) {
      sum += files(answer.links());
    }
    if (answer.closed()) {
      return checked(sum);
    }
    if (answer.more()) {
      sum += pages(Calls.fetch(answer.guid()));
    }
    connection.post(Calls.close(answer.guid()), bodies[0]);
    return checked(sum);
  }

  private long pages(byte[] fetch) throws IOException, InterruptedException, ExecutionException {
    long sum = 0;
    int current = 1;
    connection.post(fetch, bodies[current]);
    boolean more = AnswerReader.hasMoreRows(bodies[current]);
    while (more) {
      Body next = bodies[1 - current];
      Future<Boolean> received = executor.submit(() -> received(fetch, next));
      sum += answers.fetched(bodies[current]);
      more = received.get();
      current = 1 - current;
    }
    return sum + answers.fetched(bodies[current]);
  }

  private boolean received(byte[] fetch, Body body) throws IOException {
    connection.post(fetch, body);
    return AnswerReader.hasMoreRows(body);
  }

  private long files(List<String> links)
      throws IOException, InterruptedException, ExecutionException {
    List<Future<Long>> sums = new ArrayList<>();
    for (int i = 0; i < downloads; i++) {
      int first = i;
      sums.add(executor.submit(() -> fileReaders.get(first).sum(links, first)));
    }
    long sum = 0;
    for (Future<Long> part : sums) {
      sum += part.get();
    }
    return sum;
  }

  private long checked(long sum) {
    if (sum != expectedSum) {
      throw new IllegalStateException("The sum is %d, not %d".formatted(sum, expectedSum));
    }
    return sum;
  }

  private static int port() {
    return Integer.getInteger(CannedClient.PORT_PROPERTY, 0);
  }
}
