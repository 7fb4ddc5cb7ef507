package io.github.lakewire.jdbc.internal.resultset;

import io.github.lakewire.jdbc.internal.cursor.Cursors;
import io.github.lakewire.jdbc.internal.cursor.SampleColumns;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.fetch.FetchResources;
import io.github.lakewire.jdbc.internal.fetch.Page;
import io.github.lakewire.jdbc.internal.types.ResultSchema;
import io.github.lakewire.jdbc.testkit.ArrowBytes;
import io.github.lakewire.jdbc.testkit.FakePages;
import io.github.lakewire.jdbc.testkit.ResultFiles;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DateMilliVector;
import org.apache.arrow.vector.Decimal256Vector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.DurationVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.Float2Vector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.IntervalDayVector;
import org.apache.arrow.vector.IntervalMonthDayNanoVector;
import org.apache.arrow.vector.IntervalYearVector;
import org.apache.arrow.vector.LargeVarBinaryVector;
import org.apache.arrow.vector.LargeVarCharVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeMilliVector;
import org.apache.arrow.vector.TimeNanoVector;
import org.apache.arrow.vector.TimeSecVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.UInt1Vector;
import org.apache.arrow.vector.UInt2Vector;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ViewVarBinaryVector;
import org.apache.arrow.vector.ViewVarCharVector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.complex.LargeListViewVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.ListViewVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/** Results of one column, put into Arrow's own vectors: the driver only reads them. */
public final class ArrowCells {
  private ArrowCells() {}

  public static Field field(String name, ArrowType type, Field... children) {
    return new Field(name, FieldType.nullable(type), List.of(children));
  }

  /** A field with Spark's name of its type. */
  public static Field field(String name, String sqlName, ArrowType type, Field... children) {
    Map<String, String> metadata = Map.of("Spark:DataType:SqlName", sqlName);
    return new Field(name, new FieldType(true, type, null, metadata), List.of(children));
  }

  static Field map(String name, Field key, Field value) {
    Field entries =
        new Field(
            "entries",
            FieldType.notNullable(new ArrowType.Struct()),
            List.of(
                new Field("key", FieldType.notNullable(key.getType()), key.getChildren()), value));
    return field(name, new ArrowType.Map(false), entries);
  }

  /** A result set before its first row. */
  public static LakewireResultSet rows(Field field, Object... values) throws DriverException {
    byte[] schemaMessage = ArrowBytes.schema(new Schema(List.of(field)));
    byte[] batch = batch(field, values);
    ResultSchema columns = Cursors.arrowSchema(schemaMessage);
    Page page =
        new Page.Batches(List.of(new Page.EncodedBatch(batch, 0, batch.length, values.length)));
    return new LakewireResultSet(
        ResultSetOwner.NONE,
        columns,
        Cursors.arrow(
            schemaMessage, columns, false, new FakePages(page), new ResultFiles(), TRANSFER),
        0,
        0);
  }

  /** The message of a batch with the values. */
  static byte[] batch(Field field, Object... values) {
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot root = VectorSchemaRoot.create(new Schema(List.of(field)), allocator)) {
      root.allocateNew();
      for (int i = 0; i < values.length; i++) {
        set(root.getVector(0), i, values[i]);
      }
      root.setRowCount(values.length);
      return ArrowBytes.batch(root);
    }
  }

  static LakewireResultSet columnar(ResultSchema schema, List<?> values, byte[] nulls) {
    Page page = new Page.Columns(List.of(SampleColumns.of(values, nulls)), values.size());
    return new LakewireResultSet(
        ResultSetOwner.NONE, schema, Cursors.columnar(schema, new FakePages(page), TRANSFER), 0, 0);
  }

  static final FetchResources TRANSFER =
      new FetchResources(
          Runnable::run,
          1,
          1 << 20,
          io.github.lakewire.jdbc.internal.fetch.SessionBufferPoolTest.none());

  static void set(FieldVector vector, int at, Object value) {
    if (value == null) {
      vector.setNull(at);
    } else if (vector instanceof MapVector map) {
      int start = map.startNewValue(at);
      StructVector entries = (StructVector) map.getDataVector();
      Map<?, ?> values = (Map<?, ?>) value;
      int next = start;
      for (Map.Entry<?, ?> entry : values.entrySet()) {
        entries.setIndexDefined(next);
        set((FieldVector) entries.getChildByOrdinal(0), next, entry.getKey());
        set((FieldVector) entries.getChildByOrdinal(1), next++, entry.getValue());
      }
      map.endValue(at, values.size());
      entries.setValueCount(next);
    } else if (vector instanceof ListVector list) {
      List<?> values = (List<?>) value;
      setAll(list.getDataVector(), list.startNewValue(at), values);
      list.endValue(at, values.size());
    } else if (vector instanceof LargeListVector list) {
      List<?> values = (List<?>) value;
      setAll(list.getDataVector(), (int) list.startNewValue(at), values);
      list.endValue(at, values.size());
    } else if (vector instanceof FixedSizeListVector list) {
      setAll(list.getDataVector(), list.startNewValue(at), (List<?>) value);
    } else if (vector instanceof ListViewVector list) {
      List<?> values = (List<?>) value;
      setAll(list.getDataVector(), list.startNewValue(at), values);
      list.endValue(at, values.size());
    } else if (vector instanceof LargeListViewVector list) {
      List<?> values = (List<?>) value;
      setAll(list.getDataVector(), list.startNewValue(at), values);
      list.endValue(at, values.size());
    } else if (vector instanceof StructVector struct) {
      struct.setIndexDefined(at);
      List<?> values =
          value instanceof Object[] array
              ? Arrays.asList(array)
              : List.copyOf(((Map<?, ?>) value).values());
      for (int i = 0; i < values.size(); i++) {
        set((FieldVector) struct.getChildByOrdinal(i), at, values.get(i));
      }
    } else {
      setScalar(vector, at, value);
    }
  }

  private static void setAll(FieldVector elements, int start, List<?> values) {
    for (int i = 0; i < values.size(); i++) {
      set(elements, start + i, values.get(i));
    }
    elements.setValueCount(start + values.size());
  }

  private static void setScalar(FieldVector vector, int at, Object value) {
    if (!setUnusual(vector, at, value)) {
      setUsual(vector, at, value);
    }
  }

  private static boolean setUnusual(FieldVector vector, int at, Object value) {
    if (vector instanceof UInt1Vector numbers) {
      numbers.setSafe(at, ((Number) value).intValue());
    } else if (vector instanceof UInt2Vector numbers) {
      numbers.setSafe(at, ((Number) value).intValue());
    } else if (vector instanceof UInt4Vector numbers) {
      numbers.setSafe(at, ((Number) value).intValue());
    } else if (vector instanceof UInt8Vector numbers) {
      numbers.setSafe(at, ((Number) value).longValue());
    } else if (vector instanceof Float2Vector numbers) {
      numbers.setSafeWithPossibleTruncate(at, ((Number) value).floatValue());
    } else if (vector instanceof Decimal256Vector numbers) {
      numbers.setSafe(at, (BigDecimal) value);
    } else if (vector instanceof DateMilliVector millis) {
      millis.setSafe(at, ((LocalDate) value).toEpochDay() * 86_400_000);
    } else if (vector instanceof IntervalDayVector intervals) {
      Duration duration = (Duration) value;
      intervals.setSafe(at, (int) duration.toDays(), (int) duration.toMillis() % 86_400_000);
    } else if (vector instanceof IntervalMonthDayNanoVector intervals) {
      long[] parts = (long[]) value;
      intervals.setSafe(at, (int) parts[0], (int) parts[1], parts[2]);
    } else if (vector instanceof TimeSecVector seconds) {
      seconds.setSafe(at, ((LocalTime) value).toSecondOfDay());
    } else if (vector instanceof TimeMilliVector millis) {
      millis.setSafe(at, (int) (((LocalTime) value).toNanoOfDay() / 1_000_000));
    } else if (vector instanceof TimeMicroVector micros) {
      micros.setSafe(at, ((LocalTime) value).toNanoOfDay() / 1_000);
    } else if (vector instanceof TimeNanoVector nanos) {
      nanos.setSafe(at, ((LocalTime) value).toNanoOfDay());
    } else if (vector instanceof FixedSizeBinaryVector bytes) {
      bytes.setSafe(at, (byte[]) value);
    } else if (vector instanceof ViewVarCharVector texts) {
      texts.setSafe(at, value.toString().getBytes(StandardCharsets.UTF_8));
    } else if (vector instanceof ViewVarBinaryVector bytes) {
      bytes.setSafe(at, (byte[]) value);
    } else {
      return false;
    }
    return true;
  }

  private static void setUsual(FieldVector vector, int at, Object value) {
    if (vector instanceof BitVector bits) {
      bits.setSafe(at, (Boolean) value ? 1 : 0);
    } else if (vector instanceof TinyIntVector numbers) {
      numbers.setSafe(at, ((Number) value).byteValue());
    } else if (vector instanceof SmallIntVector numbers) {
      numbers.setSafe(at, ((Number) value).shortValue());
    } else if (vector instanceof IntVector numbers) {
      numbers.setSafe(at, ((Number) value).intValue());
    } else if (vector instanceof BigIntVector numbers) {
      numbers.setSafe(at, ((Number) value).longValue());
    } else if (vector instanceof Float4Vector numbers) {
      numbers.setSafe(at, ((Number) value).floatValue());
    } else if (vector instanceof Float8Vector numbers) {
      numbers.setSafe(at, ((Number) value).doubleValue());
    } else if (vector instanceof DecimalVector numbers) {
      numbers.setSafe(at, (BigDecimal) value);
    } else if (vector instanceof VarCharVector texts) {
      texts.setSafe(at, value.toString().getBytes(StandardCharsets.UTF_8));
    } else if (vector instanceof LargeVarCharVector texts) {
      texts.setSafe(at, value.toString().getBytes(StandardCharsets.UTF_8));
    } else if (vector instanceof VarBinaryVector bytes) {
      bytes.setSafe(at, (byte[]) value);
    } else if (vector instanceof LargeVarBinaryVector bytes) {
      bytes.setSafe(at, (byte[]) value);
    } else if (vector instanceof DateDayVector days) {
      days.setSafe(at, (int) ((LocalDate) value).toEpochDay());
    } else if (vector instanceof TimeStampVector micros) {
      Instant instant =
          value instanceof LocalDateTime local ? local.toInstant(ZoneOffset.UTC) : (Instant) value;
      micros.setSafe(at, instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000);
    } else if (vector instanceof IntervalYearVector months) {
      months.setSafe(at, (int) ((Period) value).toTotalMonths());
    } else if (vector instanceof DurationVector micros) {
      micros.setSafe(at, ((Duration) value).toNanos() / 1_000);
    } else {
      throw new AssertionError(vector.getClass());
    }
  }
}
