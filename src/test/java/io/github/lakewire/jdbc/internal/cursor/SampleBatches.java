package io.github.lakewire.jdbc.internal.cursor;

import io.github.lakewire.jdbc.testkit.ArrowBytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/** Small batches of several types, laid out by Arrow, to be cut and damaged. */
final class SampleBatches {
  static final Schema SCHEMA =
      new Schema(
          List.of(
              field("id", new ArrowType.Int(64, true)),
              field("flag", new ArrowType.Bool()),
              field("name", new ArrowType.Utf8()),
              field("price", new ArrowType.Decimal(20, 3, 128)),
              field("at", new ArrowType.Timestamp(TimeUnit.MICROSECOND, "Europe/Berlin")),
              field("none", new ArrowType.Null()),
              field("list", new ArrowType.List(), field("element", new ArrowType.Int(32, true)))));

  private SampleBatches() {}

  private static Field field(String name, ArrowType type, Field... children) {
    return new Field(name, FieldType.nullable(type), List.of(children));
  }

  static byte[] schema() {
    return ArrowBytes.schema(SCHEMA);
  }

  /** A batch whose ids count from {@code firstId} on. */
  static byte[] batch(long firstId, int rows) {
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot root = VectorSchemaRoot.create(SCHEMA, allocator)) {
      root.allocateNew();
      ListVector list = (ListVector) root.getVector("list");
      IntVector elements = (IntVector) list.getDataVector();
      int element = 0;
      for (int row = 0; row < rows; row++) {
        long id = firstId + row;
        ((BigIntVector) root.getVector("id")).setSafe(row, id);
        ((BitVector) root.getVector("flag")).setSafe(row, row % 2);
        if (row % 3 != 0) {
          ((VarCharVector) root.getVector("name"))
              .setSafe(row, ("name " + id).getBytes(StandardCharsets.UTF_8));
        }
        ((DecimalVector) root.getVector("price"))
            .setSafe(row, java.math.BigDecimal.valueOf(id * 1001, 3));
        ((TimeStampVector) root.getVector("at")).setSafe(row, id * 1_000_000_007L);
        list.startNewValue(row);
        for (int i = 0; i < row % 3; i++) {
          elements.setSafe(element++, i);
        }
        list.endValue(row, row % 3);
      }
      elements.setValueCount(element);
      root.setRowCount(rows);
      return ArrowBytes.batch(root);
    }
  }
}
