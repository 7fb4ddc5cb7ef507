package io.github.lakewire.jdbc;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.zip.CRC32;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.ipc.ArrowReader;

/** Reads one large cell in all ways, in a JVM of its own, and says what came of each. */
final class LargeCellReader {
  private LargeCellReader() {}

  private interface Way {
    Object take(ResultSet row) throws Exception;
  }

  private static final Map<String, Way> WAYS = new LinkedHashMap<>();

  static {
    WAYS.put("getBytes", row -> row.getBytes(1));
    WAYS.put("getString", row -> row.getString(1));
    WAYS.put("getObject", row -> row.getObject(1));
    WAYS.put("getBinaryStream", row -> row.getBinaryStream(1));
    WAYS.put("getCharacterStream", row -> row.getCharacterStream(1));
    WAYS.put("getAsciiStream", row -> row.getAsciiStream(1));
    WAYS.put("getBlob", row -> row.getBlob(1).getBinaryStream());
    WAYS.put("getClob", row -> row.getClob(1).getCharacterStream());
    WAYS.put("getNString", row -> row.getNString(1));
    WAYS.put("getObject(byte[])", row -> row.getObject(1, byte[].class));
    WAYS.put("getObject(String)", row -> row.getObject(1, String.class));
  }

  /** The names of the cases and their URLs, in turns. */
  public static void main(String[] arguments) throws Exception {
    Properties properties = new Properties();
    properties.setProperty("PWD", "dapi-test");
    for (int i = 0; i < arguments.length; i += 2) {
      try (Connection connection = DriverManager.getConnection(arguments[i + 1], properties)) {
        String name = arguments[i];
        if (name.endsWith("arrow")) {
          tell(name, "vectors", () -> arrow(connection));
        } else if (name.endsWith("parameters")) {
          parameters(name, connection);
        } else {
          rows(name, connection);
        }
        tell(name, "afterwards", () -> small(connection));
      }
    }
  }

  private interface Outcome {
    String of() throws Exception;
  }

  private static void tell(String name, String what, Outcome outcome) {
    String came;
    try {
      came = outcome.of();
    } catch (SQLException e) {
      came = state(e);
    } catch (java.io.IOException e) {
      came = e.getCause() instanceof SQLException sql ? state(sql) : e.toString();
    } catch (Throwable e) {
      came = "threw " + e;
    }
    System.out.println(name + " " + what + ": " + came);
  }

  private static String state(SQLException e) {
    boolean remedy = e.getMessage().contains("resultMemory");
    return e.getSQLState() + (remedy ? "" : " without a remedy: " + e.getMessage());
  }

  private static void rows(String name, Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT c FROM large")) {
      rows.next();
      WAYS.forEach((what, way) -> tell(name, what, () -> sum(way.take(rows))));
    } catch (SQLException e) {
      System.out.println(name + " next: " + state(e));
    } catch (Error e) {
      System.out.println(name + " next threw " + e);
    }
  }

  private static String small(Connection connection) throws SQLException {
    long sum = 0;
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id FROM small")) {
      while (rows.next()) {
        sum += rows.getLong(1);
      }
    }
    return String.valueOf(sum);
  }

  private static String arrow(Connection connection) throws Exception {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT c FROM large");
        ArrowReader reader = rows.unwrap(ArrowReader.class)) {
      reader.loadNextBatch();
      VarBinaryVector vector = (VarBinaryVector) reader.getVectorSchemaRoot().getVector(0);
      long end = vector.getValueLength(0);
      return sum(
          new InputStream() {
            private long at;

            @Override
            public int read() {
              return at == end ? -1 : vector.getDataBuffer().getByte(at++) & 0xff;
            }
          });
    }
  }

  private static void parameters(String name, Connection connection) throws SQLException {
    // The fake takes no more than 100 MB, of which a byte is two.
    byte[] bytes = new byte[45 << 20];
    Arrays.fill(bytes, (byte) 'x');
    try (PreparedStatement statement = connection.prepareStatement("INSERT INTO t VALUES (?)")) {
      tell(name, "setBytes", () -> run(statement, s -> s.setBytes(1, bytes)));
      tell(
          name,
          "setBinaryStream",
          () -> run(statement, s -> s.setBinaryStream(1, new ByteArrayInputStream(bytes))));
      tell(
          name,
          "setCharacterStream",
          () -> run(statement, s -> s.setCharacterStream(1, characters())));
      tell(name, "setClob", () -> run(statement, s -> s.setClob(1, characters())));
      tell(name, "batch", () -> batch(statement, bytes));
    }
  }

  private static Reader characters() {
    return new Reader() {
      private int left = 50 << 20;

      @Override
      public int read(char[] target, int offset, int length) {
        int count = Math.min(left, length);
        Arrays.fill(target, offset, offset + count, 'x');
        left -= count;
        return count == 0 ? -1 : count;
      }

      @Override
      public void close() {}
    };
  }

  private interface Setting {
    void apply(PreparedStatement statement) throws SQLException;
  }

  private static String run(PreparedStatement statement, Setting setting) throws SQLException {
    statement.clearParameters();
    setting.apply(statement);
    statement.execute();
    return "ran";
  }

  private static String batch(PreparedStatement statement, byte[] bytes) throws SQLException {
    try {
      for (int i = 0; i < 20; i++) {
        statement.setBytes(1, bytes);
        statement.addBatch();
      }
      statement.executeBatch();
      return "ran";
    } finally {
      statement.clearBatch();
      statement.clearParameters();
    }
  }

  /** Length and checksum of what a getter gave. */
  static String sum(Object value) throws Exception {
    CRC32 crc = new CRC32();
    long length = 0;
    if (value instanceof byte[] bytes) {
      crc.update(bytes);
      length = bytes.length;
    } else if (value instanceof InputStream stream) {
      byte[] piece = new byte[8192];
      for (int read; (read = stream.read(piece)) > 0; length += read) {
        crc.update(piece, 0, read);
      }
    } else if (value instanceof Array array) {
      return sum(((Object[]) array.getArray())[0]);
    } else {
      Reader reader = value instanceof Reader r ? r : new StringReader((String) value);
      char[] piece = new char[8192];
      for (int read; (read = reader.read(piece)) > 0; length += read) {
        crc.update(new String(piece, 0, read).getBytes(StandardCharsets.ISO_8859_1));
      }
    }
    return length + " " + Long.toHexString(crc.getValue());
  }
}
