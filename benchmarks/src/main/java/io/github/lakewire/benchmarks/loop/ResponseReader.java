package io.github.lakewire.benchmarks.loop;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.lakewire.benchmarks.Dataset;
import io.github.lakewire.benchmarks.Transport;
import io.github.lakewire.jdbc.internal.ipc.ArrayByteSource;
import io.github.lakewire.jdbc.internal.ipc.BufferSource;
import io.github.lakewire.jdbc.internal.ipc.Lz4FrameReader;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads answers in place: the values of pages are added up, links are listed. */
final class ResponseReader {

  private static final int MAX_PLAIN_BYTES = 64 * 1024 * 1024;

  private final Dataset dataset;
  private final Lz4FrameReader frame =
      new Lz4FrameReader(MAX_PLAIN_BYTES, BufferSource.unpooled(), null);
  private final BatchSum batches;
  private final ColumnSum columns;

  ResponseReader(Dataset dataset) {
    this.dataset = dataset;
    this.batches = new BatchSum(dataset.shape());
    this.columns = new ColumnSum(dataset.shape());
  }

  /**
   * What the answer of ExecuteStatement held.
   *
   * @param links paths of files
   */
  @SuppressWarnings("ArrayRecordComponent") // read once, never compared
  record Answer(byte[] guid, boolean closed, boolean more, long sum, List<String> links) {}

  Answer executed(Body body) throws IOException {
    ThriftBytes in = success(body);
    require(in.enter(2), "operation handle");
    int handle = in.at;
    require(in.enter(1), "operation id");
    require(in.enter(1), "guid");
    int guidLength = in.i32();
    byte[] guid = Arrays.copyOfRange(in.bytes, in.at, in.at + guidLength);
    in.at = handle;
    in.skip((byte) 12);
    require(in.enter(0x501), "direct results");
    require(in.enter(3), "first page");
    int page = in.at;
    in.skip((byte) 12);
    boolean closed = in.enter(4);
    List<String> links = new ArrayList<>();
    long sum = page(new ThriftBytes(body.array, page), links);
    in.at = page;
    return new Answer(guid, closed, in.enter(2) && in.i8() != 0, sum, links);
  }

  long fetched(Body body) throws IOException {
    return page(success(body), new ArrayList<>());
  }

  static boolean hasMoreRows(Body body) throws IOException {
    ThriftBytes in = success(body);
    return in.enter(2) && in.i8() != 0;
  }

  long file(Body body) throws IOException {
    return compressed(body.array, 0, body.length);
  }

  private long page(ThriftBytes in, List<String> links) throws IOException {
    require(in.enter(3), "row set");
    if (dataset.transport() == Transport.COLUMNAR) {
      return in.enter(3) ? columns.columns(in) : 0;
    }
    boolean files = dataset.transport() == Transport.CLOUDFETCH_LZ4;
    if (!in.enter(files ? 0x502 : 0x501)) {
      return 0;
    }
    in.i8();
    long sum = 0;
    for (int left = in.i32(); left > 0; left--) {
      int element = in.at;
      require(in.enter(1), "batch or link");
      int length = in.i32();
      if (files) {
        links.add(URI.create(new String(in.bytes, in.at, length, UTF_8)).getPath());
      } else {
        sum += batch(in.bytes, in.at, length);
      }
      in.at = element;
      in.skip((byte) 12);
    }
    return sum;
  }

  private long batch(byte[] bytes, int at, int length) throws IOException {
    return dataset.transport() == Transport.INLINE
        ? batches.messages(new ArrayByteSource(bytes, at, length))
        : compressed(bytes, at, length);
  }

  private long compressed(byte[] bytes, int at, int length) throws IOException {
    frame.reset(bytes, at, length, MAX_PLAIN_BYTES);
    return batches.messages(frame);
  }

  private static ThriftBytes success(Body body) throws IOException {
    ThriftBytes in = new ThriftBytes(body.array, 4);
    int nameLength = in.i32();
    in.at += nameLength + Integer.BYTES;
    require(in.enter(0), "success");
    return in;
  }

  private static void require(boolean present, String what) throws IOException {
    if (!present) {
      throw new IOException("The answer has no " + what);
    }
  }
}
