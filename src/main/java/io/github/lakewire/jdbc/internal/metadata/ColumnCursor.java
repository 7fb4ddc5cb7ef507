package io.github.lakewire.jdbc.internal.metadata;

import io.github.lakewire.jdbc.internal.column.ColumnReader;
import io.github.lakewire.jdbc.internal.column.ConvertingReader;
import io.github.lakewire.jdbc.internal.column.InMemoryReader;
import io.github.lakewire.jdbc.internal.cursor.RowCursor;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.metadata.cache.SchemaCache;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;
import io.github.lakewire.jdbc.internal.types.ResultSchema;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Walks the rows of {@code getColumns}, a batch of tables after the other. What only {@code
 * information_schema} knows is asked for when it is first read.
 */
final class ColumnCursor extends RowCursor {
  private static final int DEFAULT = MetadataColumns.COLUMNS.index("COLUMN_DEF");
  private static final int IDENTITY = MetadataColumns.COLUMNS.index("IS_AUTOINCREMENT");
  private static final int GENERATED = MetadataColumns.COLUMNS.index("IS_GENERATEDCOLUMN");

  private final Batches batches;
  private final FactSource source;

  private @Nullable DriverException broken;
  private boolean asked;
  private @Nullable Facts facts;
  private @Nullable DriverException failure;

  /** Where the rows come from. */
  interface Batches extends AutoCloseable {
    /** Returns the next rows, none behind the last. */
    List<Object[]> next() throws DriverException, SQLException;

    @Override
    void close();
  }

  /** Where the facts come from; null where they are not known. */
  interface FactSource {
    @Nullable Facts read() throws DriverException, SQLException;
  }

  ColumnCursor(Batches batches, FactSource source) {
    this.batches = batches;
    this.source = source;
  }

  @Override
  public ResultSchema schema() {
    return MetadataColumns.COLUMNS.schema();
  }

  @Override
  protected boolean loadBatch() throws DriverException {
    if (broken != null) {
      throw broken;
    }
    List<Object[]> batch;
    try {
      batch = batches.next();
    } catch (DriverException | SQLException | RuntimeException | Error e) {
      // Going on would leave out rows.
      broken = failure(e);
      throw broken;
    }
    if (batch.isEmpty()) {
      return false;
    }
    ColumnReader[] readers = new ColumnReader[schema().columns().size()];
    for (int i = 0; i < readers.length; i++) {
      ColumnInfo column = schema().columns().get(i);
      readers[i] =
          i == DEFAULT || i == IDENTITY || i == GENERATED
              ? new FactReader(column, batch, i)
              : new InMemoryReader(column, batch, i);
    }
    startBatch(readers, batch.size());
    return true;
  }

  /** What it was made of; an SQLException made of nothing is that of a closed connection. */
  private static DriverException failure(Throwable met) {
    Throwable cause = met instanceof SQLException && met.getCause() != null ? met.getCause() : met;
    return cause instanceof SQLException
        ? new DriverException(DriverException.Kind.SESSION_GONE, "The connection is closed", cause)
        : DriverException.of(cause);
  }

  @Override
  public void close() {
    batches.close();
  }

  /** The facts, or null. What failed once fails again, without being asked again. */
  private @Nullable Facts facts() throws DriverException {
    if (failure != null) {
      throw failure;
    }
    if (!asked) {
      try {
        facts = source.read();
      } catch (DriverException | SQLException e) {
        failure = failure(e);
        throw failure;
      }
      asked = true;
    }
    return facts;
  }

  /** What the row says for certain counts; else what {@code information_schema} says. */
  private @Nullable Object value(Object[] row, int column) throws DriverException {
    Object told = row[column];
    if (told != null && !told.equals("") && !told.equals("NO")) {
      return told;
    }
    Facts known = facts();
    if (known == null) {
      return told;
    }
    if (column == DEFAULT) {
      String value = known.defaultValue(row);
      return value == null ? told : value;
    }
    return (column == IDENTITY ? known.isIdentity(row) : known.isGenerated(row)) ? "YES" : "NO";
  }

  private final class FactReader extends ConvertingReader {
    private final List<Object[]> rows;
    private final int index;

    FactReader(ColumnInfo column, List<Object[]> rows, int index) {
      super(column);
      this.rows = rows;
      this.index = index;
    }

    /** A failure is no NULL: the getter that follows has it. */
    @Override
    protected boolean isNullAt(int row) {
      try {
        return value(rows.get(row), index) == null;
      } catch (DriverException e) {
        return false;
      }
    }

    @Override
    public Object getObject(int row) throws DriverException {
      Object value = value(rows.get(row), index);
      return value == null ? "" : value;
    }
  }

  /**
   * What the metadata call for columns does not tell, and {@code information_schema} does:
   * defaults, identity, generation. Only columns that have one of them are read and kept.
   */
  static final class Facts implements SchemaCache.Part {
    private static final String ANY =
        "(column_default IS NOT NULL OR is_identity = 'YES' OR is_generated = 'ALWAYS')";

    private final Map<Column, Known> columns = new HashMap<>();

    private record Column(String catalog, String schema, String table, String name) {
      static Column of(Object catalog, Object schema, Object table, Object name) {
        return new Column(fold(catalog), fold(schema), fold(table), fold(name));
      }

      private static String fold(Object name) {
        return name.toString().toLowerCase(Locale.ROOT);
      }
    }

    private record Known(@Nullable String defaultValue, boolean identity, boolean generated) {}

    private Facts() {}

    /**
     * Asks for the facts of all columns of the tables; null where they cannot be read, or are too
     * many.
     */
    static @Nullable Facts read(
        InformationSchema schema, ColumnQueries.Search search, MetadataContext context)
        throws DriverException, SQLException {
      Facts facts = new Facts();
      String where =
          new Conditions()
              .is("table_catalog", search.catalog().name())
              .matches("table_schema", search.schemas())
              .matches("table_name", search.tables())
              .and(ANY)
              .where();
      boolean readable =
          schema
              .optional()
              .read(
                  search.catalog().name(),
                  "columns",
                  in ->
                      "SELECT table_catalog, table_schema, table_name, column_name, column_default,"
                          + " is_identity, is_generated FROM "
                          + in
                          + ".columns"
                          + where,
                  context.deadline(),
                  facts::add);
      return readable && facts.rows() <= SchemaCache.MOST_ROWS ? facts : null;
    }

    private void add(ServerRow row) throws DriverException {
      if (columns.size() <= SchemaCache.MOST_ROWS) {
        columns.put(
            Column.of(
                row.textOrEmpty("TABLE_CATALOG"),
                row.textOrEmpty("TABLE_SCHEMA"),
                row.textOrEmpty("TABLE_NAME"),
                row.textOrEmpty("COLUMN_NAME")),
            new Known(
                row.text("COLUMN_DEFAULT"),
                "YES".equalsIgnoreCase(row.text("IS_IDENTITY")),
                "ALWAYS".equalsIgnoreCase(row.text("IS_GENERATED"))));
      }
    }

    @Override
    public int rows() {
      return columns.size();
    }

    /** Returns the SQL text of the default of a column; null for none. */
    @Nullable String defaultValue(Object[] row) {
      Known known = facts(row);
      return known == null ? null : known.defaultValue();
    }

    boolean isIdentity(Object[] row) {
      Known known = facts(row);
      return known != null && known.identity();
    }

    boolean isGenerated(Object[] row) {
      Known known = facts(row);
      return known != null && known.generated();
    }

    private @Nullable Known facts(Object[] row) {
      return columns.isEmpty() ? null : columns.get(Column.of(row[0], row[1], row[2], row[3]));
    }
  }
}
