package io.github.lakewire.jdbc.internal.metadata;

import static java.util.Objects.requireNonNull;

import io.github.lakewire.jdbc.internal.column.ColumnReader;
import io.github.lakewire.jdbc.internal.cursor.RowCursor;
import io.github.lakewire.jdbc.internal.error.DriverException;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The columns that tell rows apart: the primary key, with the types that {@code getColumns} says.
 * That is one request for a table without a key, two for one with a key, and none where a crawl has
 * both already. {@code DESC TABLE EXTENDED … AS JSON} would be one, but a statement takes longer
 * than two metadata calls, old runtimes refuse it, and its constraints are a text to be parsed.
 */
final class RowIdentifierQueries {
  private static final int COLUMN = MetadataColumns.COLUMNS.index("COLUMN_NAME");
  private static final int DATA_TYPE = MetadataColumns.COLUMNS.index("DATA_TYPE");
  private static final int TYPE_NAME = MetadataColumns.COLUMNS.index("TYPE_NAME");
  private static final int SIZE = MetadataColumns.COLUMNS.index("COLUMN_SIZE");
  private static final int DIGITS = MetadataColumns.COLUMNS.index("DECIMAL_DIGITS");
  private static final int KEY_CATALOG = MetadataColumns.PRIMARY_KEYS.index("TABLE_CAT");
  private static final int KEY_SCHEMA = MetadataColumns.PRIMARY_KEYS.index("TABLE_SCHEM");
  private static final int KEY_TABLE = MetadataColumns.PRIMARY_KEYS.index("TABLE_NAME");
  private static final int KEY_COLUMN = MetadataColumns.PRIMARY_KEYS.index("COLUMN_NAME");
  private static final int KEY_SEQUENCE = MetadataColumns.PRIMARY_KEYS.index("KEY_SEQ");

  private final ColumnQueries columns;
  private final KeyQueries keys;

  RowIdentifierQueries(ColumnQueries columns, KeyQueries keys) {
    this.columns = requireNonNull(columns, "columns");
    this.keys = requireNonNull(keys, "keys");
  }

  List<Object[]> bestRowIdentifier(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws DriverException, SQLException {
    List<Object[]> rows = new ArrayList<>();
    List<Object[]> key = new ArrayList<>(keys.primaryKeys(catalog, schema, table));
    if (key.isEmpty()) {
      return rows;
    }
    key.sort(Comparator.comparing(column -> (Short) column[KEY_SEQUENCE]));
    Object[] first = key.get(0);
    // Without a schema there may be keys of several tables: it is one table that is asked about.
    key.removeIf(part -> !Objects.equals(part[KEY_SCHEMA], first[KEY_SCHEMA]));
    Map<String, Object[]> described = describe(first);
    for (Object[] part : key) {
      Object[] row = described.get((String) part[KEY_COLUMN]);
      if (row != null) {
        rows.add(row);
      }
    }
    return rows;
  }

  /** Returns the rows of all columns of a table, by their names. */
  private Map<String, Object[]> describe(Object[] keyColumn) throws DriverException, SQLException {
    Map<String, Object[]> rows = new HashMap<>();
    String schema = (String) keyColumn[KEY_SCHEMA];
    try (RowCursor cursor =
        columns.open(
            (String) keyColumn[KEY_CATALOG],
            schema == null ? null : SearchPattern.escape(schema),
            SearchPattern.escape((String) keyColumn[KEY_TABLE]),
            null)) {
      while (cursor.advance()) {
        Object[] row = row(cursor);
        rows.put((String) row[1], row);
      }
    }
    return rows;
  }

  private static Object[] row(RowCursor column) throws DriverException {
    Integer digits = (Integer) value(column, DIGITS);
    return new Object[] {
      (short) DatabaseMetaData.bestRowSession,
      value(column, COLUMN),
      value(column, DATA_TYPE),
      value(column, TYPE_NAME),
      value(column, SIZE),
      null, // BUFFER_LENGTH is not used
      digits == null ? null : Short.valueOf(digits.shortValue()),
      (short) DatabaseMetaData.bestRowNotPseudo,
    };
  }

  private static @Nullable Object value(RowCursor cursor, int column) throws DriverException {
    ColumnReader reader = cursor.reader(column);
    return reader.isNull(cursor.row()) ? null : reader.getObject(cursor.row());
  }
}
