package io.github.lakewire.jdbc.recordings;

import io.github.lakewire.thrift.TGetCatalogsReq;
import io.github.lakewire.thrift.TGetSchemasReq;
import io.github.lakewire.thrift.TGetTablesReq;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Recorded metadata calls as calls of DatabaseMetaData, and what JDBC then wants to see. */
final class MetadataCalls {
  private static final int TABLE_TYPE = 3;

  private MetadataCalls() {}

  static ResultSet call(DatabaseMetaData metadata, Object request) throws SQLException {
    if (request instanceof TGetCatalogsReq) {
      return metadata.getCatalogs();
    } else if (request instanceof TGetSchemasReq r) {
      return metadata.getSchemas(r.getCatalogName(), r.getSchemaName());
    } else if (request instanceof TGetTablesReq r) {
      String[] types = r.isSetTableTypes() ? r.getTableTypes().toArray(new String[0]) : null;
      return metadata.getTables(r.getCatalogName(), r.getSchemaName(), r.getTableName(), types);
    }
    throw new SQLException("a metadata call that no recording had: " + request);
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
    if (request instanceof TGetCatalogsReq) {
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
