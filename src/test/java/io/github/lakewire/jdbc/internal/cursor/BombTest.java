package io.github.lakewire.jdbc.internal.cursor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.flatbuffers.FlatBufferBuilder;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.fetch.FetchResources;
import io.github.lakewire.jdbc.internal.fetch.Page;
import io.github.lakewire.jdbc.internal.fetch.SessionBufferPoolTest;
import io.github.lakewire.jdbc.testkit.ArrowBytes;
import io.github.lakewire.jdbc.testkit.Bombs;
import io.github.lakewire.jdbc.testkit.FakePages;
import io.github.lakewire.jdbc.testkit.ResultFiles;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.arrow.flatbuf.Bool;
import org.apache.arrow.flatbuf.KeyValue;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.TimeUnit;
import org.apache.arrow.flatbuf.Timestamp;
import org.apache.arrow.flatbuf.Type;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

/** A few bytes that stand for many values are refused before any of these is made. */
class BombTest {
  private static final long[] NOTHING = {0, 0};

  @Test
  void buffersOverEachOtherAreRefused() throws Exception {
    Field number = Field.nullable("n", new ArrowType.Int(64, true));
    long[][] nodes = {{1, 0}, {1, 0}};
    long[][] apart = {NOTHING, {0, 8}, NOTHING, {8, 8}};
    long[][] same = {NOTHING, {0, 8}, NOTHING, {4, 8}};
    List<Field> fields = List.of(number, number);
    assertEquals(0L, first(fields, 1, nodes, apart, new byte[16]));
    // The body is as long as one of them.
    DriverException exception =
        assertThrows(DriverException.class, () -> first(fields, 1, nodes, same, new byte[12]));
    assertEquals(DriverException.Kind.PROTOCOL, exception.kind());
    assertTrue(exception.getMessage().contains("over each other"), exception.getMessage());
  }

  @Test
  void elementsThatTakeNoBytesAreCountedWithAllTheirFields() throws Exception {
    Field nothing = Field.nullable("v", new ArrowType.Null());
    Field struct =
        new Field(
            "element",
            FieldType.nullable(new ArrowType.Struct()),
            Collections.nCopies(20, nothing));
    Field list = new Field("l", FieldType.nullable(new ArrowType.List()), List.of(struct));
    assertEquals(1_000, ((List<?>) elements(list, 1_000)).size());
    DriverException exception = assertThrows(DriverException.class, () -> elements(list, 60_000));
    assertEquals(DriverException.Kind.PROTOCOL, exception.kind());
    assertTrue(exception.getMessage().contains("more elements than bytes"), exception.getMessage());
  }

  @Test
  void fieldsThatShareALongZoneAreRefused() {
    FlatBufferBuilder builder = new FlatBufferBuilder();
    int zone = builder.createString("z".repeat(50_000));
    int type = Timestamp.createTimestamp(builder, TimeUnit.MICROSECOND, zone);
    startField(builder, Type.Timestamp, type);
    refuse(builder, org.apache.arrow.flatbuf.Field.endField(builder));
  }

  @Test
  void fieldsThatShareALotOfMetadataAreRefused() {
    FlatBufferBuilder builder = new FlatBufferBuilder();
    int entry = KeyValue.createKeyValue(builder, 0, 0);
    int[] entries = new int[12_000];
    Arrays.fill(entries, entry);
    int metadata = org.apache.arrow.flatbuf.Field.createCustomMetadataVector(builder, entries);
    Bool.startBool(builder);
    startField(builder, Type.Bool, Bool.endBool(builder));
    org.apache.arrow.flatbuf.Field.addCustomMetadata(builder, metadata);
    refuse(builder, org.apache.arrow.flatbuf.Field.endField(builder));
  }

  private static void startField(FlatBufferBuilder builder, byte kind, int type) {
    org.apache.arrow.flatbuf.Field.startField(builder);
    org.apache.arrow.flatbuf.Field.addTypeType(builder, kind);
    org.apache.arrow.flatbuf.Field.addType(builder, type);
  }

  /** A schema with the same field three thousand times, which alone is believed. */
  private static void refuse(FlatBufferBuilder builder, int field) {
    int[] fields = new int[3_000];
    Arrays.fill(fields, field);
    int vector = org.apache.arrow.flatbuf.Schema.createFieldsVector(builder, fields);
    org.apache.arrow.flatbuf.Schema.startSchema(builder);
    org.apache.arrow.flatbuf.Schema.addFields(builder, vector);
    int schema = org.apache.arrow.flatbuf.Schema.endSchema(builder);
    byte[] message = Bombs.message(builder, MessageHeader.Schema, schema, 0, new byte[0]);
    DriverException exception =
        assertThrows(DriverException.class, () -> Cursors.arrowSchema(message));
    assertEquals(DriverException.Kind.PROTOCOL, exception.kind());
    assertTrue(exception.getMessage().contains("impossible schema"), exception.getMessage());
  }

  /** A list of so many structs, of which only the two offsets are there. */
  private static Object elements(Field list, int count) throws DriverException {
    long[][] nodes = new long[22][];
    nodes[0] = new long[] {1, 0};
    for (int i = 1; i < nodes.length; i++) {
      nodes[i] = new long[] {count, 0};
    }
    byte[] offsets =
        ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putInt(0).putInt(count).array();
    return first(List.of(list), 1, nodes, new long[][] {NOTHING, {0, 8}, NOTHING}, offsets);
  }

  private static Object first(
      List<Field> fields, int rows, long[][] nodes, long[][] buffers, byte[] body)
      throws DriverException {
    byte[] schema = ArrowBytes.schema(new Schema(fields));
    byte[] batch = Bombs.batch(rows, nodes, buffers, body.length, body);
    Page page = new Page.Batches(List.of(new Page.EncodedBatch(batch, 0, batch.length, rows)));
    RowCursor cursor =
        Cursors.arrow(
            schema,
            Cursors.arrowSchema(schema),
            false,
            new FakePages(page),
            new ResultFiles(),
            new FetchResources(Runnable::run, 1, 1 << 20, SessionBufferPoolTest.none()));
    assertTrue(cursor.advance());
    return cursor.reader(0).getObject(cursor.row());
  }
}
