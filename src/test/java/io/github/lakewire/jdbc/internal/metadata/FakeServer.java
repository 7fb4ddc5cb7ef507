package io.github.lakewire.jdbc.internal.metadata;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.session.Session.TableName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A server that answers every call with the same rows, or fails, and remembers what was asked. */
final class FakeServer implements ServerMetadata {
  private final List<Map<String, @Nullable Object>> rows = new ArrayList<>();

  /** The calls with their arguments, as {@code tables(main, %, t)}. */
  final List<String> calls = new ArrayList<>();

  @Nullable DriverException failure;
  String version = "4.1.0";

  /** Adds a row: names and values in turn. */
  FakeServer row(@Nullable Object... namesAndValues) {
    Map<String, @Nullable Object> row = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      row.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    rows.add(row);
    return this;
  }

  /** Sends a column of a foreign key from {@code child}, too. */
  void foreignKey(String parent, String name, int sequence) {
    row(
        "PKTABLE_CAT",
        "main",
        "PKTABLE_SCHEM",
        "s",
        "PKTABLE_NAME",
        parent,
        "PKCOLUMN_NAME",
        "id" + sequence,
        "FKTABLE_CAT",
        "main",
        "FKTABLE_SCHEM",
        "s",
        "FKTABLE_NAME",
        "child",
        "FKCOLUMN_NAME",
        parent + "_id" + sequence,
        "KEQ_SEQ",
        sequence,
        "FK_NAME",
        name);
  }

  FakeServer failing(DriverException exception) {
    failure = exception;
    return this;
  }

  private void answer(RowSink sink, String call, @Nullable Object... arguments)
      throws DriverException, SQLException {
    calls.add(call + Arrays.toString(arguments).replaceFirst("\\[", "(").replaceFirst("]$", ")"));
    if (failure != null) {
      throw failure;
    }
    for (Map<String, @Nullable Object> row : rows) {
      sink.accept(row::get);
    }
  }

  @Override
  public void catalogs(RowSink sink) throws DriverException, SQLException {
    answer(sink, "catalogs");
  }

  @Override
  public void schemas(@Nullable String catalog, @Nullable String schemaPattern, RowSink sink)
      throws DriverException, SQLException {
    answer(sink, "schemas", catalog, schemaPattern);
  }

  @Override
  public void tables(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String tablePattern,
      RowSink sink)
      throws DriverException, SQLException {
    answer(sink, "tables", catalog, schemaPattern, tablePattern);
  }

  @Override
  public void columns(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String tablePattern,
      @Nullable String columnPattern,
      RowSink sink)
      throws DriverException, SQLException {
    answer(sink, "columns", catalog, schemaPattern, tablePattern, columnPattern);
  }

  @Override
  public void functions(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      String functionPattern,
      RowSink sink)
      throws DriverException, SQLException {
    answer(sink, "functions", catalog, schemaPattern, functionPattern);
  }

  @Override
  public void primaryKeys(TableName table, RowSink sink) throws DriverException, SQLException {
    answer(sink, "primaryKeys", table.catalog(), table.schema(), table.table());
  }

  @Override
  public void crossReference(TableName parent, TableName foreign, RowSink sink)
      throws DriverException, SQLException {
    answer(
        sink,
        "crossReference",
        parent.catalog(),
        parent.schema(),
        parent.table(),
        foreign.catalog(),
        foreign.schema(),
        foreign.table());
  }

  @Override
  public String version() throws DriverException {
    calls.add("version()");
    if (failure != null) {
      throw failure;
    }
    return version;
  }
}
