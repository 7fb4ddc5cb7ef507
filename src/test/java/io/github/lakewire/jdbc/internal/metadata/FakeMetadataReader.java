package io.github.lakewire.jdbc.internal.metadata;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.thrift.MetadataRequest;
import java.lang.reflect.RecordComponent;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A server that answers every call with the same rows, or fails, and remembers what was asked. */
final class FakeMetadataReader extends MetadataReader {
  private final List<Map<String, @Nullable Object>> rows = new ArrayList<>();

  /** The calls with their arguments, as {@code tables(main, %, t)}. */
  final List<String> calls = new ArrayList<>();

  /** The texts of the queries. */
  final List<String> queries = new ArrayList<>();

  @Nullable DriverException failure;

  /** Which queries fail, by a part of their text; the first that is in it counts. */
  final Map<String, DriverException> refusals = new LinkedHashMap<>();

  String version = "4.1.0";

  FakeMetadataReader() {
    super(new FakeContext());
  }

  /** Adds a row: names and values in turn. */
  FakeMetadataReader row(@Nullable Object... namesAndValues) {
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

  FakeMetadataReader failing(DriverException exception) {
    failure = exception;
    return this;
  }

  @Override
  void read(MetadataRequest request, RowSink sink) throws DriverException, SQLException {
    calls.add(name(request) + "(" + String.join(", ", arguments(request)) + ")");
    if (failure != null) {
      throw failure;
    }
    for (Map<String, @Nullable Object> row : rows) {
      sink.accept(row::get);
    }
  }

  @Override
  void query(String sql, Deadline deadline, RowSink sink) throws DriverException, SQLException {
    queries.add(sql);
    for (Map.Entry<String, DriverException> refusal : refusals.entrySet()) {
      if (sql.contains(refusal.getKey())) {
        throw refusal.getValue();
      }
    }
    for (Map<String, @Nullable Object> row : rows) {
      sink.accept(row::get);
    }
  }

  private static String name(MetadataRequest request) {
    String name = request.getClass().getSimpleName();
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  private static List<String> arguments(Object record) {
    List<String> arguments = new ArrayList<>();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      try {
        Object value = component.getAccessor().invoke(record);
        if (value instanceof MetadataRequest.Table) {
          arguments.addAll(arguments(value));
        } else {
          arguments.add(String.valueOf(value));
        }
      } catch (ReflectiveOperationException e) {
        throw new AssertionError(e);
      }
    }
    return arguments;
  }

  @Override
  String version() throws DriverException {
    calls.add("version()");
    if (failure != null) {
      throw failure;
    }
    return version;
  }
}
