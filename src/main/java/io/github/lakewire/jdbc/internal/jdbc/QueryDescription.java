package io.github.lakewire.jdbc.internal.jdbc;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.parameter.BoundSql;
import io.github.lakewire.jdbc.internal.parameter.SqlParameter;
import io.github.lakewire.jdbc.internal.resultset.LakewireResultSetMetaData;
import io.github.lakewire.jdbc.internal.session.ParameterForm;
import io.github.lakewire.jdbc.internal.sql.ParameterMarkers;
import io.github.lakewire.jdbc.internal.sql.Rewriting;
import io.github.lakewire.jdbc.internal.sql.SqlScanner;
import io.github.lakewire.jdbc.internal.sql.TypedLiterals;
import io.github.lakewire.jdbc.internal.sqlerror.ErrorBoundary;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;
import io.github.lakewire.jdbc.internal.types.SqlType;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a prepared query. Before it has run they are asked for with {@code DESCRIBE
 * QUERY}, once; what is known holds for as long as the values have the same types, or are the same
 * where the text has something that makes columns of values. The columns of an execution are more
 * exact and replace them.
 */
final class QueryDescription {
  private static final String WORDS = "DESCRIBE QUERY ";

  /** SQL whose values decide names and types of columns. */
  private static final Set<String> MADE_OF_VALUES =
      Set.of(
          "IDENTIFIER",
          "FROM_AVRO",
          "FROM_CSV",
          "FROM_JSON",
          "FROM_XML",
          "READ_FILES",
          "REMOTE_QUERY",
          "TRY_VARIANT_GET",
          "VARIANT_GET");

  private final LakewirePreparedStatement statement;
  private final ParameterMarkers markers;
  private final boolean madeOfValues;
  private @Nullable List<@Nullable Object> knownFor;
  private @Nullable ResultSetMetaData known;

  QueryDescription(LakewirePreparedStatement statement, ParameterMarkers markers) {
    this.statement = statement;
    this.markers = markers;
    this.madeOfValues = markers.count() > 0 && isMadeOfValues(markers.sql());
  }

  /** A run with these values had these columns. */
  void afterExecute(List<@Nullable SqlParameter> values, ResultSetMetaData columns) {
    known = columns;
    knownFor = key(values);
  }

  /**
   * Returns the columns of the query with these values; null where the server cannot describe it,
   * or not while some values are missing.
   *
   * @throws SQLException for failures that the execution would have too, and for a failure of the
   *     connection
   */
  @Nullable ResultSetMetaData of(List<@Nullable SqlParameter> values, ParameterForm form)
      throws SQLException {
    List<@Nullable Object> key = key(values);
    if (!key.equals(knownFor)) {
      known = ask(values, form);
      knownFor = key;
    }
    return known;
  }

  private List<@Nullable Object> key(List<@Nullable SqlParameter> values) {
    List<@Nullable Object> key = new ArrayList<>(values.size());
    for (SqlParameter value : values) {
      key.add(value == null || madeOfValues ? value : value.type());
    }
    return key;
  }

  private static boolean isMadeOfValues(String sql) {
    SqlScanner scanner = new SqlScanner(sql);
    for (String word = scanner.nextWord(); !word.isEmpty(); word = scanner.nextWord()) {
      if (MADE_OF_VALUES.contains(word)) {
        return true;
      }
    }
    return false;
  }

  private @Nullable ResultSetMetaData ask(List<@Nullable SqlParameter> values, ParameterForm form)
      throws SQLException {
    SQLException refusal;
    try {
      Rewriting question = ErrorBoundary.within(() -> describeSql(values, form));
      return statement.describe(question, List.of(), QueryDescription::read);
    } catch (SQLException e) {
      refusal = requireRefusal(e);
    }
    // Servers that are not Databricks may not know DESCRIBE QUERY.
    if (values.contains(null) || form == ParameterForm.WALL_CLOCK_LITERALS) {
      return null;
    }
    BoundSql run = ErrorBoundary.within(() -> BoundSql.of(markers, requireAll(values), form));
    if (run.parameters().isEmpty()) {
      throw refusal;
    }
    return asItRuns(run, refusal);
  }

  /**
   * Describes with parameters, as the execution sends them: a marker may stand where no literal
   * can.
   */
  private @Nullable ResultSetMetaData asItRuns(BoundSql run, SQLException refusal)
      throws SQLException {
    try {
      return statement.describe(run.text().behind(WORDS), run.parameters(), QueryDescription::read);
    } catch (SQLException e) {
      String again = requireRefusal(e).getSQLState();
      if (again.equals(refusal.getSQLState())) {
        throw refusal;
      }
      // Refused for another reason: older servers take no markers in a DESCRIBE.
      return null;
    }
  }

  private static List<SqlParameter> requireAll(List<@Nullable SqlParameter> values) {
    return values.stream().map(Objects::requireNonNull).toList();
  }

  /**
   * Returns why the query cannot be described, when the server or the driver refuses to; throws
   * every other failure.
   */
  private static SQLException requireRefusal(SQLException failure) throws SQLException {
    boolean refused =
        failure.getCause() instanceof DriverException exception
            && switch (exception.kind()) {
              case SERVER, DATA, UNSUPPORTED -> true;
              default -> false;
            };
    if (!refused || failure instanceof SQLTransientException) {
      throw failure;
    }
    return failure;
  }

  /**
   * The text that describes the query. Values are literals in it, so that types are as they will
   * be; a marker without a value is NULL, or 0 where only a number can stand.
   */
  private Rewriting describeSql(List<@Nullable SqlParameter> values, ParameterForm form)
      throws SQLException {
    TypedLiterals writer = BoundSql.writer(form);
    List<@Nullable String> literals = new ArrayList<>(values.size());
    BitSet limits = markers.limits();
    for (int i = 0; i < values.size(); i++) {
      SqlParameter value = values.get(i);
      if (value != null) {
        literals.add(BoundSql.literal(limits.get(i) ? value.asRowCount() : value, writer));
      } else {
        literals.add(limits.get(i) ? "0" : "NULL");
      }
    }
    return markers.rewrite(literals).behind(WORDS);
  }

  /** Reads the response: name, type and comment of each column. */
  private static ResultSetMetaData read(ResultSet answer) throws SQLException {
    List<ColumnInfo> columns = new ArrayList<>();
    while (answer.next()) {
      String comment = answer.getString(3);
      columns.add(
          SqlType.parse(String.valueOf(answer.getString(2)))
              .column(String.valueOf(answer.getString(1)))
              .withComment(comment == null ? "" : comment));
    }
    return answer.getMetaData().unwrap(LakewireResultSetMetaData.class).describing(columns);
  }
}
