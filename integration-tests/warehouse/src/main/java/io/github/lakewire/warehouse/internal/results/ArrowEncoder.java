package io.github.lakewire.warehouse.internal.results;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jpountz.lz4.LZ4FrameOutputStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.ipc.WriteChannel;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.ipc.message.MessageSerializer;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.arrow.ArrowWriter;
import org.apache.spark.sql.execution.arrow.ArrowWriter$;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.util.ArrowUtils$;

/**
 * Spark's own Arrow writer, cut into the pieces that Databricks sends (protocol.md, "Columnar
 * sets", "Arrow batches" and "CloudFetch"). Its memory is one batch. Not for several threads.
 */
public final class ArrowEncoder implements AutoCloseable {
  /** More rows than this are never in one batch. */
  public static final int BATCH_ROWS = 4096;

  private static final long BATCH_BYTES = 4L * 1024 * 1024;

  private final Schema plainSchema;
  private final Schema sparkSchema;
  private final boolean[] asText;
  private final boolean anyText;
  private final ValueText text;
  private final BufferAllocator allocator;
  private final VectorSchemaRoot root;
  private final ArrowWriter writer;

  /** Encodes these columns; timestamps carry the session's zone. */
  public ArrowEncoder(ResultColumns result, String zone) {
    List<Field> plain = new ArrayList<>();
    List<Field> spark = new ArrayList<>();
    List<DataType> types = new ArrayList<>();
    asText = new boolean[result.columns().size()];
    boolean any = false;
    for (ResultColumns.ResultColumn column : result.columns()) {
      Field field =
          ArrowUtils$.MODULE$.toArrowField(
              column.name(), column.wireType(), column.nullable(), zone, false);
      asText[plain.size()] = column.asText();
      any |= column.asText();
      plain.add(field);
      spark.add(described(field, column.type()));
      types.add(column.type());
    }
    anyText = any;
    text = new ValueText(types, zone);
    plainSchema = new Schema(plain);
    sparkSchema = new Schema(spark);
    allocator = ArrowUtils$.MODULE$.rootAllocator().newChildAllocator("result", 0, Long.MAX_VALUE);
    root = VectorSchemaRoot.create(plainSchema, allocator);
    writer = ArrowWriter$.MODULE$.create(root);
  }

  private static Field described(Field field, DataType type) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("Spark:DataType:SqlName", type.sql());
    metadata.put("Spark:DataType:JsonType", type.json());
    return new Field(
        field.getName(),
        new FieldType(field.isNullable(), field.getType(), null, metadata),
        field.getChildren());
  }

  /** The schema message of the metadata, with Spark's description of every column. */
  public byte[] sparkSchemaMessage() {
    return message(sparkSchema);
  }

  /** The schema message of a file: names and Arrow types only. */
  public byte[] plainSchemaMessage() {
    return message(plainSchema);
  }

  private static byte[] message(Schema schema) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (WriteChannel channel = new WriteChannel(Channels.newChannel(bytes))) {
      MessageSerializer.serialize(channel, schema);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** One record batch message and its number of rows. */
  public static final class Batch {
    private final byte[] message;
    private final int rowCount;

    private Batch(byte[] message, int rowCount) {
      this.message = message;
      this.rowCount = rowCount;
    }

    byte[] message() {
      return message;
    }

    int rowCount() {
      return rowCount;
    }
  }

  /**
   * Takes rows for one batch.
   *
   * @return null when there are no rows left
   */
  public Batch next(RowStream rows, long maxRows, long maxBytes) throws Throwable {
    writer.reset();
    int count = 0;
    long bytes = 0;
    long rowLimit = Math.min(maxRows, BATCH_ROWS);
    long byteLimit = Math.min(maxBytes, BATCH_BYTES);
    while (count < rowLimit && bytes < byteLimit && rows.hasNext()) {
      InternalRow row = rows.next();
      bytes += RowStream.sizeOf(row);
      writer.write(anyText ? text.replace(row, asText) : row);
      count++;
    }
    if (count == 0) {
      return null;
    }
    writer.finish();
    ByteArrayOutputStream message = new ByteArrayOutputStream((int) bytes + 1024);
    try (ArrowRecordBatch batch = new VectorUnloader(root).getRecordBatch();
        WriteChannel channel = new WriteChannel(Channels.newChannel(message))) {
      MessageSerializer.serialize(channel, batch);
    }
    return new Batch(message.toByteArray(), count);
  }

  /** A stream that writes one LZ4 frame as the recordings have it: independent blocks of 4 MB. */
  public static OutputStream lz4(OutputStream target) throws IOException {
    return new LZ4FrameOutputStream(target);
  }

  /** One LZ4 frame around some bytes. */
  public static byte[] compressed(byte[] message) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(message.length / 2 + 64);
    try (OutputStream frame = lz4(bytes)) {
      frame.write(message);
    }
    return bytes.toByteArray();
  }

  @Override
  public void close() {
    root.close();
    allocator.close();
  }
}
