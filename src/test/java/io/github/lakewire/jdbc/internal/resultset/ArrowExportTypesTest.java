package io.github.lakewire.jdbc.internal.resultset;

import static io.github.lakewire.jdbc.internal.resultset.ArrowCells.field;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.cursor.Cursors;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;
import io.github.lakewire.jdbc.internal.types.ResultSchema;
import io.github.lakewire.jdbc.internal.types.SqlType;
import io.github.lakewire.jdbc.testkit.ArrowBytes;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.compare.VectorEqualsVisitor;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.IntervalUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every type as Arrow vectors: what Arrow's own library wrote, and the same sent as text. */
class ArrowExportTypesTest {
  private static final String SQL_NAME = "Spark:DataType:SqlName";
  private static final int[] BATCHES = {1, 7, 8, 9, 500, 64};

  private final Random random = new Random(7);

  private static ArrowType.Int integer(int width) {
    return new ArrowType.Int(width, true);
  }

  private static Field notNull(Field field) {
    return new Field(
        field.getName(),
        new FieldType(false, field.getType(), null, field.getMetadata()),
        field.getChildren());
  }

  private static List<Field> everyType() {
    List<Field> fields =
        new ArrayList<>(
            List.of(
                field("bool", "BOOLEAN", ArrowType.Bool.INSTANCE),
                field("tiny", "TINYINT", integer(8)),
                field("small", "SMALLINT", integer(16)),
                notNull(field("int", "INT", integer(32))),
                field("big", "BIGINT", integer(64)),
                field("float", "FLOAT", new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE)),
                field(
                    "double", "DOUBLE", new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE)),
                field("decimal", "DECIMAL(38,7)", new ArrowType.Decimal(38, 7, 128)),
                field("text", "STRING", ArrowType.Utf8.INSTANCE),
                field("large", "STRING", ArrowType.LargeUtf8.INSTANCE),
                field("binary", "BINARY", ArrowType.Binary.INSTANCE),
                field("largebinary", "BINARY", ArrowType.LargeBinary.INSTANCE),
                field("date", "DATE", new ArrowType.Date(DateUnit.DAY)),
                field("months", "INTERVAL YEAR", new ArrowType.Interval(IntervalUnit.YEAR_MONTH)),
                field("variant", "VARIANT", ArrowType.Utf8.INSTANCE),
                field("void", "VOID", ArrowType.Null.INSTANCE),
                field(
                    "list",
                    "ARRAY<STRING>",
                    ArrowType.List.INSTANCE,
                    field("element", ArrowType.Utf8.INSTANCE)),
                field(
                    "voids",
                    "ARRAY<VOID>",
                    ArrowType.List.INSTANCE,
                    field("element", ArrowType.Null.INSTANCE)),
                field(
                    "struct",
                    "STRUCT<a: INT, A: STRING>",
                    ArrowType.Struct.INSTANCE,
                    field("a", integer(32)),
                    field("A", ArrowType.Utf8.INSTANCE)),
                new Field(
                    "map",
                    new FieldType(
                        true,
                        new ArrowType.Map(false),
                        null,
                        Map.of(SQL_NAME, "MAP<STRING, ARRAY<DECIMAL(9,2)>>")),
                    ArrowCells.map(
                            "",
                            field("key", ArrowType.Utf8.INSTANCE),
                            field(
                                "value",
                                ArrowType.List.INSTANCE,
                                field("element", new ArrowType.Decimal(9, 2, 128))))
                        .getChildren())));
    for (TimeUnit unit : TimeUnit.values()) {
      fields.add(field("ts " + unit, "TIMESTAMP", new ArrowType.Timestamp(unit, "Europe/Berlin")));
      fields.add(field("ntz " + unit, "TIMESTAMP_NTZ", new ArrowType.Timestamp(unit, null)));
      fields.add(field("span " + unit, "INTERVAL DAY TO SECOND", new ArrowType.Duration(unit)));
    }
    return fields;
  }

  private Object value(Field field) {
    return switch (field.getType().getTypeID()) {
      case Bool -> random.nextBoolean();
      case Int -> random.nextLong();
      case FloatingPoint -> random.nextGaussian();
      case Decimal ->
          new BigDecimal(
              BigInteger.valueOf(random.nextInt(100_000)),
              ((ArrowType.Decimal) field.getType()).getScale());
      case Utf8, LargeUtf8 -> "ü".repeat(random.nextInt(4)) + random.nextInt();
      case Binary, LargeBinary -> BigInteger.valueOf(random.nextLong()).toByteArray();
      case Date -> LocalDate.ofEpochDay(random.nextInt(40_000) - 20_000);
      case Interval -> Period.ofMonths(random.nextInt());
      case Timestamp -> Instant.ofEpochSecond(random.nextInt(), 123_456_000);
      case Duration -> Duration.ofNanos(random.nextLong());
      case Null -> null;
      case List ->
          Arrays.asList(
              IntStream.range(0, random.nextInt(4))
                  .mapToObj(i -> nullOr(field.getChildren().get(0)))
                  .toArray());
      case Struct -> field.getChildren().stream().map(this::nullOr).toArray();
      case Map -> {
        List<Field> parts = field.getChildren().get(0).getChildren();
        Map<Object, Object> entries = new LinkedHashMap<>();
        for (int i = random.nextInt(3); i > 0; i--) {
          entries.put(value(parts.get(0)), nullOr(parts.get(1)));
        }
        yield entries;
      }
      default -> throw new AssertionError(field);
    };
  }

  private Object nullOr(Field field) {
    return random.nextInt(4) == 0 ? null : value(field);
  }

  private VectorSchemaRoot filled(Schema schema, BufferAllocator allocator, int rows, int share) {
    VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator);
    root.allocateNew();
    for (FieldVector vector : root.getFieldVectors()) {
      for (int row = 0; row < rows; row++) {
        boolean isNull = random.nextInt(3) < share && vector.getField().isNullable();
        ArrowCells.set(vector, row, isNull ? null : value(vector.getField()));
      }
    }
    root.setRowCount(rows);
    return root;
  }

  private static void assertSame(VectorSchemaRoot expected, VectorSchemaRoot actual, int rows) {
    assertEquals(rows, actual.getRowCount());
    for (int i = 0; i < expected.getFieldVectors().size(); i++) {
      FieldVector vector = actual.getVector(i);
      assertEquals(rows, vector.getValueCount(), vector.getName());
      try (VectorSchemaRoot wanted =
          expected.getRowCount() == rows ? null : expected.slice(0, rows)) {
        FieldVector of = (wanted == null ? expected : wanted).getVector(i);
        assertTrue(
            VectorEqualsVisitor.vectorEquals(of, vector, (a, b) -> true),
            () -> of.getField() + "\n" + of + "\n" + vector);
        assertEquals(of.getNullCount(), vector.getNullCount(), vector.getName());
      }
    }
  }

  private static long memory(ArrowReader reader) throws IOException {
    return reader.getVectorSchemaRoot().getVector(0).getAllocator().getAllocatedMemory();
  }

  @ParameterizedTest
  @EnumSource(ExportedResults.Way.class)
  void everyTypeArrivesAsArrowWroteIt(ExportedResults.Way way) throws Exception {
    Schema schema = new Schema(everyType());
    ExportedResults results = new ExportedResults(schema);
    List<VectorSchemaRoot> expected = new ArrayList<>();
    try (BufferAllocator allocator = new RootAllocator()) {
      int share = 0;
      for (int rows : BATCHES) {
        VectorSchemaRoot root = filled(schema, allocator, rows, share++ % 4);
        expected.add(root);
        results.add(ArrowBytes.batch(root), rows);
      }
      BufferAllocator used;
      try (LakewireResultSet rows = results.open(way);
          ArrowReader reader = rows.unwrap(ArrowReader.class)) {
        assertEquals(schema, reader.getVectorSchemaRoot().getSchema());
        used = reader.getVectorSchemaRoot().getVector(0).getAllocator();
        for (VectorSchemaRoot batch : expected) {
          assertTrue(reader.loadNextBatch());
          assertSame(batch, reader.getVectorSchemaRoot(), batch.getRowCount());
        }
        assertTrue(memory(reader) > 0);
        assertTrue(reader.bytesRead() > 0);
        assertFalse(reader.loadNextBatch());
        assertEquals(0, reader.getVectorSchemaRoot().getRowCount());
        assertFalse(reader.loadNextBatch());
      }
      assertEquals(0, used.getAllocatedMemory());
      assertEquals(1, results.closed);
      expected.forEach(VectorSchemaRoot::close);
    }
  }

  @Test
  void rowsBeyondThoseAnnouncedAndBeyondMaxRowsAreCutOff() throws Exception {
    Schema schema = new Schema(everyType());
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot root = filled(schema, allocator, 100, 1)) {
      byte[] message = ArrowBytes.batch(root);
      ExportedResults results =
          new ExportedResults(schema).add(message, 33).add(message, 99).add(message, 9);
      try (LakewireResultSet rows = results.maxRows(50).open(ExportedResults.Way.INLINE);
          ArrowReader reader = rows.unwrap(ArrowReader.class)) {
        assertTrue(reader.loadNextBatch());
        assertSame(root, reader.getVectorSchemaRoot(), 33);
        assertTrue(reader.loadNextBatch());
        assertSame(root, reader.getVectorSchemaRoot(), 17);
        assertFalse(reader.loadNextBatch());
      }
    }
  }

  @Test
  void rowsThatWereReadFromAnotherFileAreLeftOut() throws Exception {
    Schema schema = new Schema(everyType());
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot root = filled(schema, allocator, 100, 1)) {
      byte[] message = ArrowBytes.batch(root);
      ExportedResults results =
          new ExportedResults(schema)
              .add(message, 100)
              .addRest(message, 63, 37)
              .addRest(message, 20, 8)
              .add(message, 9);
      try (LakewireResultSet rows = results.open(ExportedResults.Way.FILES_LZ4);
          ArrowReader reader = rows.unwrap(ArrowReader.class)) {
        int[][] parts = {{0, 100}, {37, 63}, {8, 20}, {0, 9}};
        for (int[] part : parts) {
          assertTrue(reader.loadNextBatch());
          try (VectorSchemaRoot expected = root.slice(part[0], part[1])) {
            assertSame(expected, reader.getVectorSchemaRoot(), part[1]);
          }
        }
        assertFalse(reader.loadNextBatch());
      }
    }
  }

  @Test
  void validityMayBeLeftOutWhereNothingIsNull() throws Exception {
    Schema schema =
        new Schema(
            IntStream.range(0, 100).mapToObj(i -> field("c" + i, "BIGINT", integer(64))).toList());
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot root = filled(schema, allocator, 77, 0);
        ArrowRecordBatch whole = new VectorUnloader(root).getRecordBatch()) {
      List<ArrowBuf> buffers = new ArrayList<>();
      for (int i = 0; i < whole.getBuffers().size(); i++) {
        buffers.add(i % 2 == 0 ? allocator.getEmpty() : whole.getBuffers().get(i));
      }
      ExportedResults results = new ExportedResults(schema);
      try (ArrowRecordBatch bare = new ArrowRecordBatch(77, whole.getNodes(), buffers)) {
        byte[] message = ArrowBytes.batch(bare);
        results.add(message, 77).add(message, 77);
      }
      try (LakewireResultSet rows = results.open(ExportedResults.Way.INLINE);
          ArrowReader reader = rows.unwrap(ArrowReader.class)) {
        for (int batch = 0; batch < 2; batch++) {
          assertTrue(reader.loadNextBatch());
          assertSame(root, reader.getVectorSchemaRoot(), 77);
        }
        assertFalse(reader.loadNextBatch());
      }
    }
  }

  private static Object only(LakewireResultSet rows, ArrowType type, String sqlName)
      throws Exception {
    try (rows;
        ArrowReader reader = rows.unwrap(ArrowReader.class)) {
      Field field = reader.getVectorSchemaRoot().getSchema().getFields().get(0);
      assertEquals(type, field.getType());
      assertEquals(Map.of(SQL_NAME, sqlName), field.getMetadata());
      assertTrue(reader.loadNextBatch());
      FieldVector vector = reader.getVectorSchemaRoot().getVector(0);
      assertEquals(2, vector.getValueCount());
      assertTrue(vector.isNull(1));
      Object value = vector.isNull(0) ? null : vector.getObject(0);
      return value instanceof byte[] ? value : String.valueOf(value);
    }
  }

  /** The value sent as text in an Arrow result, and in a columnar one. */
  private static void assertText(String expected, ArrowType type, String sqlName, String text)
      throws Exception {
    assertEquals(
        expected,
        only(
            ArrowCells.rows(field("c", sqlName, ArrowType.Utf8.INSTANCE), text, null),
            type,
            sqlName));
    assertEquals(expected, only(columnar(sqlName, text), type, sqlName));
  }

  private static LakewireResultSet columnar(String sqlName, Object value) {
    ColumnInfo column = SqlType.parse(sqlName).column("c");
    return ArrowCells.columnar(
        new ResultSchema(List.of(column)), List.of(value, value), new byte[] {2});
  }

  @Test
  void typesSentAsTextAreTheSameVectors() throws Exception {
    assertText("1.50", new ArrowType.Decimal(10, 2, 128), "DECIMAL(10,2)", "1.5");
    assertText("18628", new ArrowType.Date(DateUnit.DAY), "DATE", "2021-01-01");
    ArrowType.Timestamp local = new ArrowType.Timestamp(TimeUnit.MICROSECOND, null);
    assertText(
        LocalDateTime.parse("2021-03-28T02:30:00.123456").toString(),
        local,
        "TIMESTAMP_NTZ",
        "2021-03-28 02:30:00.123456");
    assertText(
        LocalDateTime.parse("1500-02-28T23:59:59").toString(),
        local,
        "TIMESTAMP",
        "1500-02-28 23:59:59");
    assertText(
        Period.ofMonths(-14).toString(),
        new ArrowType.Interval(IntervalUnit.YEAR_MONTH),
        "INTERVAL YEAR TO MONTH",
        "-1-2");
    assertText(
        "PT26H3M4.5S",
        new ArrowType.Duration(TimeUnit.MICROSECOND),
        "INTERVAL DAY TO SECOND",
        "1 02:03:04.500000000");
    assertText("text", ArrowType.Utf8.INSTANCE, "STRING", "text");
    assertText("{\"k\":1}", ArrowType.Utf8.INSTANCE, "VARIANT", "{\"k\":1}");
    assertText("[1,null,3]", ArrowType.List.INSTANCE, "ARRAY<INT>", "[1,null,3]");
    assertText(
        "{\"a\":[\"x\",null],\"b\":18628,\"c\":1.20}",
        ArrowType.Struct.INSTANCE,
        "STRUCT<a: ARRAY<STRING>, b: DATE, c: DECIMAL(5,2)>",
        "{\"a\":[\"x\",null],\"b\":2021-01-01,\"c\":1.2}");
    assertText(
        "[{\"key\":1,\"value\":{\"x\":true}},{\"key\":2}]",
        new ArrowType.Map(false),
        "MAP<INT, STRUCT<x: BOOLEAN>>",
        "{1:{\"x\":true},2:null}");
  }

  @Test
  void nestedTextOfWhichTheTypeIsNotKnownStaysText() throws Exception {
    assertText("[1,2]", ArrowType.Utf8.INSTANCE, "ARRAY", "[1,2]");
    assertText(
        "{\"a\":\"AQ==\"}", ArrowType.Utf8.INSTANCE, "STRUCT<a: BINARY>", "{\"a\":\"AQ==\"}");
    assertText(
        "{\"a\":1,\"a\":2}",
        ArrowType.Utf8.INSTANCE,
        "STRUCT<a: INT, a: INT>",
        "{\"a\":1,\"a\":2}");
  }

  @Test
  void columnarValuesAreTheSameVectors() throws Exception {
    assertEquals("true", only(columnar("BOOLEAN", true), ArrowType.Bool.INSTANCE, "BOOLEAN"));
    assertEquals("-7", only(columnar("TINYINT", (byte) -7), integer(8), "TINYINT"));
    assertEquals("-7", only(columnar("SMALLINT", (short) -7), integer(16), "SMALLINT"));
    assertEquals("-7", only(columnar("INT", -7), integer(32), "INT"));
    assertEquals("-7", only(columnar("BIGINT", -7L), integer(64), "BIGINT"));
    assertEquals(
        "0.1",
        only(
            columnar("FLOAT", 0.1),
            new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE),
            "FLOAT"));
    assertEquals(
        "0.1",
        only(
            columnar("DOUBLE", 0.1),
            new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE),
            "DOUBLE"));
    assertEquals("null", only(columnar("VOID", ""), ArrowType.Null.INSTANCE, "VOID"));
    byte[] bytes =
        assertInstanceOf(
            byte[].class,
            only(columnar("BINARY", new byte[] {1, 2}), ArrowType.Binary.INSTANCE, "BINARY"));
    assertEquals("[1, 2]", Arrays.toString(bytes));
  }

  @Test
  void textThatIsNoSuchValueIsRefusedByColumn() throws Exception {
    for (LakewireResultSet rows :
        List.of(
            columnar("ARRAY<INT>", "[1"),
            columnar("DECIMAL(3,1)", "12.34"),
            columnar("DECIMAL(3,1)", "123.4"),
            columnar("DATE", "no day"),
            ArrowCells.rows(field("c", "INT", ArrowType.Utf8.INSTANCE), "3000000000"))) {
      try (rows;
          ArrowReader reader = rows.unwrap(ArrowReader.class)) {
        IOException e = assertThrows(IOException.class, reader::loadNextBatch);
        SQLException cause = assertInstanceOf(SQLException.class, e.getCause());
        assertTrue(cause.getSQLState().startsWith("22"), cause.getSQLState());
        assertTrue(cause.getMessage().contains("'c'"), cause.getMessage());
        assertEquals(0, memory(reader));
        assertThrows(IOException.class, reader::loadNextBatch);
      }
    }
  }

  @Test
  void structWithTwoFieldsOfOneNameComesAsText() throws Exception {
    Field field =
        field(
            "c",
            "STRUCT<a: INT, a: INT>",
            ArrowType.Struct.INSTANCE,
            field("a", integer(32)),
            field("b", integer(32)));
    // Arrow cannot write such a struct either: only its schema can be made so.
    Field twins =
        field(
            "c",
            "STRUCT<a: INT, a: INT>",
            ArrowType.Struct.INSTANCE,
            field("a", integer(32)),
            field("a", integer(32)));
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot root = VectorSchemaRoot.create(new Schema(List.of(field)), allocator)) {
      root.allocateNew();
      ArrowCells.set(root.getVector(0), 0, new Object[] {1, 2});
      root.setRowCount(1);
      ExportedResults results =
          new ExportedResults(new Schema(List.of(twins))).add(ArrowBytes.batch(root), 1);
      try (LakewireResultSet rows = results.open(ExportedResults.Way.INLINE);
          ArrowReader reader = rows.unwrap(ArrowReader.class)) {
        assertTrue(reader.loadNextBatch());
        assertEquals(
            "{\"a\":1,\"a\":2}", reader.getVectorSchemaRoot().getVector(0).getObject(0).toString());
      }
    }
  }

  @Test
  void columnsOfOneNameAndTypeStayApart() throws Exception {
    Field twin = field("twin", "INT", integer(32));
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot root =
            VectorSchemaRoot.create(new Schema(List.of(twin, twin)), allocator)) {
      root.allocateNew();
      ArrowCells.set(root.getVector(0), 0, 1);
      ArrowCells.set(root.getVector(1), 0, 2);
      root.setRowCount(1);
      ExportedResults results =
          new ExportedResults(new Schema(List.of(twin, twin))).add(ArrowBytes.batch(root), 1);
      BufferAllocator used;
      try (LakewireResultSet rows = results.open(ExportedResults.Way.INLINE);
          ArrowReader reader = rows.unwrap(ArrowReader.class)) {
        used = reader.getVectorSchemaRoot().getVector(0).getAllocator();
        assertTrue(reader.loadNextBatch());
        assertEquals(1, reader.getVectorSchemaRoot().getVector(0).getObject(0));
        assertEquals(2, reader.getVectorSchemaRoot().getVector(1).getObject(0));
      }
      assertEquals(0, used.getAllocatedMemory());
    }
  }

  @Test
  void rowsInMemoryAreVectorsToo() throws Exception {
    ResultSchema schema =
        new ResultSchema(
            List.of(SqlType.parse("STRING").column("A"), SqlType.parse("INT").column("B")));
    List<Object[]> values = List.of(new Object[] {"x", 1}, new Object[] {null, 2});
    try (LakewireResultSet rows =
            new LakewireResultSet(ResultSetOwner.NONE, schema, Cursors.rows(schema, values), 0, 0);
        ArrowReader reader = rows.unwrap(ArrowReader.class)) {
      assertTrue(reader.loadNextBatch());
      assertEquals(2, reader.getVectorSchemaRoot().getRowCount());
      assertEquals("x", reader.getVectorSchemaRoot().getVector("A").getObject(0).toString());
      assertTrue(reader.getVectorSchemaRoot().getVector("A").isNull(1));
      assertEquals(2, reader.getVectorSchemaRoot().getVector("B").getObject(1));
      assertFalse(reader.loadNextBatch());
    }
  }
}
