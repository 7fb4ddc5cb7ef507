package io.github.lakewire.jdbc.internal.parameter;

import io.github.lakewire.jdbc.internal.session.ParameterForm;
import io.github.lakewire.jdbc.internal.sql.ParameterMarkers;
import io.github.lakewire.jdbc.internal.sql.Rewriting;
import io.github.lakewire.jdbc.internal.sql.TypedLiterals;
import io.github.lakewire.jdbc.internal.sqlerror.ErrorBoundary;
import io.github.lakewire.jdbc.internal.thrift.StatementRequest;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is sent for a statement with markers: values beside the text where the server takes them so,
 * and literals in the text for the others.
 *
 * @param warning what the user should know, or null
 */
public record BoundSql(
    Rewriting text, List<StatementRequest.Parameter> parameters, @Nullable String warning) {

  /** What the server takes in one statement (protocol.md, "Parameters"). */
  public static final int MOST_PARAMETERS = 256;

  /** Characters of the values of a batch that is one request, which is in memory as a whole. */
  static final long MOST_OF_BATCH = 16L << 20;

  /** What a value takes beside its text and the name of its type, about. */
  private static final int VALUE = 32;

  /** Makes the text of one run. */
  public static BoundSql of(ParameterMarkers markers, List<SqlParameter> values, ParameterForm form)
      throws SQLException {
    long beside = values.stream().filter(value -> !value.inline()).count();
    boolean tooMany = form == ParameterForm.NATIVE && beside > MOST_PARAMETERS;
    boolean literals = form != ParameterForm.NATIVE || tooMany;
    TypedLiterals writer = writer(form);
    List<StatementRequest.Parameter> parameters = new ArrayList<>();
    List<@Nullable String> replacements = new ArrayList<>(values.size());
    BitSet limits = markers.limits();
    for (int i = 0; i < values.size(); i++) {
      SqlParameter value = limits.get(i) ? values.get(i).asRowCount() : values.get(i);
      boolean replaced = literals || value.inline();
      replacements.add(replaced ? literal(value, writer) : null);
      if (!replaced) {
        parameters.add(value.toRequest(markers.names().isEmpty() ? null : markers.names().get(i)));
      }
    }
    String warning =
        tooMany
            ? "The statement has "
                + beside
                + " parameters and the server takes "
                + MOST_PARAMETERS
                + ": their values were written into its text as literals"
            : null;
    return new BoundSql(markers.rewrite(replacements), parameters, warning);
  }

  /**
   * The values of each entry of a batch, beside the text; null when some cannot be sent so, or all
   * are too long for one request.
   *
   * @param entries all values of each
   * @param warn is told that they are too long
   */
  public static @Nullable List<List<StatementRequest.Parameter>> sets(
      ParameterMarkers markers, List<List<SqlParameter>> entries, Consumer<String> warn) {
    long length = 0;
    List<String> names = markers.names();
    List<List<StatementRequest.Parameter>> sets = new ArrayList<>(entries.size());
    for (List<SqlParameter> entry : entries) {
      if (entry.size() > MOST_PARAMETERS || entry.stream().anyMatch(SqlParameter::inline)) {
        return null;
      }
      List<StatementRequest.Parameter> set = new ArrayList<>(entry.size());
      for (int i = 0; i < entry.size(); i++) {
        StatementRequest.Parameter value =
            entry.get(i).toRequest(names.isEmpty() ? null : names.get(i));
        set.add(value);
        length +=
            VALUE + value.type().length() + (value.value() == null ? 0 : value.value().length());
      }
      if (length > MOST_OF_BATCH) {
        warn.accept(
            "The values of the batch are longer than %d characters, too many for one request: it is"
                    .formatted(MOST_OF_BATCH)
                + " sent as several statements, each of which is written whole or not at all");
        return null;
      }
      sets.add(set);
    }
    return sets;
  }

  /** The writer of literals for a server. */
  public static TypedLiterals writer(ParameterForm form) {
    return new TypedLiterals(
        form == ParameterForm.WALL_CLOCK_LITERALS ? ZoneId.systemDefault() : null);
  }

  public static String literal(SqlParameter value, TypedLiterals writer) throws SQLException {
    return ErrorBoundary.within(() -> value.literal(writer));
  }
}
