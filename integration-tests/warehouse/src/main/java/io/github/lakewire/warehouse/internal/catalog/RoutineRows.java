package io.github.lakewire.warehouse.internal.catalog;

import io.github.lakewire.warehouse.internal.catalog.Walk.FoundRoutine;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;

/**
 * Functions and procedures as rows of an information schema. Positions are from 0, as those of
 * columns are said to be, where Databricks documents 1.
 */
final class RoutineRows {
  private RoutineRows() {}

  static Stream<Object[]> routines(Walk walk) {
    return walk.routines().map(RoutineRows::routine);
  }

  private static Object[] routine(FoundRoutine found) {
    Routine routine = found.routine();
    TypeFacts type = resultOf(routine);
    boolean sql = routine.language().equals("SQL");
    return new RowBuilder()
        .add(found.qualified())
        .add(found.qualified())
        .add(TableRows.OWNER, routine.procedure() ? "PROCEDURE" : "FUNCTION", type.full())
        .add(type.values())
        .add(sql ? "SQL" : "EXTERNAL", routine.body(), null, sql ? null : routine.language())
        .add("SQL", routine.deterministic() ? "YES" : "NO", routine.sqlDataAccess(), "YES", null)
        .add("DEFINER", "NO", routine.comment())
        .add(TableRows.CREATED, TableRows.OWNER, TableRows.CREATED, TableRows.OWNER)
        .build();
  }

  private static TypeFacts resultOf(Routine routine) {
    if (routine.procedure()) {
      return TypeFacts.plain(null, null);
    }
    return routine.isScalar()
        ? TypeFacts.of(routine.resultType())
        : TypeFacts.plain("TABLE", "TABLE");
  }

  static Stream<Object[]> parameters(Walk walk) {
    return walk.routines()
        .flatMap(
            found -> {
              List<Routine.Parameter> parameters = found.routine().parameters();
              return IntStream.range(0, parameters.size())
                  .mapToObj(i -> parameter(found, parameters.get(i), i));
            });
  }

  private static Object[] parameter(FoundRoutine found, Routine.Parameter parameter, int position) {
    return new RowBuilder()
        .add(found.qualified())
        .add(
            Storage.of(found.catalog()).firstPosition() + position,
            parameter.mode(),
            "NO",
            "NO",
            parameter.name())
        .add(type(parameter.type()))
        .add(parameter.defaultSql(), parameter.comment())
        .build();
  }

  static Stream<Object[]> columns(Walk walk) {
    return walk.routines()
        .filter(found -> found.routine().resultColumns() != null)
        .flatMap(
            found -> {
              StructField[] fields = found.routine().resultColumns().fields();
              return IntStream.range(0, fields.length).mapToObj(i -> column(found, fields[i], i));
            });
  }

  private static Object[] column(FoundRoutine found, StructField field, int position) {
    Object comment = field.getComment().isDefined() ? field.getComment().get() : null;
    return new RowBuilder()
        .add(found.qualified())
        .add(field.name(), Storage.of(found.catalog()).firstPosition() + position)
        .add(type(field.dataType()))
        .add(comment)
        .build();
  }

  private static Object[] type(DataType type) {
    TypeFacts facts = TypeFacts.of(type);
    return new RowBuilder().add(facts.full()).add(facts.values()).build();
  }
}
