package io.github.lakewire.it;

import io.github.lakewire.jdbc.ArrowBatches;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * A program as users write it, started in a bare JVM with the shaded jar and an Arrow of its own:
 * results as vectors over every transport. Prints one line when all is well.
 */
public final class ArrowSmoke {
  private static final int ROWS = 300_000;

  private ArrowSmoke() {}

  /** Reads LAKEWIRE_URL and LAKEWIRE_TOKEN; arguments are the options to connect with. */
  public static void main(String[] arguments) throws SQLException, IOException {
    String url = System.getenv("LAKEWIRE_URL");
    for (String options : arguments) {
      try (Connection connection = connect(url + options + ";timezone=Asia/Tokyo")) {
        types(connection, !options.contains("arrow=0"));
        manyRows(connection);
        ownedBatches(connection);
        nothing(connection);
        cancelled(connection);
      }
    }
    System.out.println("arrow ok on Java " + Runtime.version().feature());
  }

  private static Connection connect(String url) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("token", System.getenv("LAKEWIRE_TOKEN"));
    return DriverManager.getConnection(url, properties);
  }

  private static void types(Connection connection, boolean arrow) throws SQLException, IOException {
    String sql =
        "SELECT * FROM VALUES (1, true, CAST(-128 AS TINYINT), CAST(-32768 AS SMALLINT),"
            + " -9223372036854775808L, CAST(1.25 AS FLOAT), CAST(-2.5e300 AS DOUBLE),"
            + " CAST(-12345678901234567890.12 AS DECIMAL(38,2)), 'ünï ✓', X'00ff', DATE'0001-01-01',"
            + " TIMESTAMP'2021-03-28 02:30:00.123456', TIMESTAMP_NTZ'2021-03-28 02:30:00.123456',"
            + " array(1, null), map('k', 1.5D), named_struct('a', 'x', 'b', null),"
            + " INTERVAL '-1-2' YEAR TO MONTH, INTERVAL '1 02:03:04.5' DAY TO SECOND), (2, null,"
            + " null, null, null, null, null, null, null, null, null, null, null, null, null, null,"
            + " null, null) AS t(row, bo, ti, si, bi, f, d, de, s, b, da, ts, tn, a, m, st, iy,"
            + " idt) ORDER BY row";
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      check(rows.isWrapperFor(ArrowReader.class), "a wrapper");
      try (ArrowReader reader = rows.unwrap(ArrowReader.class)) {
        VectorSchemaRoot root = reader.getVectorSchemaRoot();
        check(reader.loadNextBatch() && root.getRowCount() == 2, "two rows");
        value(root, "bo", "true");
        value(root, "ti", "-128");
        value(root, "si", "-32768");
        value(root, "bi", "-9223372036854775808");
        value(root, "f", "1.25");
        value(root, "d", "-2.5E300");
        check(
            root.getVector("de").getObject(0).equals(new BigDecimal("-12345678901234567890.12")),
            "decimal");
        value(root, "s", "ünï ✓");
        check(((byte[]) root.getVector("b").getObject(0)).length == 2, "binary");
        value(root, "da", "-719162");
        value(root, "tn", "2021-03-28T02:30:00.123456");
        if (arrow) {
          // 02:30 in Tokyo is nine hours earlier in UTC.
          value(root, "ts", "" + 1616866200123456L);
          type(root, "ts", new ArrowType.Timestamp(TimeUnit.MICROSECOND, "Asia/Tokyo"));
        }
        type(root, "tn", new ArrowType.Timestamp(TimeUnit.MICROSECOND, null));
        type(root, "de", new ArrowType.Decimal(38, 2, 128));
        value(root, "a", "[1,null]");
        value(root, "st", arrow ? "{\"a\":\"x\"}" : "{\"a\":\"x\",\"b\":null}");
        if (arrow) {
          value(root, "m", "[{\"key\":\"k\",\"value\":1.5}]");
          value(root, "iy", "P-14M");
          value(root, "idt", "PT26H3M4.5S");
        }
        for (FieldVector vector : root.getFieldVectors()) {
          check(vector.getName().equals("row") || vector.isNull(1), "null " + vector.getName());
          Field field = root.getSchema().findField(vector.getName());
          check(field.getMetadata().containsKey("Spark:DataType:SqlName"), "SQL type");
        }
        check(!reader.loadNextBatch(), "the end");
      }
      check(rows.isClosed(), "closed with its reader");
    }
  }

  private static void value(VectorSchemaRoot root, String column, String expected) {
    String value = String.valueOf(root.getVector(column).getObject(0));
    check(value.equals(expected), column + " is " + value);
  }

  private static void type(VectorSchemaRoot root, String column, ArrowType expected) {
    ArrowType type = root.getSchema().findField(column).getType();
    check(type.equals(expected), column + " is a " + type);
  }

  private static void manyRows(Connection connection) throws SQLException, IOException {
    BufferAllocator memory;
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT id, concat('r', id) FROM range(" + ROWS + ")");
        ArrowReader reader = rows.unwrap(ArrowReader.class)) {
      VectorSchemaRoot root = reader.getVectorSchemaRoot();
      memory = root.getVector(0).getAllocator();
      long next = 0;
      while (reader.loadNextBatch()) {
        BigIntVector ids = (BigIntVector) root.getVector(0);
        for (int i = 0; i < root.getRowCount(); i++) {
          check(ids.get(i) == next, "row " + next);
          check(root.getVector(1).getObject(i).toString().equals("r" + next), "text " + next);
          next++;
        }
      }
      check(next == ROWS, next + " rows");
    }
    check(memory.getAllocatedMemory() == 0, "all memory is given back");
  }

  private static void ownedBatches(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id FROM range(" + ROWS + ")");
        ArrowBatches batches = rows.unwrap(ArrowBatches.class);
        BufferAllocator allocator = new RootAllocator()) {
      List<VectorSchemaRoot> kept = new ArrayList<>();
      for (VectorSchemaRoot b = batches.next(allocator); b != null; b = batches.next(allocator)) {
        kept.add(b);
      }
      batches.close();
      long count = kept.stream().mapToLong(VectorSchemaRoot::getRowCount).sum();
      check(count == ROWS, count + " rows");
      kept.forEach(VectorSchemaRoot::close);
    }
  }

  private static void nothing(Connection connection) throws SQLException, IOException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT 1 AS one WHERE false");
        ArrowReader reader = rows.unwrap(ArrowReader.class)) {
      check(!reader.loadNextBatch(), "no rows");
      check(reader.getVectorSchemaRoot().getVector("one") != null, "a column");
    }
  }

  private static void cancelled(Connection connection) throws SQLException, IOException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id, repeat('x', 200) FROM range(3000000)");
        ArrowReader reader = rows.unwrap(ArrowReader.class)) {
      check(reader.loadNextBatch(), "rows");
      statement.cancel();
      try {
        while (reader.loadNextBatch()) {
          // What had arrived before the cancel.
        }
      } catch (IOException e) {
        check("57014".equals(((SQLException) e.getCause()).getSQLState()), "" + e.getCause());
        return;
      }
      throw new AssertionError("the cancelled result came to its end");
    }
  }

  private static void check(boolean fine, String what) {
    if (!fine) {
      throw new AssertionError(what);
    }
  }
}
