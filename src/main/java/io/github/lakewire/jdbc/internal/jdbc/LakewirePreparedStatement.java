package io.github.lakewire.jdbc.internal.jdbc;

import io.github.lakewire.jdbc.internal.fault.Fault;
import io.github.lakewire.jdbc.internal.fault.SqlState;
import io.github.lakewire.jdbc.internal.jdbc.Backend.ParameterForm;
import io.github.lakewire.jdbc.internal.session.StatementRequest;
import io.github.lakewire.jdbc.internal.sql.ParameterMarkers;
import io.github.lakewire.jdbc.internal.sql.TypedLiterals;
import java.sql.ParameterMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement with markers. Nothing is sent before it is run: the server has no prepared
 * statements, it takes text and typed values together (PROTOCOL section 6.5), or only text, into
 * which the values are then written as literals.
 */
public class LakewirePreparedStatement extends ParameterSetters {
  private final ParameterMarkers markers;
  private final @Nullable SqlParameter[] values;
  private final List<@Nullable SqlParameter[]> batch = new ArrayList<>();

  LakewirePreparedStatement(LakewireConnection connection, ParameterMarkers markers) {
    super(connection);
    this.markers = markers;
    this.values = new @Nullable SqlParameter[markers.count()];
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
      throw SqlErrors.of(
          SqlState.INVALID_INDEX,
          "There is no parameter " + index + ": the statement has " + values.length);
    }
  }

  @Override
  public void clearParameters() throws SQLException {
    requireOpen();
    Arrays.fill(values, null);
  }

  private void run(@Nullable SqlParameter[] now) throws SQLException {
    requireOpen();
    ParameterForm form = backend().parameterForm();
    List<SqlParameter> all = requireAll(now);
    if (form != ParameterForm.NATIVE) {
      run(markers.replace(literals(all, form)), List.of());
      return;
    }
    List<StatementRequest.Parameter> bound = new ArrayList<>();
    List<@Nullable String> inline = new ArrayList<>();
    boolean anyInline = false;
    for (SqlParameter value : all) {
      inline.add(value.inline() ? value.text() : null);
      anyInline |= value.inline();
      if (!value.inline()) {
        bound.add(value.toRequest());
      }
    }
    run(anyInline ? markers.replace(inline) : markers.sql(), bound);
  }

  private static List<SqlParameter> requireAll(@Nullable SqlParameter[] now) throws SQLException {
    List<SqlParameter> all = new ArrayList<>();
    for (int i = 0; i < now.length; i++) {
      SqlParameter value = now[i];
      if (value == null) {
        throw SqlErrors.of(
            SqlState.PARAMETER_NOT_SET, "Parameter " + (i + 1) + " of the statement has no value");
      }
      all.add(value);
    }
    return all;
  }

  private static List<@Nullable String> literals(List<SqlParameter> all, ParameterForm form)
      throws SQLException {
    TypedLiterals writer =
        new TypedLiterals(
            form == ParameterForm.WALL_CLOCK_LITERALS ? ZoneId.systemDefault() : null);
    List<@Nullable String> literals = new ArrayList<>();
    try {
      for (SqlParameter value : all) {
        // Blanks, as a marker may touch a word.
        literals.add(' ' + value.literal(writer) + ' ');
      }
    } catch (Fault fault) {
      throw SqlErrors.from(fault);
    }
    return literals;
  }

  @Override
  public ResultSet executeQuery() throws SQLException {
    run(values);
    return rows();
  }

  @Override
  public boolean execute() throws SQLException {
    run(values);
    return hasRows();
  }

  @Override
  public long executeLargeUpdate() throws SQLException {
    run(values);
    return count();
  }

  @Override
  public int executeUpdate() throws SQLException {
    return toInt(executeLargeUpdate());
  }

  @Override
  void runText(@Nullable String sql) throws SQLException {
    requireOpen();
    throw ownText();
  }

  private static SQLException ownText() {
    return SqlErrors.of(
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
    requireOpen();
    batch.add(values.clone());
  }

  @Override
  public void clearBatch() throws SQLException {
    requireOpen();
    batch.clear();
  }

  @Override
  public long[] executeLargeBatch() throws SQLException {
    requireOpen();
    List<@Nullable SqlParameter[]> entries = List.copyOf(batch);
    batch.clear();
    return BatchRun.of(entries, this::run, this::count);
  }

  /** The columns of the current result; null before the statement has run. */
  @Override
  public @Nullable ResultSetMetaData getMetaData() throws SQLException {
    ResultSet current = getResultSet();
    return current == null || current.isClosed() ? null : current.getMetaData();
  }

  @Override
  public ParameterMetaData getParameterMetaData() throws SQLException {
    requireOpen();
    return new LakewireParameterMetaData(values.clone());
  }
}
