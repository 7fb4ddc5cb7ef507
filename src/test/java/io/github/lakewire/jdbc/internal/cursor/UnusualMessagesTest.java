package io.github.lakewire.jdbc.internal.cursor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.flatbuffers.FlatBufferBuilder;
import io.github.lakewire.jdbc.internal.column.TimestampReader;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.fetch.FetchResources;
import io.github.lakewire.jdbc.internal.fetch.Page;
import io.github.lakewire.jdbc.internal.fetch.SessionBufferPoolTest;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;
import io.github.lakewire.jdbc.internal.types.ColumnType;
import io.github.lakewire.jdbc.internal.types.Nullability;
import io.github.lakewire.jdbc.internal.types.ResultSchema;
import io.github.lakewire.jdbc.internal.types.SqlType;
import io.github.lakewire.jdbc.testkit.ArrowBytes;
import io.github.lakewire.jdbc.testkit.FakePages;
import io.github.lakewire.jdbc.testkit.ResultFiles;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.arrow.flatbuf.BodyCompression;
import org.apache.arrow.flatbuf.DictionaryBatch;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.flatbuf.Type;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

/** Messages that the format allows but servers do not send, or not any more. */
class UnusualMessagesTest {

  private static int read(byte[] schema, byte[] batch, long rows) throws DriverException {
    Page page = new Page.Batches(List.of(new Page.EncodedBatch(batch, 0, batch.length, rows)));
    RowCursor cursor =
        Cursors.arrow(
            schema,
            Cursors.arrowSchema(schema),
            false,
            new FakePages(page),
            new ResultFiles(),
            new FetchResources(Runnable::run, 1, 1 << 20, SessionBufferPoolTest.none()));
    int count = 0;
    while (cursor.advance()) {
      count++;
    }
    return count;
  }

  @Test
  void theOldPrefixWithoutMarkerIsRead() throws Exception {
    byte[] schema = SampleBatches.schema();
    byte[] batch = SampleBatches.batch(0, 5);
    byte[] oldSchema = Arrays.copyOfRange(schema, 4, schema.length);
    byte[] oldBatch = Arrays.copyOfRange(batch, 4, batch.length);
    assertEquals(5, read(oldSchema, oldBatch, 5));
  }

  @Test
  void aSchemaBeforeAnInlineBatchIsPassedOver() throws Exception {
    byte[] schema = SampleBatches.schema();
    assertEquals(5, read(schema, ArrowBytes.concat(schema, SampleBatches.batch(0, 5)), 5));
  }

  @Test
  void dictionariesArePassedOver() throws Exception {
    FlatBufferBuilder builder = new FlatBufferBuilder();
    int dictionary = DictionaryBatch.createDictionaryBatch(builder, 1, 0, false);
    byte[] message = message(builder, MessageHeader.DictionaryBatch, dictionary);
    byte[] batch = ArrowBytes.concat(message, SampleBatches.batch(0, 5));
    assertEquals(5, read(SampleBatches.schema(), batch, 5));
  }

  /** A schema whose first fields have a type that came after this driver. */
  private static byte[] schemaWithUnknown(int unknown) {
    FlatBufferBuilder builder = new FlatBufferBuilder();
    int[] fields = new int[unknown + 1];
    for (int i = 0; i <= unknown; i++) {
      int name = builder.createString(i < unknown ? "future" : "n");
      int children = org.apache.arrow.flatbuf.Field.createChildrenVector(builder, new int[0]);
      int type = Int.createInt(builder, 32, true);
      org.apache.arrow.flatbuf.Field.startField(builder);
      org.apache.arrow.flatbuf.Field.addName(builder, name);
      org.apache.arrow.flatbuf.Field.addNullable(builder, true);
      org.apache.arrow.flatbuf.Field.addTypeType(builder, i < unknown ? (byte) 99 : Type.Int);
      org.apache.arrow.flatbuf.Field.addType(builder, type);
      org.apache.arrow.flatbuf.Field.addChildren(builder, children);
      fields[i] = org.apache.arrow.flatbuf.Field.endField(builder);
    }
    int vector = org.apache.arrow.flatbuf.Schema.createFieldsVector(builder, fields);
    org.apache.arrow.flatbuf.Schema.startSchema(builder);
    org.apache.arrow.flatbuf.Schema.addFields(builder, vector);
    int schema = org.apache.arrow.flatbuf.Schema.endSchema(builder);
    return message(builder, MessageHeader.Schema, schema);
  }

  @Test
  void aTypeFromTheFutureFailsOnlyInItsOwnColumn() throws Exception {
    byte[] schema = schemaWithUnknown(1);
    ResultSchema columns = Cursors.arrowSchema(schema);
    assertEquals("UNKNOWN", columns.columns().get(0).typeName());
    byte[] batch;
    // Three buffers stand for those that nobody knows.
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot root =
            VectorSchemaRoot.create(
                new Schema(
                    List.of(
                        Field.nullable("future", new ArrowType.Utf8()),
                        Field.nullable("n", new ArrowType.Int(32, true)))),
                allocator)) {
      for (int i = 0; i < 10; i++) {
        ((VarCharVector) root.getVector(0)).setSafe(i, new byte[i]);
        ((IntVector) root.getVector(1)).setSafe(i, i);
      }
      root.setRowCount(10);
      batch = ArrowBytes.batch(root);
    }
    Page page = new Page.Batches(List.of(new Page.EncodedBatch(batch, 0, batch.length, 10)));
    try (RowCursor cursor =
        Cursors.arrow(
            schema,
            columns,
            false,
            new FakePages(page),
            new ResultFiles(),
            new FetchResources(Runnable::run, 1, 1 << 20, SessionBufferPoolTest.none()))) {
      for (int i = 0; i < 10; i++) {
        assertTrue(cursor.advance());
        assertEquals(i, cursor.reader(1).getInt(i));
        int row = i;
        DriverException exception =
            assertThrows(DriverException.class, () -> cursor.reader(0).getString(row));
        assertEquals(DriverException.Kind.UNSUPPORTED, exception.kind());
        assertTrue(exception.getMessage().contains("'future'"), exception.getMessage());
      }
    }
  }

  @Test
  void ofTwoSuchColumnsNobodyKnowsWhereTheyEnd() {
    DriverException exception =
        assertThrows(DriverException.class, () -> Cursors.arrowSchema(schemaWithUnknown(2)));
    assertEquals(DriverException.Kind.UNSUPPORTED, exception.kind());
    assertTrue(exception.getMessage().contains("'future'"), exception.getMessage());
  }

  @Test
  void compressionInsideBatchesIsRefusedAsUnsupported() {
    FlatBufferBuilder builder = new FlatBufferBuilder();
    int compression = BodyCompression.createBodyCompression(builder, (byte) 0, (byte) 0);
    RecordBatch.startRecordBatch(builder);
    RecordBatch.addCompression(builder, compression);
    int batch = RecordBatch.endRecordBatch(builder);
    byte[] message = message(builder, MessageHeader.RecordBatch, batch);
    DriverException exception =
        assertThrows(DriverException.class, () -> read(SampleBatches.schema(), message, 1));
    assertEquals(DriverException.Kind.UNSUPPORTED, exception.kind());
    assertTrue(exception.getMessage().contains("compressed"));
  }

  private static byte[] message(FlatBufferBuilder builder, byte kind, int header) {
    Message.startMessage(builder);
    Message.addVersion(builder, MetadataVersion.V5);
    Message.addHeaderType(builder, kind);
    Message.addHeader(builder, header);
    Message.finishMessageBuffer(builder, Message.endMessage(builder));
    byte[] metadata = builder.sizedByteArray();
    ByteBuffer framed = ByteBuffer.allocate(8 + metadata.length).order(ByteOrder.LITTLE_ENDIAN);
    return framed.putInt(-1).putInt(metadata.length).put(metadata).array();
  }

  @Test
  void sparksFieldMetadataRulesOverTheArrowType() throws Exception {
    FieldType variant =
        new FieldType(
            true, new ArrowType.Utf8(), null, Map.of("Spark:DataType:SqlName", "VARIANT"));
    byte[] schema = ArrowBytes.schema(new Schema(List.of(new Field("v", variant, List.of()))));
    assertEquals(
        List.of(new ColumnInfo("v", SqlType.parse("VARIANT"), "", Nullability.NULLABLE)),
        Cursors.arrowSchema(schema).columns());
  }

  @Test
  void aZoneThatJavaDoesNotKnowSpoilsOnlyTheDisplay() throws Exception {
    byte[] schema =
        ArrowBytes.schema(
            new Schema(
                List.of(
                    Field.nullable(
                        "t", new ArrowType.Timestamp(TimeUnit.MICROSECOND, "Mars/Olympus")))));
    assertEquals(ColumnType.TIMESTAMP, Cursors.arrowSchema(schema).columns().get(0).type());
    ColumnInfo column = Cursors.arrowSchema(schema).columns().get(0);
    TimestampReader reader = new TimestampReader(column, 1_000_000, "Mars/Olympus");
    reader.bytes = new byte[8];
    assertEquals(java.time.Instant.EPOCH, reader.getObject(0));
    DriverException exception = assertThrows(DriverException.class, () -> reader.getString(0));
    assertEquals(DriverException.Kind.UNSUPPORTED, exception.kind());
    assertTrue(exception.getMessage().contains("Mars/Olympus"));
  }
}
