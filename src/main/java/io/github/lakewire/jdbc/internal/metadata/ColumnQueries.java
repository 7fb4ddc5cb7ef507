package io.github.lakewire.jdbc.internal.metadata;

import static java.util.Objects.requireNonNull;

import io.github.lakewire.jdbc.internal.cursor.RowCursor;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.metadata.ColumnCursor.Batches;
import io.github.lakewire.jdbc.internal.metadata.ColumnCursor.Facts;
import io.github.lakewire.jdbc.internal.metadata.cache.SchemaCache;
import io.github.lakewire.jdbc.internal.metadata.cache.SchemaName;
import io.github.lakewire.jdbc.internal.thrift.MetadataRequest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The columns of tables: one request to the server, or none where nothing can match. Where an
 * application asks for one table of a schema after the other, the whole schema is read and kept for
 * the next.
 */
final class ColumnQueries {
  private final MetadataReader server;
  private final InformationSchema informationSchema;
  private final SchemaCache cache;
  private final MetadataContext context;

  ColumnQueries(
      MetadataReader server,
      InformationSchema informationSchema,
      SchemaCache cache,
      MetadataContext context) {
    this.server = requireNonNull(server, "server");
    this.informationSchema = requireNonNull(informationSchema, "informationSchema");
    this.cache = requireNonNull(cache, "cache");
    this.context = requireNonNull(context, "context");
  }

  /** Opens the rows of getColumns, of which the first have arrived. */
  RowCursor open(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String tablePattern,
      @Nullable String columnPattern)
      throws DriverException, SQLException {
    Search search = Search.of(catalog, schemaPattern, tablePattern, columnPattern);
    if (search.matchesNothing()) {
      return new ColumnCursor(new ReadBatches(List.of(), null), () -> null);
    }
    SchemaColumns whole = schemaOfCrawl(search);
    Batches rows = whole == null ? begin(search) : new ReadBatches(whole.columns(search), null);
    return new ColumnCursor(rows, () -> facts(search));
  }

  /** Sends the call and reads the first rows. */
  private Batches begin(Search search) throws DriverException, SQLException {
    ColumnTables tables;
    try {
      tables =
          new ColumnTables(
              PermittedRows.open(
                  server, context, search.catalog(), search.schemas(), search::request),
              search,
              context);
    } catch (DriverException exception) {
      if (MetadataErrors.isNotFound(exception)) {
        return new ReadBatches(List.of(), null);
      }
      throw exception;
    }
    boolean begun = false;
    try {
      Batches batches = new ReadBatches(tables.next(), tables);
      begun = true;
      return batches;
    } finally {
      if (!begun) {
        tables.close();
      }
    }
  }

  /** Returns the columns of the schema, when the application walks through it; else null. */
  private @Nullable SchemaColumns schemaOfCrawl(Search search)
      throws DriverException, SQLException {
    String schema = search.schemas().plainName();
    String table = search.tables().plainName();
    if (schema == null
        || table == null
        || !cache.isCrawl(new SchemaName(search.catalog().name(), schema), table)) {
      return null;
    }
    return cache.get(
        SchemaColumns.class,
        new SchemaName(search.catalog().name(), requireNonNull(search.schemas().text(), "schema")),
        context.deadline(),
        () -> readSchema(search.ofWholeSchema()));
  }

  /** Reads columns as far as they can be kept; null when there are more, or the server refuses. */
  private @Nullable SchemaColumns readSchema(Search search) throws DriverException, SQLException {
    List<Object[]> columns = new ArrayList<>();
    try (Batches batches = begin(search)) {
      List<Object[]> batch = batches.next();
      while (!batch.isEmpty() && columns.size() <= SchemaCache.MOST_ROWS) {
        columns.addAll(batch);
        batch = batches.next();
      }
    } catch (DriverException exception) {
      if (exception.kind() != DriverException.Kind.SERVER
          && exception.kind() != DriverException.Kind.TIMED_OUT) {
        throw exception;
      }
      return null;
    }
    return columns.size() > SchemaCache.MOST_ROWS ? null : SchemaColumns.of(columns);
  }

  private @Nullable Facts facts(Search search) throws DriverException, SQLException {
    if (search.schemas().plainName() == null || !cache.isOn()) {
      return Facts.read(informationSchema, search, context);
    }
    return cache.get(
        Facts.class,
        new SchemaName(search.catalog().name(), requireNonNull(search.schemas().text(), "schema")),
        context.deadline(),
        () -> Facts.read(informationSchema, search.ofWholeSchema(), context));
  }

  /** The arguments of {@code getColumns}. */
  record Search(
      CatalogFilter catalog, SearchPattern schemas, SearchPattern tables, SearchPattern columns) {
    private static final int NAME = MetadataColumns.COLUMNS.index("COLUMN_NAME");

    static Search of(
        @Nullable String catalog,
        @Nullable String schemaPattern,
        @Nullable String tablePattern,
        @Nullable String columnPattern) {
      return new Search(
          CatalogFilter.of(catalog),
          SearchPattern.of(schemaPattern),
          SearchPattern.of(tablePattern),
          SearchPattern.of(columnPattern));
    }

    /** Whether no column can be meant: the server need not be asked. */
    boolean matchesNothing() {
      return catalog.isNone()
          || schemas.matchesNothing()
          || tables.matchesNothing()
          || columns.matchesNothing();
    }

    /** All columns of all tables there. */
    Search ofWholeSchema() {
      return new Search(catalog, schemas, SearchPattern.of("%"), SearchPattern.of("%"));
    }

    MetadataRequest request(@Nullable String sentCatalog, @Nullable String sentSchemas) {
      // Tables come whole: a column's position can only be told among all of them.
      return new MetadataRequest.Columns(
          sentCatalog, sentSchemas, tables.text(), columns.matchesAll() ? columns.text() : null);
    }

    boolean acceptsTable(String ofCatalog, String schema, String table) {
      return catalog.accepts(ofCatalog) && schemas.matches(schema) && tables.matches(table);
    }

    boolean acceptsColumn(Object[] row) {
      return columns.matchesAll() || columns.matches((String) row[NAME]);
    }
  }

  /** The columns of a schema, table by table. */
  private record SchemaColumns(int rows, List<List<Object[]>> tables) implements SchemaCache.Part {
    static SchemaColumns of(List<Object[]> columns) {
      MetadataColumns.COLUMNS.sort(columns);
      List<List<Object[]>> tables = new ArrayList<>();
      int begin = 0;
      for (int i = 1; i <= columns.size(); i++) {
        if (i == columns.size() || !ColumnTables.sameTable(columns.get(begin), columns.get(i))) {
          tables.add(List.copyOf(columns.subList(begin, i)));
          begin = i;
        }
      }
      return new SchemaColumns(columns.size(), tables);
    }

    List<Object[]> columns(Search search) {
      List<Object[]> found = new ArrayList<>();
      for (List<Object[]> table : tables) {
        Object[] first = table.get(0);
        if (search.acceptsTable((String) first[0], (String) first[1], (String) first[2])) {
          table.stream().filter(search::acceptsColumn).forEach(found::add);
        }
      }
      return found;
    }
  }

  /** Rows that have been read, and then those that are still on their way, if any. */
  private static final class ReadBatches implements Batches {
    private List<Object[]> read;
    private final @Nullable Batches rest;

    ReadBatches(List<Object[]> read, @Nullable Batches rest) {
      this.read = read;
      this.rest = rest;
    }

    @Override
    public List<Object[]> next() throws DriverException, SQLException {
      List<Object[]> next = read;
      read = List.of();
      return next.isEmpty() && rest != null ? rest.next() : next;
    }

    @Override
    public void close() {
      if (rest != null) {
        rest.close();
      }
    }
  }
}
