package io.github.lakewire.hibernate;

import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hibernate.JDBCException;
import org.hibernate.QueryTimeoutException;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.ConstraintViolationException.ConstraintKind;
import org.hibernate.exception.DataException;
import org.hibernate.exception.JDBCConnectionException;
import org.hibernate.exception.SQLGrammarException;
import org.hibernate.exception.SnapshotIsolationException;
import org.jspecify.annotations.Nullable;

/**
 * Errors of the server as Hibernate's exceptions, by SQLState. Where drivers differ in the state,
 * the server's error class in the message decides.
 */
final class ServerErrors {
  private static final Pattern ERROR_CLASS = Pattern.compile("\\[([A-Z][A-Z0-9_]*)[.\\]]");
  private static final Pattern CHECK =
      Pattern.compile("CHECK constraint `?([^\\s`]+)`? .*violated", Pattern.DOTALL);
  private static final Pattern NOT_NULL =
      Pattern.compile(
          "(?:violated for column:|output column|not null column|non-nullable (?:field|column):)"
              + "\\s+[`\"']?([^`\"'\\s.]+)",
          Pattern.CASE_INSENSITIVE);

  private ServerErrors() {}

  static @Nullable JDBCException convert(SQLException error, String message, String sql) {
    String state = error.getSQLState() == null ? "" : error.getSQLState();
    String text = error.getMessage() == null ? "" : error.getMessage();
    Matcher matcher = ERROR_CLASS.matcher(text);
    String name = matcher.find() ? matcher.group(1) : "";
    if (isCheck(state, name)) {
      return violation(error, message, sql, ConstraintKind.CHECK);
    } else if (isNotNull(state, name, text)) {
      return violation(error, message, sql, ConstraintKind.NOT_NULL);
    } else if (state.startsWith("23")) {
      return violation(error, message, sql, ConstraintKind.OTHER);
    } else if (isConflict(state, name)) {
      return new SnapshotIsolationException(message, error, sql);
    } else if (state.equals("57014") || state.equals("HYT00") || state.equals("57KD0")) {
      return new QueryTimeoutException(message, error, sql);
    } else if (state.startsWith("08")) {
      return new JDBCConnectionException(message, error, sql);
    } else if (state.startsWith("22") || state.equals("54006")) {
      return new DataException(message, error, sql);
    } else if (state.startsWith("42") || state.equals("HYC00") || state.equals("0A000")) {
      return new SQLGrammarException(message, error, sql);
    }
    return null;
  }

  private static ConstraintViolationException violation(
      SQLException error, String message, String sql, ConstraintKind kind) {
    return new ConstraintViolationException(message, error, sql, kind, constraintName(error));
  }

  /** The name of a CHECK, or the column that must have a value; null when it is not told. */
  static @Nullable String constraintName(SQLException error) {
    String text = error.getMessage() == null ? "" : error.getMessage();
    Matcher check = CHECK.matcher(text);
    if (check.find()) {
      return check.group(1);
    }
    Matcher column = NOT_NULL.matcher(text);
    return column.find() ? column.group(1) : null;
  }

  private static boolean isCheck(String state, String name) {
    return state.equals("23001")
        || state.equals("23514")
        || name.equals("CHECK_CONSTRAINT_VIOLATION")
        || name.startsWith("DELTA_VIOLATE_CONSTRAINT");
  }

  private static boolean isNotNull(String state, String name, String text) {
    return state.equals("23502")
        || name.equals("NOT_NULL_ASSERT_VIOLATION")
        || name.equals("NOT_NULL_CONSTRAINT_VIOLATION")
        || name.equals("DELTA_NOT_NULL_CONSTRAINT_VIOLATED")
        || text.contains("INCOMPATIBLE_DATA_FOR_TABLE.CANNOT_FIND_DATA")
        || text.contains("INCOMPATIBLE_DATA_FOR_TABLE.NULLABLE_COLUMN");
  }

  /** Another statement wrote to the same rows: the whole transaction may be done again. */
  private static boolean isConflict(String state, String name) {
    return (state.startsWith("40") && !state.equals("40003"))
        || state.equals("2D521")
        || name.startsWith("DELTA_CONCURRENT_")
        || name.startsWith("CONCURRENT_");
  }
}
