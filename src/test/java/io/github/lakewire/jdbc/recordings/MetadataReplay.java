package io.github.lakewire.jdbc.recordings;

import io.github.lakewire.thrift.TGetCatalogsReq;
import io.github.lakewire.thrift.TGetColumnsReq;
import io.github.lakewire.thrift.TGetSchemasReq;
import io.github.lakewire.thrift.TGetTablesReq;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Recorded metadata calls as calls of DatabaseMetaData, and what JDBC then wants to see. */
final class MetadataReplay {
  private static final int TABLE_TYPE = 3;
  private static final List<String> AS_SENT =
      List.of("TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME", "COLUMN_NAME", "REMARKS");

  private MetadataReplay() {}

  static ResultSet call(DatabaseMetaData metadata, Object request) throws SQLException {
    if (request instanceof TGetCatalogsReq) {
      return metadata.getCatalogs();
    } else if (request instanceof TGetSchemasReq r) {
      return metadata.getSchemas(r.getCatalogName(), r.getSchemaName());
    } else if (request instanceof TGetTablesReq r) {
      String[] types = r.isSetTableTypes() ? r.getTableTypes().toArray(new String[0]) : null;
      return metadata.getTables(r.getCatalogName(), r.getSchemaName(), r.getTableName(), types);
    } else if (request instanceof TGetColumnsReq r) {
      return metadata.getColumns(
          r.getCatalogName(), r.getSchemaName(), r.getTableName(), r.getColumnName());
    }
    throw new SQLException("a metadata call that no recording had: " + request);
  }

  /** Compares rows: of columns only what the driver does not work out by itself. */
  static List<String> differences(Object request, ResultSet rows, RecordedResult expected)
      throws SQLException {
    return request instanceof TGetColumnsReq
        ? columnDifferences(rows, expected)
        : ResultComparison.differences(rows, expected);
  }

  private static List<String> columnDifferences(ResultSet rows, RecordedResult expected)
      throws SQLException {
    List<String> names = expected.columns().stream().map(RecordedResult.Column::name).toList();
    List<String> differences = new ArrayList<>();
    for (List<Object> row : expected.rows()) {
      // Servers count from 0, JDBC from 1; all columns are of one table.
      int position = expected.rows().indexOf(row) + 1;
      if (!rows.next()) {
        differences.add("too few columns: " + row + " is not there");
        return differences;
      }
      if (rows.getInt("ORDINAL_POSITION") != position) {
        differences.add("expected position " + position);
      }
      for (String name : AS_SENT) {
        Object sent = row.get(names.indexOf(name));
        if (!String.valueOf(sent).equals(String.valueOf(rows.getString(name)))) {
          differences.add(name + ": expected " + sent + " but got " + rows.getString(name));
        }
      }
    }
    if (rows.next()) {
      differences.add("too many columns: " + rows.getString("COLUMN_NAME"));
    }
    return differences;
  }

  /** The recorded rows as JDBC orders them; a nameless type is that of a table. */
  static RecordedResult normalised(Object request, RecordedResult recorded) {
    List<List<Object>> rows = new ArrayList<>();
    for (List<Object> row : recorded.rows()) {
      List<Object> copy = new ArrayList<>(row);
      if (request instanceof TGetTablesReq && "".equals(copy.get(TABLE_TYPE))) {
        copy.set(TABLE_TYPE, "TABLE");
      }
      rows.add(copy);
    }
    if (request instanceof TGetColumnsReq) {
      return recorded;
    } else if (request instanceof TGetCatalogsReq) {
      rows.sort(by(0));
    } else if (request instanceof TGetSchemasReq) {
      rows.sort(by(1).thenComparing(by(0)));
    } else {
      rows.sort(by(TABLE_TYPE).thenComparing(by(0)).thenComparing(by(1)).thenComparing(by(2)));
    }
    return new RecordedResult(recorded.columns(), rows);
  }

  private static Comparator<List<Object>> by(int column) {
    return Comparator.comparing(
        row -> (String) row.get(column), Comparator.nullsFirst(Comparator.naturalOrder()));
  }
}
