package io.github.lakewire.benchmarks.server;

import io.github.lakewire.benchmarks.Shape;
import io.github.lakewire.benchmarks.server.CannedResult.CannedFile;
import io.github.lakewire.benchmarks.server.CannedResult.CannedPage;
import io.github.lakewire.thrift.TSparkArrowResultLink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.ipc.WriteChannel;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.ipc.message.IpcOption;
import org.apache.arrow.vector.ipc.message.MessageSerializer;

/** Arrow streams behind links, each LZ4-framed as a whole (protocol.md, "CloudFetch"). */
final class ArrowFiles implements PageSink {

  private static final int BATCH_ROWS = 4096;
  private static final int FILE_BYTES = 20 * 1024 * 1024;

  private final Shape shape;
  private final List<CannedFile> files = new ArrayList<>();
  private ByteArrayOutputStream stream = new ByteArrayOutputStream(FILE_BYTES);
  private long firstRow;
  private long fileRows;
  private long plainBytes;

  ArrowFiles(Shape shape) {
    this.shape = shape;
  }

  @Override
  public int batchRows() {
    return BATCH_ROWS;
  }

  @Override
  public void add(VectorSchemaRoot root) throws IOException {
    WriteChannel channel = new WriteChannel(Channels.newChannel(stream));
    if (fileRows == 0) {
      MessageSerializer.serialize(channel, Columns.bare(shape));
    }
    try (ArrowRecordBatch batch = new VectorUnloader(root).getRecordBatch()) {
      MessageSerializer.serialize(channel, batch);
    }
    fileRows += root.getRowCount();
    if (stream.size() >= FILE_BYTES) {
      endFile();
    }
  }

  @Override
  public void finish() throws IOException {
    if (fileRows > 0) {
      endFile();
    }
  }

  private void endFile() throws IOException {
    ArrowStreamWriter.writeEndOfStream(
        new WriteChannel(Channels.newChannel(stream)), IpcOption.DEFAULT);
    byte[] plain = stream.toByteArray();
    TSparkArrowResultLink link =
        new TSparkArrowResultLink()
            .setStartRowOffset(firstRow)
            .setRowCount(fileRows)
            .setBytesNum(plain.length)
            .setHttpHeaders(Map.of());
    ByteBuffer frame = ByteBuffer.wrap(Bytes.lz4Frame(plain, plain.length));
    files.add(new CannedFile(link, Bytes.direct(frame)));
    plainBytes += plain.length;
    firstRow += fileRows;
    fileRows = 0;
    stream = new ByteArrayOutputStream(FILE_BYTES);
  }

  @Override
  public List<CannedPage> pages() {
    return List.of();
  }

  @Override
  public List<CannedFile> files() {
    return List.copyOf(files);
  }

  @Override
  public long plainBytes() {
    return plainBytes;
  }
}
