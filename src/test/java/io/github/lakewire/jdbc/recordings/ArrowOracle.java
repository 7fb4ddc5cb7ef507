package io.github.lakewire.jdbc.recordings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.lakewire.jdbc.recordings.RecordedResult.Column;
import io.github.lakewire.jdbc.recordings.RecordedResult.Fields;
import io.github.lakewire.jdbc.recordings.RecordedResult.Text;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jpountz.lz4.LZ4FrameInputStream;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorLoader;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.ipc.message.MessageSerializer;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Reads Arrow answers with Arrow's own vectors and LZ4 frames with lz4-java's stream, so that
 * nothing of the driver is in what it is compared with. Only the framing of messages is done here:
 * Arrow's stream reader needs a JVM flag.
 */
final class ArrowOracle {
  private static final int CONTINUATION = -1;

  private final Schema schema;
  private final List<List<Object>> rows = new ArrayList<>();

  ArrowOracle(byte[] schemaMessage) {
    Message message = nextMessage(ByteBuffer.wrap(schemaMessage).order(ByteOrder.LITTLE_ENDIAN));
    assertEquals(MessageHeader.Schema, message.headerType());
    schema =
        Schema.convertSchema(
            (org.apache.arrow.flatbuf.Schema)
                message.header(new org.apache.arrow.flatbuf.Schema()));
  }

  /** Undoes an LZ4 frame, or several. */
  static byte[] decompress(byte[] bytes) throws IOException {
    try (LZ4FrameInputStream stream = new LZ4FrameInputStream(new ByteArrayInputStream(bytes))) {
      return stream.readAllBytes();
    }
  }

  /** Adds the rows of a batch message, or of a whole stream with a schema of its own. */
  void add(byte[] messages, long rowCount) {
    int before = rows.size();
    ByteBuffer bytes = ByteBuffer.wrap(messages).order(ByteOrder.LITTLE_ENDIAN);
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator)) {
      for (Message message = nextMessage(bytes); message != null; message = nextMessage(bytes)) {
        if (message.headerType() == MessageHeader.RecordBatch) {
          load(message, bytes, root, allocator);
          addRows(root);
        }
        bytes.position(bytes.position() + Math.toIntExact(message.bodyLength()));
      }
    }
    assertEquals(rowCount, rows.size() - before, "rows that the server announced");
  }

  RecordedResult result() {
    List<Column> columns =
        schema.getFields().stream()
            .map(field -> new Column(field.getName(), sqlType(field)))
            .toList();
    return new RecordedResult(columns, rows);
  }

  private static Message nextMessage(ByteBuffer bytes) {
    if (bytes.remaining() < 8) {
      return null;
    }
    assertEquals(CONTINUATION, bytes.getInt());
    int length = bytes.getInt();
    if (length == 0) {
      return null;
    }
    ByteBuffer metadata = bytes.slice(bytes.position(), length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.position(bytes.position() + length);
    return Message.getRootAsMessage(metadata);
  }

  private static void load(
      Message message, ByteBuffer bytes, VectorSchemaRoot root, BufferAllocator allocator) {
    int length = Math.toIntExact(message.bodyLength());
    try (ArrowBuf body = allocator.buffer(length)) {
      body.setBytes(0, bytes.array(), bytes.arrayOffset() + bytes.position(), length);
      RecordBatch header = (RecordBatch) message.header(new RecordBatch());
      // deserializeRecordBatch takes over a reference, and the batch's close() gives it back.
      body.getReferenceManager().retain();
      try (ArrowRecordBatch batch = MessageSerializer.deserializeRecordBatch(header, body)) {
        new VectorLoader(root).load(batch);
      } catch (IOException e) {
        throw new AssertionError("Arrow cannot read the recorded batch", e);
      }
    }
  }

  private void addRows(VectorSchemaRoot root) {
    for (int row = 0; row < root.getRowCount(); row++) {
      List<Object> cells = new ArrayList<>();
      for (FieldVector vector : root.getFieldVectors()) {
        Object value = value(vector, row);
        boolean text = value instanceof String && !sqlType(vector.getField()).equals("STRING");
        cells.add(text ? new Text((String) value) : value);
      }
      rows.add(cells);
    }
  }

  private static Object value(FieldVector vector, int row) {
    if (vector.isNull(row)) {
      return null;
    }
    if (vector instanceof MapVector map) {
      StructVector entries = (StructVector) map.getDataVector();
      Map<Object, Object> values = new LinkedHashMap<>();
      for (int i = map.getElementStartIndex(row); i < map.getElementEndIndex(row); i++) {
        values.put(
            value((FieldVector) entries.getChildByOrdinal(0), i),
            value((FieldVector) entries.getChildByOrdinal(1), i));
      }
      return values;
    }
    if (vector instanceof ListVector list) {
      List<Object> values = new ArrayList<>();
      for (int i = list.getElementStartIndex(row); i < list.getElementEndIndex(row); i++) {
        values.add(value(list.getDataVector(), i));
      }
      return values;
    }
    if (vector instanceof StructVector struct) {
      Map<String, Object> values = new LinkedHashMap<>();
      for (FieldVector child : struct.getChildrenFromFields()) {
        values.put(child.getName(), value(child, row));
      }
      return new Fields(values);
    }
    return scalar(vector, row);
  }

  private static Object scalar(FieldVector vector, int row) {
    if (vector instanceof DateDayVector days) {
      return LocalDate.ofEpochDay(days.get(row));
    }
    if (vector instanceof TimeStampMicroTZVector micros) {
      ArrowType.Timestamp type = (ArrowType.Timestamp) micros.getField().getType();
      Instant instant = Instant.EPOCH.plus(micros.get(row), ChronoUnit.MICROS);
      return instant.atZone(ZoneId.of(type.getTimezone()));
    }
    if (vector instanceof VarBinaryVector binary) {
      return ByteBuffer.wrap(binary.get(row));
    }
    if (vector instanceof VarCharVector text) {
      return text.getObject(row).toString();
    }
    Object value = vector.getObject(row);
    boolean integer = value instanceof Byte || value instanceof Short || value instanceof Integer;
    return integer ? (Object) ((Number) value).longValue() : value;
  }

  private static String sqlType(Field field) {
    String name = field.getMetadata().get("Spark:DataType:SqlName");
    return name == null ? "" : name.toUpperCase(Locale.ROOT);
  }
}
