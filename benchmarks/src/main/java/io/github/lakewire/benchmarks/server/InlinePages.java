package io.github.lakewire.benchmarks.server;

import io.github.lakewire.benchmarks.Shape;
import io.github.lakewire.benchmarks.server.CannedResult.CannedFile;
import io.github.lakewire.thrift.TRowSet;
import io.github.lakewire.thrift.TSparkArrowBatch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.ipc.WriteChannel;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.ipc.message.MessageSerializer;
import org.apache.thrift.TException;

/** Arrow record batches inside Thrift answers, several to a page (protocol.md, "Arrow batches"). */
final class InlinePages implements PageSink {

  private static final int MAX_BATCH_ROWS = 10_000;
  private static final int MAX_BATCH_BYTES = 2 * 1024 * 1024;

  private final boolean lz4;
  private final int batchRows;
  private final PageWriter writer;
  private List<TSparkArrowBatch> batches = new ArrayList<>();
  private long pageBytes;
  private long plainBytes;

  InlinePages(Shape shape, boolean lz4, PageWriter writer) {
    this.lz4 = lz4;
    this.writer = writer;
    this.batchRows = Math.min(MAX_BATCH_ROWS, MAX_BATCH_BYTES / shape.typicalRowBytes());
  }

  @Override
  public int batchRows() {
    return batchRows;
  }

  @Override
  public void add(VectorSchemaRoot root) throws IOException, TException {
    ByteArrayOutputStream message = new ByteArrayOutputStream(MAX_BATCH_BYTES);
    try (ArrowRecordBatch batch = new VectorUnloader(root).getRecordBatch()) {
      MessageSerializer.serialize(new WriteChannel(Channels.newChannel(message)), batch);
    }
    if (pageBytes > 0 && pageBytes + message.size() > PAGE_BYTES) {
      endPage(true);
    }
    byte[] plain = message.toByteArray();
    byte[] sent = lz4 ? Bytes.lz4Frame(plain, plain.length) : plain;
    batches.add(
        new TSparkArrowBatch().setBatch(ByteBuffer.wrap(sent)).setRowCount(root.getRowCount()));
    pageBytes += plain.length;
    plainBytes += plain.length;
  }

  @Override
  public void finish() throws TException {
    endPage(false);
  }

  private void endPage(boolean more) throws TException {
    long rows = batches.stream().mapToLong(TSparkArrowBatch::getRowCount).sum();
    writer.write(new TRowSet().setRows(List.of()).setArrowBatches(batches), rows, more);
    batches = new ArrayList<>();
    pageBytes = 0;
  }

  @Override
  public List<CannedResult.CannedPage> pages() {
    return writer.pages();
  }

  @Override
  public List<CannedFile> files() {
    return List.of();
  }

  @Override
  public long plainBytes() {
    return plainBytes;
  }
}
