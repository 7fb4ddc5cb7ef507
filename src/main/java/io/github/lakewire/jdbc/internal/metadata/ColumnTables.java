package io.github.lakewire.jdbc.internal.metadata;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.error.DriverException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of {@code getColumns}, some whole tables at a time, while the server still sends more.
 * That is possible as long as it sends them table by table and in JDBC's order, which is looked at
 * on the way. Where the order breaks the rest is collected and sorted. What has not been handed
 * over by then, at least the first thousand rows, is part of the rest, so a server without order is
 * noticed before the first row is handed over. Else the rest is in order within itself but may
 * belong before rows that were handed over, and columns of a table among those may come again: they
 * have the positions that the server says, so that these stay right.
 *
 * <p>One thread reads; any may close.
 */
final class ColumnTables implements ColumnCursor.Batches {
  private static final int POSITION = MetadataColumns.COLUMNS.index("ORDINAL_POSITION");

  /** Rows that are handed over together, or a few more. */
  private static final int MOST_ROWS = 1_000;

  private final MetadataReader.Rows rows;
  private final ColumnQueries.Search search;
  private final ColumnRows made;
  private final RowCatalog catalogOfRow;
  private final MetadataContext context;

  /** The table that is being read, as far as it has come. */
  private List<Object[]> table = new ArrayList<>();

  /** The last column that was handed over. */
  private Object @Nullable [] last;

  /** The position at which the server begins to count; without positions it is the largest. */
  private int firstPosition = Integer.MAX_VALUE;

  private boolean ended;

  ColumnTables(MetadataReader.Rows rows, ColumnQueries.Search search, MetadataContext context)
      throws SQLException {
    this.rows = rows;
    this.search = search;
    this.made = new ColumnRows(context.nestedAsText());
    this.catalogOfRow = new RowCatalog(search.catalog(), context);
    this.context = context;
  }

  /** Behind the last row the server's side is closed. */
  @Override
  public List<Object[]> next() throws DriverException, SQLException {
    List<Object[]> batch = new ArrayList<>();
    if (ended) {
      return batch;
    }
    rows.within(context.deadline());
    while (batch.isEmpty() && !ended) {
      batch = numbered(tables());
      if (!search.columns().matchesAll()) {
        batch.removeIf(row -> !search.acceptsColumn(row));
      }
    }
    if (ended) {
      rows.close();
    } else {
      // The reader may take its time.
      rows.within(Deadline.none());
    }
    return batch;
  }

  private List<Object[]> tables() throws DriverException, SQLException {
    List<Object[]> whole = new ArrayList<>();
    boolean ordered = true;
    while (!ended && (!ordered || whole.size() < MOST_ROWS)) {
      Object[] row = row();
      if (row != null && (table.isEmpty() || sameTable(table.get(0), row))) {
        table.add(row);
        continue;
      }
      whole.addAll(table);
      table = new ArrayList<>();
      if (row == null) {
        ended = true;
      } else {
        ordered &= compareTables(whole.get(whole.size() - 1), row) < 0;
        table.add(row);
      }
    }
    return whole;
  }

  private Object @Nullable [] row() throws DriverException, SQLException {
    while (hasNext()) {
      ServerRow row = rows.row();
      String catalog = catalogOfRow.read(row, "TABLE_CAT");
      String schema = row.textOrEmpty("TABLE_SCHEM");
      String name = row.textOrEmpty("TABLE_NAME");
      if (search.acceptsTable(catalog, schema, name)) {
        Object[] column = made.row(catalog, schema, name, row);
        if (column[POSITION] instanceof Integer position) {
          firstPosition = Math.min(firstPosition, position);
        } else {
          column[POSITION] = table.isEmpty() || sameTable(table.get(0), column) ? table.size() : 0;
        }
        return column;
      }
    }
    return null;
  }

  private boolean hasNext() throws DriverException, SQLException {
    try {
      return rows.next();
    } catch (DriverException exception) {
      if (MetadataErrors.isNotFound(exception)) {
        return false;
      }
      throw exception;
    }
  }

  /** Sorts, and numbers each table's columns from 1. */
  private List<Object[]> numbered(List<Object[]> columns) {
    MetadataColumns.COLUMNS.sort(columns);
    Object[] handedOver = last;
    Object[] previous = null;
    int position = 0;
    for (Object[] column : columns) {
      position = previous != null && sameTable(previous, column) ? position + 1 : 1;
      boolean again = handedOver != null && compareTables(column, handedOver) <= 0;
      column[POSITION] =
          again && firstPosition != Integer.MAX_VALUE
              ? (Integer) column[POSITION] - firstPosition + 1
              : position;
      previous = column;
    }
    last = previous == null ? handedOver : previous;
    return columns;
  }

  static boolean sameTable(Object[] left, Object[] right) {
    return left[2].equals(right[2]) && left[1].equals(right[1]) && left[0].equals(right[0]);
  }

  private static int compareTables(Object[] left, Object[] right) {
    for (int i = 0; i < 3; i++) {
      int order = ((String) left[i]).compareTo((String) right[i]);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  @Override
  public void close() {
    rows.close();
  }
}
