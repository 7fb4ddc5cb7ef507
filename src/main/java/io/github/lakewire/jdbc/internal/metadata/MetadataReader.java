package io.github.lakewire.jdbc.internal.metadata;

import static java.util.Objects.requireNonNull;

import io.github.lakewire.jdbc.internal.column.ColumnReader;
import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.cursor.RowCursor;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.session.Operation;
import io.github.lakewire.jdbc.internal.session.Session.TableName;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The metadata calls of the connection's session. */
final class MetadataReader implements ServerMetadata {
  private final MetadataContext context;

  MetadataReader(MetadataContext context) {
    this.context = requireNonNull(context, "context");
  }

  @Override
  public void catalogs(RowSink sink) throws DriverException, SQLException {
    read(context.session().catalogs(), sink);
  }

  @Override
  public void schemas(@Nullable String catalog, @Nullable String schemaPattern, RowSink sink)
      throws DriverException, SQLException {
    read(context.session().schemas(catalog, schemaPattern), sink);
  }

  @Override
  public void tables(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String tablePattern,
      RowSink sink)
      throws DriverException, SQLException {
    // Never with types: objects of hive_metastore have none, and would be left out.
    read(context.session().tables(catalog, schemaPattern, tablePattern, null), sink);
  }

  @Override
  public void columns(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String tablePattern,
      @Nullable String columnPattern,
      RowSink sink)
      throws DriverException, SQLException {
    read(context.session().columns(catalog, schemaPattern, tablePattern, columnPattern), sink);
  }

  @Override
  public void functions(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      String functionPattern,
      RowSink sink)
      throws DriverException, SQLException {
    read(context.session().functions(catalog, schemaPattern, functionPattern), sink);
  }

  @Override
  public void primaryKeys(TableName table, RowSink sink) throws DriverException, SQLException {
    read(context.session().primaryKeys(table.catalog(), table.schema(), table.table()), sink);
  }

  @Override
  public void crossReference(TableName parent, TableName foreign, RowSink sink)
      throws DriverException, SQLException {
    read(context.session().crossReference(parent, foreign), sink);
  }

  @Override
  public String version() throws DriverException, SQLException {
    return context.session().serverVersion(context.deadline());
  }

  private void read(Operation operation, RowSink sink) throws DriverException, SQLException {
    Deadline deadline = context.deadline();
    try (operation) {
      operation.execute(deadline);
      try (RowCursor cursor = operation.openCursor()) {
        ServerRow row = new CursorRow(cursor);
        while (cursor.advance()) {
          deadline.check("reading metadata");
          sink.accept(row);
        }
      }
    }
  }

  /** The row that the cursor is on. */
  private static final class CursorRow implements ServerRow {
    private final RowCursor cursor;
    private final Map<String, Integer> positions = new HashMap<>();

    CursorRow(RowCursor cursor) {
      this.cursor = cursor;
      List<ColumnInfo> columns = cursor.schema().columns();
      for (int i = 0; i < columns.size(); i++) {
        positions.putIfAbsent(columns.get(i).name().toUpperCase(Locale.ROOT), i);
      }
    }

    @Override
    public @Nullable Object value(String column) throws DriverException {
      Integer position = positions.get(column);
      if (position == null) {
        return null;
      }
      ColumnReader reader = cursor.reader(position);
      return reader.isNull(cursor.row()) ? null : reader.getObject(cursor.row());
    }
  }
}
