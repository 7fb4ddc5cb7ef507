package io.github.lakewire.jdbc.internal.resultset;

import static io.github.lakewire.jdbc.internal.resultset.ArrowCells.field;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.testkit.ArrowBytes;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.DenseUnionVector;
import org.apache.arrow.vector.complex.RunEndEncodedVector;
import org.apache.arrow.vector.complex.UnionVector;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.Types.MinorType;
import org.apache.arrow.vector.types.UnionMode;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Run-end encoded columns and unions, and what is refused of the types that are not read. */
class RunsAndUnionsTest {
  private static final ArrowType INT = new ArrowType.Int(32, true);

  private static void assertTexts(
      LakewireResultSet rows, List<String> expected, Class<?> classOfFirst) throws Exception {
    try (rows) {
      for (int batch = 0; batch < 2; batch++) {
        for (int row = 0; row < expected.size(); row++) {
          assertTrue(rows.next());
          assertEquals(expected.get(row), rows.getString(1));
          assertEquals(expected.get(row) == null, rows.wasNull());
          assertEquals(row, rows.getInt(2));
          if (row == 0) {
            assertEquals(classOfFirst, rows.getObject(1).getClass());
          }
        }
      }
      assertFalse(rows.next());
    }
  }

  @ParameterizedTest
  @EnumSource(ExportedResults.Way.class)
  void runsAreRead(ExportedResults.Way way) throws Exception {
    for (int bits : new int[] {16, 32, 64}) {
      Field ends =
          new Field("run_ends", FieldType.notNullable(new ArrowType.Int(bits, true)), null);
      Field field =
          field("r", new ArrowType.RunEndEncoded(), ends, field("values", ArrowType.Utf8.INSTANCE));
      try (BufferAllocator allocator = new RootAllocator();
          RunEndEncodedVector vector = (RunEndEncodedVector) field.createVector(allocator)) {
        Object[] texts = {"a", null, "c"};
        long[] runEnds = {2, 3, 6};
        for (int i = 0; i < 3; i++) {
          ArrowCells.set(vector.getRunEndsVector(), i, runEnds[i]);
          ArrowCells.set(vector.getValuesVector(), i, texts[i]);
        }
        vector.getRunEndsVector().setValueCount(3);
        vector.getValuesVector().setValueCount(3);
        vector.setValueCount(6);
        try (LakewireResultSet rows = open(vector, way)) {
          assertEquals("STRING", rows.getMetaData().getColumnTypeName(1));
        }
        assertTexts(open(vector, way), Arrays.asList("a", "a", null, "c", "c", "c"), String.class);
        try (LakewireResultSet rows = open(vector, way);
            ArrowReader reader = rows.unwrap(ArrowReader.class)) {
          assertTrue(reader.loadNextBatch());
          VarCharVector copied = (VarCharVector) reader.getVectorSchemaRoot().getVector(0);
          assertEquals("c", String.valueOf(copied.getObject(5)));
          assertTrue(copied.isNull(2));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(ExportedResults.Way.class)
  void unionsAreRead(ExportedResults.Way way) throws Exception {
    Field union =
        field(
            "u",
            new ArrowType.Union(UnionMode.Dense, new int[] {0, 1}),
            field("i", INT),
            field("s", ArrowType.Utf8.INSTANCE));
    List<String> expected = Arrays.asList("0", "text 1", "2", null, "text 4");
    try (BufferAllocator allocator = new RootAllocator();
        UnionVector sparse = UnionVector.empty("u", allocator);
        DenseUnionVector dense = (DenseUnionVector) union.createVector(allocator)) {
      IntVector ints = sparse.getIntVector();
      VarCharVector texts = sparse.getVarCharVector();
      dense.allocateNew();
      int[] places = new int[2];
      for (int i = 0; i < 5; i++) {
        boolean isText = i == 1 || i == 4;
        sparse.setType(i, isText ? MinorType.VARCHAR : MinorType.INT);
        if (isText) {
          texts.setSafe(i, expected.get(i).getBytes(StandardCharsets.UTF_8));
        } else if (i != 3) {
          ints.setSafe(i, i);
        }
        byte child = (byte) (isText ? 1 : 0);
        dense.setTypeId(i, child);
        dense.getOffsetBuffer().setInt(4L * i, places[child]);
        ArrowCells.set(
            dense.getChildrenFromFields().get(child),
            places[child]++,
            i == 3 ? null : isText ? expected.get(i) : (Object) i);
      }
      sparse.setValueCount(5);
      dense.setValueCount(5);
      dense.getChildrenFromFields().get(0).setValueCount(3);
      dense.getChildrenFromFields().get(1).setValueCount(2);
      assertTexts(open(sparse, way), expected, String.class);
      assertTexts(open(dense, way), expected, String.class);
      try (LakewireResultSet rows = open(sparse, way)) {
        assertTrue(rows.next());
        assertEquals(0, rows.getInt(1));
        assertTrue(rows.next());
        assertEquals("22018", state(() -> rows.getInt(1)));
      }
    }
  }

  private static String state(org.junit.jupiter.api.function.Executable call) {
    return assertThrows(SQLException.class, call).getSQLState();
  }

  /** Indexes 0, 1, 0 and null into a dictionary that is not read. */
  private static VectorSchemaRoot coded(BufferAllocator allocator, boolean nested) {
    Field coded =
        new Field(
            nested ? "element" : "coded",
            new FieldType(true, INT, new DictionaryEncoding(1, false, null)),
            List.of());
    Field field = nested ? field("coded", ArrowType.List.INSTANCE, coded) : coded;
    VectorSchemaRoot root =
        VectorSchemaRoot.create(new Schema(List.of(field, field("n", INT))), allocator);
    root.allocateNew();
    Object[] indexes = {0, 1, 0, null};
    for (int i = 0; i < 4; i++) {
      Object value = nested && indexes[i] != null ? Arrays.asList(indexes[i]) : indexes[i];
      ArrowCells.set(root.getVector(0), i, value);
      ArrowCells.set(root.getVector(1), i, i);
    }
    root.setRowCount(4);
    return root;
  }

  @ParameterizedTest
  @EnumSource(ExportedResults.Way.class)
  void whatIsNotReadFailsOnlyInItsOwnGetter(ExportedResults.Way way) throws Exception {
    for (boolean nested : new boolean[] {false, true}) {
      try (BufferAllocator allocator = new RootAllocator();
          VectorSchemaRoot root = coded(allocator, nested)) {
        byte[] batch = ArrowBytes.batch(root);
        ExportedResults results = new ExportedResults(root.getSchema()).add(batch, 4).add(batch, 4);
        try (LakewireResultSet rows = results.open(way)) {
          List<SQLException> failures = new ArrayList<>();
          for (int row = 0; rows.next(); row++) {
            assertEquals(row % 4, rows.getInt(2));
            if (row % 4 == 3) {
              assertNull(rows.getString(1));
              assertTrue(rows.wasNull());
            } else {
              failures.add(assertThrows(SQLException.class, () -> rows.getString(1)));
              failures.add(assertThrows(SQLException.class, () -> rows.getObject(1)));
            }
          }
          assertEquals(12, failures.size());
          for (SQLException failure : failures) {
            assertEquals("HYC00", failure.getSQLState());
            assertTrue(failure.getMessage().contains("'coded'"), failure.getMessage());
            assertTrue(failure.getMessage().contains("INT"), failure.getMessage());
          }
        }
        try (LakewireResultSet rows = results.open(way);
            ArrowReader reader = rows.unwrap(ArrowReader.class)) {
          Exception refusal = assertThrows(java.io.IOException.class, reader::loadNextBatch);
          assertTrue(refusal.getMessage().contains("'coded'"), refusal.getMessage());
        }
      }
    }
  }

  private static LakewireResultSet open(FieldVector vector, ExportedResults.Way way)
      throws Exception {
    int rows = vector.getValueCount();
    try (IntVector after = new IntVector("n", vector.getAllocator())) {
      for (int i = 0; i < rows; i++) {
        after.setSafe(i, i);
      }
      after.setValueCount(rows);
      VectorSchemaRoot root = VectorSchemaRoot.of(vector, after);
      byte[] batch = ArrowBytes.batch(root);
      return new ExportedResults(root.getSchema()).add(batch, rows).add(batch, rows).open(way);
    }
  }
}
