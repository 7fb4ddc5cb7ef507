package io.github.lakewire.warehouse.internal.catalog;

import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * A function or procedure of the users.
 *
 * @param procedure whether it is one
 * @param resultType of a scalar function, else null
 * @param resultColumns of a table function, else null
 * @param language SQL or another
 * @param body what follows RETURN, AS or BEGIN
 * @param sqlDataAccess as in {@code information_schema.routines}
 * @param comment null when there is none
 */
public record Routine(
    String name,
    boolean procedure,
    List<Parameter> parameters,
    DataType resultType,
    StructType resultColumns,
    String language,
    String body,
    boolean deterministic,
    String sqlDataAccess,
    String comment) {

  /**
   * A parameter.
   *
   * @param mode IN, OUT or INOUT
   * @param defaultSql null when there is none
   * @param comment null when there is none
   */
  public record Parameter(
      String mode, String name, DataType type, String defaultSql, String comment) {}

  public boolean isScalar() {
    return resultType != null;
  }

  public Routine returning(DataType type) {
    return new Routine(
        name,
        procedure,
        parameters,
        type,
        resultColumns,
        language,
        body,
        deterministic,
        sqlDataAccess,
        comment);
  }
}
