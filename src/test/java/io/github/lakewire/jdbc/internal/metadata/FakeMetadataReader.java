package io.github.lakewire.jdbc.internal.metadata;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.metadata.cache.SchemaCache;
import io.github.lakewire.jdbc.internal.thrift.MetadataRequest;
import java.lang.reflect.RecordComponent;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A server that answers every call with the same rows, or fails, and remembers what was asked. */
final class FakeMetadataReader extends MetadataReader {
  private final List<Map<String, @Nullable Object>> rows = new ArrayList<>();
  private final List<Map<String, @Nullable Object>> queryRows = new ArrayList<>();
  private final Map<String, List<Map<String, @Nullable Object>>> answers = new LinkedHashMap<>();

  /** The calls with their arguments, as {@code tables(main, %, t)}. */
  final List<String> calls = new ArrayList<>();

  /** The texts of the queries. */
  final List<String> queries = new ArrayList<>();

  /** The results of calls, those that have not been closed, and the times that they got. */
  final List<FakeRows> opened = new ArrayList<>();

  final Set<FakeRows> open = new HashSet<>();
  final List<Deadline> deadlines = new ArrayList<>();

  @Nullable DriverException failure;

  /** What comes instead of the end of the rows. */
  @Nullable DriverException failureBehind;

  /** Which calls and queries fail, by a part of their text; the first that is in it counts. */
  final Map<String, DriverException> refusals = new LinkedHashMap<>();

  String version = "4.1.0";

  FakeMetadataReader() {
    super(new FakeContext());
  }

  /** Asks this server for columns, and keeps nothing. */
  ColumnQueries columns(FakeContext context) {
    return columns(context, new SchemaCache(Duration.ZERO));
  }

  ColumnQueries columns(FakeContext context, SchemaCache cache) {
    return new ColumnQueries(this, new InformationSchema(this, context, cache), cache, context);
  }

  /** Asks this server for keys, and keeps nothing. */
  KeyQueries keys(FakeContext context) {
    return keys(context, new SchemaCache(Duration.ZERO));
  }

  KeyQueries keys(FakeContext context, SchemaCache cache) {
    return new KeyQueries(this, new InformationSchema(this, context, cache), cache, context);
  }

  /** Adds a row: names and values in turn. */
  FakeMetadataReader row(@Nullable Object... namesAndValues) {
    rows.add(rowOf(namesAndValues));
    return this;
  }

  /** Adds a row to what queries answer, which then do not have the rows of the calls. */
  FakeMetadataReader queryRow(@Nullable Object... namesAndValues) {
    queryRows.add(rowOf(namesAndValues));
    return this;
  }

  /** Adds a row to what calls answer that begin so; they do not have the rows of the others. */
  FakeMetadataReader on(String call, @Nullable Object... namesAndValues) {
    answers.computeIfAbsent(call, begin -> new ArrayList<>()).add(rowOf(namesAndValues));
    return this;
  }

  private static Map<String, @Nullable Object> rowOf(@Nullable Object... namesAndValues) {
    Map<String, @Nullable Object> row = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      row.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return row;
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
  Rows open(MetadataRequest request, Deadline deadline) throws DriverException {
    String call = name(request) + "(" + String.join(", ", arguments(request)) + ")";
    calls.add(call);
    if (failure != null) {
      throw failure;
    }
    refuse(call);
    for (Map.Entry<String, List<Map<String, @Nullable Object>>> answer : answers.entrySet()) {
      if (call.startsWith(answer.getKey())) {
        return new FakeRows(answer.getValue());
      }
    }
    return new FakeRows(rows);
  }

  /** Rows that are there, and how they were read. */
  final class FakeRows implements Rows {
    private final List<Map<String, @Nullable Object>> all;
    private int taken;

    private FakeRows(List<Map<String, @Nullable Object>> all) {
      this.all = all;
      opened.add(this);
      open.add(this);
    }

    /** How many rows have been asked for. */
    int taken() {
      return taken;
    }

    @Override
    public void within(Deadline deadline) {
      deadlines.add(deadline);
    }

    @Override
    public boolean next() throws DriverException {
      if (failureBehind != null && taken == all.size()) {
        throw failureBehind;
      }
      return taken++ < all.size();
    }

    @Override
    public ServerRow row() {
      return all.get(taken - 1)::get;
    }

    @Override
    public void close() {
      open.remove(this);
    }
  }

  @Override
  void query(String sql, Deadline deadline, RowSink sink) throws DriverException, SQLException {
    queries.add(sql);
    refuse(sql);
    for (Map<String, @Nullable Object> row : queryRows.isEmpty() ? rows : queryRows) {
      sink.accept(row::get);
    }
  }

  private void refuse(String asked) throws DriverException {
    for (Map.Entry<String, DriverException> refusal : refusals.entrySet()) {
      if (asked.contains(refusal.getKey())) {
        throw refusal.getValue();
      }
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
