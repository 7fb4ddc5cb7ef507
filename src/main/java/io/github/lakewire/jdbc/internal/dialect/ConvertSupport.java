package io.github.lakewire.jdbc.internal.dialect;

import java.sql.Types;

/** Which types {@code {fn CONVERT(value, type)}} leads from and to: Databricks' casts. */
final class ConvertSupport {
  private ConvertSupport() {}

  private enum Group {
    NUMBER,
    TEXT,
    TRUTH,
    DAY,
    MOMENT,
    BYTES,
    OTHER
  }

  static boolean exist(int from, int to) {
    Group source = group(from);
    Group target = group(to);
    if (source == Group.OTHER || target == Group.OTHER) {
      return false;
    }
    return source == target
        || source == Group.TEXT
        || target == Group.TEXT
        || (source == Group.NUMBER && target == Group.TRUTH)
        || (source == Group.TRUTH && target == Group.NUMBER)
        || (source == Group.DAY && target == Group.MOMENT)
        || (source == Group.MOMENT && target == Group.DAY);
  }

  private static Group group(int type) {
    return switch (type) {
      case Types.TINYINT,
          Types.SMALLINT,
          Types.INTEGER,
          Types.BIGINT,
          Types.REAL,
          Types.FLOAT,
          Types.DOUBLE,
          Types.DECIMAL,
          Types.NUMERIC ->
          Group.NUMBER;
      case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR -> Group.TEXT;
      case Types.BOOLEAN, Types.BIT -> Group.TRUTH;
      case Types.DATE -> Group.DAY;
      case Types.TIMESTAMP -> Group.MOMENT;
      case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY -> Group.BYTES;
      default -> Group.OTHER;
    };
  }
}
