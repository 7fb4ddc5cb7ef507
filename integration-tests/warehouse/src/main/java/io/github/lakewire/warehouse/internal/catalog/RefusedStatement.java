package io.github.lakewire.warehouse.internal.catalog;

import java.util.Locale;
import org.apache.spark.SparkThrowable;

/** A refusal in Databricks' words, of what Spark does not know. */
public final class RefusedStatement extends RuntimeException implements SparkThrowable {
  private static final long serialVersionUID = 1L;

  private final String condition;
  private final String sqlState;

  /** A refusal of any class. */
  public RefusedStatement(String condition, String sqlState, String text) {
    super("[" + condition + "] " + text + " SQLSTATE: " + sqlState);
    this.condition = condition;
    this.sqlState = sqlState;
  }

  /** The user may not use a catalog or schema. */
  static RefusedStatement forbidden(String kind, String name) {
    String title = kind.charAt(0) + kind.substring(1).toLowerCase(Locale.ROOT);
    return new RefusedStatement(
        "INSUFFICIENT_PERMISSIONS",
        "42501",
        "Insufficient privileges:\nUser does not have USE "
            + kind
            + " on "
            + title
            + " '"
            + name
            + "'.");
  }

  /** Another transaction was first. */
  static RefusedStatement conflict(String condition, String table) {
    return new RefusedStatement(
        condition,
        "40001",
        "Transaction conflict: another transaction has changed "
            + table
            + " since this one began. It is rolled back; try it again.");
  }

  /** What cannot be done in a transaction, or only in one. */
  public static RefusedStatement inTransaction(String condition, String text) {
    return new RefusedStatement(condition, "25000", text);
  }

  public static RefusedStatement noRoutine(Object name) {
    return new RefusedStatement(
        "ROUTINE_NOT_FOUND", "42883", "The routine " + name + " cannot be found.");
  }

  /** The arguments of a call do not fit; the condition is not seen on a real server. */
  public static RefusedStatement arguments(String text) {
    return new RefusedStatement("INVALID_PROCEDURE_ARGUMENTS", "42605", text + ".");
  }

  public static RefusedStatement exists(String kind, Object name) {
    return kind.equals("ROUTINE")
        ? new RefusedStatement(
            "ROUTINE_ALREADY_EXISTS", "42723", "The routine " + name + " already exists.")
        : new RefusedStatement("TABLE_OR_VIEW_ALREADY_EXISTS", "42P07", name + " already exists.");
  }

  public static RefusedStatement noTable(Object name) {
    return new RefusedStatement(
        "TABLE_OR_VIEW_NOT_FOUND", "42P01", "The table or view " + name + " cannot be found.");
  }

  public static RefusedStatement noSchema(Object name) {
    return new RefusedStatement(
        "SCHEMA_NOT_FOUND", "42704", "The schema " + name + " cannot be found.");
  }

  public static RefusedStatement syntax(String text) {
    return new RefusedStatement("PARSE_SYNTAX_ERROR", "42601", "Syntax error: " + text + ".");
  }

  @Override
  public String getCondition() {
    return condition;
  }

  @Override
  public String getSqlState() {
    return sqlState;
  }
}
