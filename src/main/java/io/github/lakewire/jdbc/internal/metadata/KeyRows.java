package io.github.lakewire.jdbc.internal.metadata;

import io.github.lakewire.jdbc.internal.error.DriverException;
import java.sql.DatabaseMetaData;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows of the key methods, computed from the server's. */
final class KeyRows {
  /**
   * {@code information_schema} calls every constraint deferrable, "reserved for future use": none
   * is enforced. The metadata calls say this.
   */
  static final Short NOT_DEFERRABLE = DatabaseMetaData.importedKeyNotDeferrable;

  private KeyRows() {}

  /** One column of a primary key; the server spells KEY_SEQ in two ways. */
  static Object[] primaryKey(String catalog, ServerRow row) throws DriverException {
    return new Object[] {
      catalog,
      row.text("TABLE_SCHEM"),
      row.text("TABLE_NAME"),
      row.text("COLUMN_NAME"),
      sequence(row),
      row.text("PK_NAME"),
    };
  }

  /** One column of a foreign key. */
  static Object[] foreignKey(String parentCatalog, String foreignCatalog, ServerRow row)
      throws DriverException {
    return new Object[] {
      parentCatalog,
      row.text("PKTABLE_SCHEM"),
      row.text("PKTABLE_NAME"),
      row.text("PKCOLUMN_NAME"),
      foreignCatalog,
      row.text("FKTABLE_SCHEM"),
      row.text("FKTABLE_NAME"),
      row.text("FKCOLUMN_NAME"),
      sequence(row),
      small(row, "UPDATE_RULE", DatabaseMetaData.importedKeyNoAction),
      small(row, "DELETE_RULE", DatabaseMetaData.importedKeyNoAction),
      row.text("FK_NAME"),
      row.text("PK_NAME"),
      small(row, "DEFERRABILITY", NOT_DEFERRABLE),
    };
  }

  /** Returns the number of a rule that {@code information_schema} has as text. */
  static short rule(String text) {
    return (short)
        switch (text.toUpperCase(Locale.ROOT)) {
          case "CASCADE" -> DatabaseMetaData.importedKeyCascade;
          case "RESTRICT" -> DatabaseMetaData.importedKeyRestrict;
          case "SET NULL" -> DatabaseMetaData.importedKeySetNull;
          case "SET DEFAULT" -> DatabaseMetaData.importedKeySetDefault;
          default -> DatabaseMetaData.importedKeyNoAction;
        };
  }

  /** {@link #numberFromOne} for columns of primary keys. */
  static void numberPrimaryKeys(List<Object[]> rows) {
    numberFromOne(MetadataColumns.PRIMARY_KEYS, rows, "TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME");
  }

  /** {@link #numberFromOne} for columns of foreign keys. */
  static void numberForeignKeys(MetadataColumns shape, List<Object[]> rows) {
    numberFromOne(
        shape,
        rows,
        "PKTABLE_CAT",
        "PKTABLE_SCHEM",
        "PKTABLE_NAME",
        "FKTABLE_CAT",
        "FKTABLE_SCHEM",
        "FKTABLE_NAME",
        "FK_NAME");
  }

  /**
   * Makes KEY_SEQ count from 1 in each key: from the server's numbers where it sent them, whether
   * they begin with 0 or 1, else from the order in which the columns came.
   *
   * @param key the columns that name the key
   */
  private static void numberFromOne(MetadataColumns shape, List<Object[]> rows, String... key) {
    int sequence = shape.index("KEY_SEQ");
    int[] keyColumns = new int[key.length];
    for (int i = 0; i < key.length; i++) {
      keyColumns[i] = shape.index(key[i]);
    }
    Map<String, Numbering> keys = new HashMap<>();
    for (Object[] row : rows) {
      Numbering numbering =
          keys.computeIfAbsent(identity(row, keyColumns), name -> new Numbering());
      numbering.see((Short) row[sequence]);
    }
    for (Object[] row : rows) {
      Numbering numbering = keys.get(identity(row, keyColumns));
      if (numbering != null) {
        row[sequence] = numbering.number((Short) row[sequence]);
      }
    }
  }

  private static String identity(Object[] row, int[] columns) {
    StringBuilder identity = new StringBuilder();
    for (int column : columns) {
      // No name holds this character.
      identity.append(row[column]).append('\0');
    }
    return identity.toString();
  }

  private static @Nullable Short sequence(ServerRow row) throws DriverException {
    Integer number = row.number("KEY_SEQ");
    if (number == null) {
      number = row.number("KEQ_SEQ");
    }
    return number == null ? null : number.shortValue();
  }

  private static short small(ServerRow row, String column, int otherwise) throws DriverException {
    Integer number = row.number(column);
    return (short) (number == null ? otherwise : number);
  }

  /** The numbers of one key. */
  private static final class Numbering {
    private boolean complete = true;
    private boolean fromZero;
    private short last;

    void see(@Nullable Short number) {
      complete &= number != null;
      fromZero |= number != null && number == 0;
    }

    short number(@Nullable Short number) {
      if (!complete || number == null) {
        return ++last;
      }
      return (short) (fromZero ? number + 1 : number);
    }
  }
}
