package io.github.lakewire.jdbc.internal.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.flatbuffers.FlatBufferBuilder;
import io.github.lakewire.jdbc.internal.fault.Fault;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.arrow.flatbuf.BodyCompression;
import org.apache.arrow.flatbuf.DictionaryBatch;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

/** Messages that the format allows but servers do not send, or not any more. */
class UnusualMessagesTest {

  private static int read(byte[] schema, byte[] batch, long rows) throws Fault {
    Page page = new Page.Batches(List.of(new Page.EncodedBatch(batch, 0, batch.length, rows)));
    RowCursor cursor =
        Results.arrow(
            schema,
            Results.arrowSchema(schema),
            false,
            new FakePages(page),
            new FakeStore(),
            new Transfer(Runnable::run, 1, 1 << 20, SpareArraysTest.none()));
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
    assertEquals(5, read(schema, ArrowOracle.concat(schema, SampleBatches.batch(0, 5)), 5));
  }

  @Test
  void dictionariesArePassedOver() throws Exception {
    FlatBufferBuilder builder = new FlatBufferBuilder();
    int dictionary = DictionaryBatch.createDictionaryBatch(builder, 1, 0, false);
    byte[] message = message(builder, MessageHeader.DictionaryBatch, dictionary);
    byte[] batch = ArrowOracle.concat(message, SampleBatches.batch(0, 5));
    assertEquals(5, read(SampleBatches.schema(), batch, 5));
  }

  @Test
  void compressionInsideBatchesIsRefusedAsUnsupported() {
    FlatBufferBuilder builder = new FlatBufferBuilder();
    int compression = BodyCompression.createBodyCompression(builder, (byte) 0, (byte) 0);
    RecordBatch.startRecordBatch(builder);
    RecordBatch.addCompression(builder, compression);
    int batch = RecordBatch.endRecordBatch(builder);
    byte[] message = message(builder, MessageHeader.RecordBatch, batch);
    Fault fault = assertThrows(Fault.class, () -> read(SampleBatches.schema(), message, 1));
    assertEquals(Fault.Kind.UNSUPPORTED, fault.kind());
    assertTrue(fault.getMessage().contains("compressed"));
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
    byte[] schema = ArrowOracle.schema(new Schema(List.of(new Field("v", variant, List.of()))));
    assertEquals(
        List.of(new ColumnInfo("v", SqlType.parse("VARIANT"), "", Nullability.NULLABLE)),
        Results.arrowSchema(schema).columns());
  }

  @Test
  void aZoneThatJavaDoesNotKnowSpoilsOnlyTheDisplay() throws Exception {
    byte[] schema =
        ArrowOracle.schema(
            new Schema(
                List.of(
                    Field.nullable(
                        "t", new ArrowType.Timestamp(TimeUnit.MICROSECOND, "Mars/Olympus")))));
    assertEquals(ColumnType.TIMESTAMP, Results.arrowSchema(schema).columns().get(0).type());
    ColumnInfo column = Results.arrowSchema(schema).columns().get(0);
    TimestampReader reader = new TimestampReader(column, 1_000_000, "Mars/Olympus");
    reader.bytes = new byte[8];
    assertEquals(java.time.Instant.EPOCH, reader.getObject(0));
    Fault fault = assertThrows(Fault.class, () -> reader.getString(0));
    assertEquals(Fault.Kind.UNSUPPORTED, fault.kind());
    assertTrue(fault.getMessage().contains("Mars/Olympus"));
  }
}
