package io.github.lakewire.jdbc.internal.jdbc;

import io.github.lakewire.jdbc.NamedParameters;
import io.github.lakewire.jdbc.internal.error.SqlState;
import io.github.lakewire.jdbc.internal.parameter.BoundSql;
import io.github.lakewire.jdbc.internal.parameter.LakewireParameterMetaData;
import io.github.lakewire.jdbc.internal.parameter.SqlParameter;
import io.github.lakewire.jdbc.internal.session.ParameterForm;
import io.github.lakewire.jdbc.internal.session.Session;
import io.github.lakewire.jdbc.internal.sql.MultiRowInsert;
import io.github.lakewire.jdbc.internal.sql.ParameterMarkers;
import io.github.lakewire.jdbc.internal.sql.QueryText;
import io.github.lakewire.jdbc.internal.sql.TypedLiterals;
import io.github.lakewire.jdbc.internal.sqlerror.ErrorBoundary;
import io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions;
import io.github.lakewire.jdbc.internal.thrift.StatementRequest;
import java.sql.ParameterMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement with markers. Nothing is sent before it is run: the server has no prepared
 * statements, it takes text and typed values together ({@link BoundSql}). Batches of plain INSERTs
 * become one request ({@link NativeBatch}) or statements of many rows ({@link
 * MultiRowInsertBatch}).
 */
public final class LakewirePreparedStatement extends ParameterSetters {
  private final boolean wantsKeys;
  private ParameterMarkers markers;
  private @Nullable SqlParameter[] values;
  private QueryDescription description;
  private final List<List<SqlParameter>> batch = new ArrayList<>();

  LakewirePreparedStatement(
      LakewireConnection connection, ParameterMarkers markers, boolean wantsKeys) {
    super(connection);
    this.markers = markers;
    this.values = new @Nullable SqlParameter[markers.count()];
    this.description = new QueryDescription(this, markers);
    this.wantsKeys = wantsKeys;
    missKeys(wantsKeys, markers.sql());
  }

  @Override
  void set(int index, SqlParameter value) throws SQLException {
    requireMarker(index);
    values[index - 1] = value;
  }

  @Override
  void requireMarker(int index) throws SQLException {
    requireOpen();
    if (index < 1 || index > values.length) {
      throw SqlExceptions.of(
          SqlState.INVALID_INDEX,
          "There is no parameter " + index + ": the statement has " + values.length);
    }
  }

  @Override
  public void clearParameters() throws SQLException {
    requireOpen();
    Arrays.fill(values, null);
  }

  private void executeBound(ExecuteMethod method) throws SQLException {
    executeWith(method, List.of(), timeout());
  }

  /**
   * Runs the statement.
   *
   * @param replacements of each marker the SQL in its place, null for its value; empty for none
   * @param timeout of the statement; zero is none
   */
  void executeWith(ExecuteMethod method, List<@Nullable String> replacements, Duration timeout)
      throws SQLException {
    requireOpen();
    method.require(markers.sql());
    List<SqlParameter> parameters = current(replacements);
    BoundSql text = text(replacements.isEmpty() ? markers : markers.with(replacements), parameters);
    clearWarnings();
    warnOfClock();
    missKeys(wantsKeys, markers.sql());
    executeText(text.text(), text.parameters(), timeout);
    ResultSet rows = getResultSet();
    if (rows != null) {
      description.afterExecute(new ArrayList<>(parameters), rows.getMetaData());
    }
    if (text.warning() != null) {
      warn(text.warning());
    }
  }

  /** On the connection too, because few pools and tools look at the warnings of statements. */
  private void warnOfClock() throws SQLException {
    String warning = clockWarning();
    if (warning != null) {
      warn(warning);
      getConnection().warn(SqlExceptions.GENERAL_WARNING, warning);
    }
  }

  /** What is sent for a text with these markers and values. */
  BoundSql text(ParameterMarkers ofMarkers, List<SqlParameter> parameters) throws SQLException {
    ParameterForm form = openSession().capabilities().parameterForm();
    return ErrorBoundary.within(() -> BoundSql.of(ofMarkers, parameters, form));
  }

  /** The value that was set for a marker, from 0; null when there is none. */
  @Nullable SqlParameter value(int marker) throws SQLException {
    SqlParameter value = values[marker];
    return value == null ? null : asTaken(value);
  }

  ParameterMarkers markers() {
    return markers;
  }

  /**
   * The current values; fails when one is missing.
   *
   * @param replacements of each marker what stands in its place, null where a value is needed;
   *     empty for none
   */
  List<SqlParameter> current(List<@Nullable String> replacements) throws SQLException {
    requireOpen();
    List<SqlParameter> all = new ArrayList<>(values.length);
    for (int i = 0; i < values.length; i++) {
      if (!replacements.isEmpty() && replacements.get(i) != null) {
        continue;
      }
      SqlParameter value = values[i];
      if (value == null) {
        throw SqlExceptions.of(
            SqlState.PARAMETER_NOT_SET,
            "Parameter "
                + (markers.names().isEmpty() ? i + 1 : ":" + markers.names().get(i))
                + " of the statement has no value");
      }
      all.add(asTaken(value));
    }
    return all;
  }

  private SqlParameter asTaken(SqlParameter value) throws SQLException {
    return value.hasTime() && !hasTime() ? value.withoutTime() : value;
  }

  @Override
  public ResultSet executeQuery() throws SQLException {
    executeBound(ExecuteMethod.QUERY);
    return rows();
  }

  @Override
  public boolean execute() throws SQLException {
    executeBound(ExecuteMethod.ANY);
    return hasRows();
  }

  @Override
  public long executeLargeUpdate() throws SQLException {
    executeBound(ExecuteMethod.UPDATE);
    return count();
  }

  @Override
  public int executeUpdate() throws SQLException {
    return toInt(executeLargeUpdate());
  }

  @Override
  void executeSql(@Nullable String sql, ExecuteMethod method) throws SQLException {
    requireOpen();
    throw ownText();
  }

  @Override
  void executePrepared(ExecuteMethod method) throws SQLException {
    executeBound(method);
  }

  private static SQLException ownText() {
    return SqlExceptions.of(
        SqlState.WRONG_METHOD,
        "A prepared statement has its own SQL text: call the method without one");
  }

  @Override
  public void addBatch(@Nullable String sql) throws SQLException {
    requireOpen();
    throw ownText();
  }

  @Override
  public void addBatch() throws SQLException {
    List<SqlParameter> entry = current(List.of());
    ErrorBoundary.within(() -> batch.add(entry));
  }

  @Override
  public void clearBatch() throws SQLException {
    requireOpen();
    batch.clear();
  }

  @Override
  long[] executeEntries() throws SQLException {
    Session session = openSession();
    warnOfClock();
    missKeys(wantsKeys, markers.sql());
    List<List<SqlParameter>> entries = List.copyOf(batch);
    batch.clear();
    int mostRows = getConnection().batchInsertSize();
    MultiRowInsert insert = mostRows > 1 && entries.size() > 1 ? MultiRowInsert.of(markers) : null;
    if (insert == null) {
      return BatchExecutor.of(entries, this::executeEntry);
    }
    List<List<StatementRequest.Parameter>> sets =
        session.capabilities().nativeBatches() ? BoundSql.sets(markers, entries, this::warn) : null;
    if (sets != null) {
      return new NativeBatch(this, markers.text(), sets).execute();
    }
    TypedLiterals writer = BoundSql.writer(session.capabilities().parameterForm());
    return new MultiRowInsertBatch(insert, entries, writer, mostRows).execute(new BatchRunner());
  }

  private long executeEntry(List<SqlParameter> entry) throws SQLException {
    BoundSql text = text(markers, entry);
    long count = executeEntry(text.text(), text.parameters());
    if (text.warning() != null) {
      warn(text.warning());
    }
    return count;
  }

  private final class BatchRunner implements MultiRowInsertBatch.Runner {
    @Override
    public long execute(List<SqlParameter> entry) throws SQLException {
      return executeEntry(entry);
    }

    @Override
    public long execute(String sql) throws SQLException {
      return executeEntry(markers.text().replacedBy(sql), List.of());
    }

    @Override
    public void warn(String message) {
      LakewirePreparedStatement.this.warn(message);
    }
  }

  /**
   * The columns of the current or the last result; of a query that has none yet they are asked for
   * with {@code DESCRIBE QUERY}, once, which does not run it. Null for other statements, and where
   * the server cannot tell while markers have no value.
   */
  @Override
  public @Nullable ResultSetMetaData getMetaData() throws SQLException {
    ResultSet current = getResultSet();
    if (current != null && !current.isClosed()) {
      return current.getMetaData();
    }
    Session session = openSession();
    if (!QueryText.isQuery(markers.sql())) {
      return null;
    }
    List<@Nullable SqlParameter> taken = new ArrayList<>(values.length);
    for (SqlParameter value : values) {
      taken.add(value == null ? null : asTaken(value));
    }
    return description.of(taken, session.capabilities().parameterForm());
  }

  @Override
  public ParameterMetaData getParameterMetaData() throws SQLException {
    requireOpen();
    return new LakewireParameterMetaData(
        Arrays.stream(values).map(LakewireParameterMetaData.Parameter::in).toList());
  }

  @Override
  public <T> T unwrap(@Nullable Class<T> type) throws SQLException {
    return type == NamedParameters.class && isWrapperFor(type)
        ? type.cast(named())
        : super.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(@Nullable Class<?> type) {
    return type == NamedParameters.class
        ? values.length == 0 || !markers.names().isEmpty()
        : super.isWrapperFor(type);
  }

  /** From the first call on the names are the statement's parameters. */
  private NamedParameters named() throws SQLException {
    requireOpen();
    if (markers.names().isEmpty()) {
      if (!batch.isEmpty()) {
        throw SqlExceptions.of(
            SqlState.WRONG_METHOD, "The batch has entries: look for named markers before them");
      }
      markers = markers.named();
      description = new QueryDescription(this, markers);
      values = new @Nullable SqlParameter[markers.count()];
    }
    return new NamedParameterView(this, markers.names());
  }
}
