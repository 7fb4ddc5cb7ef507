package io.github.lakewire.jdbc.internal.metadata;

import static java.util.Objects.requireNonNull;

import io.github.lakewire.jdbc.internal.error.DriverException;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Parameters and results of the users' functions and procedures: one query for all of them. Those
 * of the functions of the language are not told by any server.
 */
final class RoutineColumnQueries {
  private static final String VIEW = "parameters";
  private static final String KEY = "specific_catalog, specific_schema, specific_name";
  private static final String USING = " USING (" + KEY + ")";
  private static final String NO_DEFAULT = ", CAST(NULL AS STRING) AS default_value, ";

  private static final Comparator<Member> ORDER =
      Comparator.comparing(Member::catalog)
          .thenComparing(Member::schema)
          .thenComparing(Member::routine)
          .thenComparing(Member::specificName)
          .thenComparing(Member::part)
          .thenComparing(Member::position);

  private final MetadataContext context;
  private final InformationSchema schema;

  RoutineColumnQueries(MetadataContext context, InformationSchema schema) {
    this.context = requireNonNull(context, "context");
    this.schema = requireNonNull(schema, "schema");
  }

  /** In the order that JDBC wants them in. */
  private enum Part {
    RETURN,
    PARAMETER,
    COLUMN;

    static Part of(String text) {
      return switch (text) {
        case "RETURN" -> RETURN;
        case "COLUMN" -> COLUMN;
        default -> PARAMETER;
      };
    }
  }

  /**
   * A parameter, a column of the result, or the result itself; the position as the server has it.
   */
  private record Member(
      String catalog,
      String schema,
      String routine,
      String specificName,
      Part part,
      int position,
      String name,
      String mode,
      DescribedType type,
      @Nullable String defaultValue,
      @Nullable String comment) {

    boolean isOfSameList(Member other) {
      return part == other.part
          && specificName.equals(other.specificName)
          && routine.equals(other.routine)
          && schema.equals(other.schema)
          && catalog.equals(other.catalog);
    }
  }

  List<Object[]> functionColumns(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String functionPattern,
      @Nullable String columnPattern)
      throws DriverException, SQLException {
    List<Object[]> rows = new ArrayList<>();
    SearchPattern columns = SearchPattern.of(columnPattern);
    RoutineFilter wanted = RoutineFilter.of(catalog, schemaPattern, functionPattern);
    number(
        members(wanted, "FUNCTION", columns),
        columns,
        (member, position) -> rows.add(functionColumn(member, position)));
    return rows;
  }

  List<Object[]> procedureColumns(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String procedurePattern,
      @Nullable String columnPattern)
      throws DriverException, SQLException {
    List<Object[]> rows = new ArrayList<>();
    SearchPattern columns = SearchPattern.of(columnPattern);
    RoutineFilter wanted = RoutineFilter.of(catalog, schemaPattern, procedurePattern);
    number(
        members(wanted, "PROCEDURE", columns),
        columns,
        (member, position) -> rows.add(procedureColumn(member, position)));
    return rows;
  }

  private List<Member> members(RoutineFilter wanted, String type, SearchPattern columns)
      throws DriverException, SQLException {
    List<Member> members = new ArrayList<>();
    if (!wanted.hasOwned() || wanted.names().matchesNothing() || columns.matchesNothing()) {
      return members;
    }
    boolean nestedAsText = context.nestedAsText();
    schema.read(
        wanted.catalog().name(),
        VIEW,
        sql(type, wanted.conditions(type).where()),
        context.deadline(),
        row -> {
          Part part = Part.of(row.textOrEmpty("PART_OF_ROUTINE"));
          if (wanted.accepts(
                  row.textOrEmpty("SPECIFIC_CATALOG"),
                  row.textOrEmpty("SPECIFIC_SCHEMA"),
                  row.textOrEmpty("ROUTINE_NAME"))
              && !(part == Part.RETURN && RoutineFilter.returnsTable(row))) {
            members.add(member(part, row, nestedAsText));
          }
        });
    members.sort(ORDER);
    return members;
  }

  /** The routines, and what their parts say of them, under the routines' names. */
  private static UnaryOperator<String> sql(String type, String where) {
    return address -> {
      String chosen =
          "JOIN (SELECT " + KEY + ", routine_name FROM " + address + ".routines" + where + ") r";
      String parts =
          part("PARAMETER", "ordinal_position", "parameter_name", "parameter_mode")
              + ", parameter_default AS default_value, comment FROM "
              + address
              + ".parameters "
              + chosen
              + USING;
      if (type.equals("PROCEDURE")) {
        return parts;
      }
      String result = part("RETURN", "0", "''", "''") + NO_DEFAULT + "comment FROM " + address;
      String columns = part("COLUMN", "ordinal_position", "column_name", "''") + NO_DEFAULT;
      return String.join(
          " UNION ALL ",
          parts,
          result + ".routines" + where,
          columns + "comment FROM " + address + ".routine_columns " + chosen + USING);
    };
  }

  private static String part(String part, String position, String name, String mode) {
    return "SELECT "
        + KEY
        + ", routine_name, '"
        + part
        + "' AS part_of_routine, "
        + position
        + " AS part_position, "
        + name
        + " AS part_name, "
        + mode
        + " AS part_mode, data_type, full_data_type";
  }

  private static Member member(Part part, ServerRow row, boolean nestedAsText)
      throws DriverException {
    String name = row.textOrEmpty("ROUTINE_NAME");
    String specificName = row.textOrEmpty("SPECIFIC_NAME");
    String type = row.textOrEmpty("FULL_DATA_TYPE");
    Integer position = row.number("PART_POSITION");
    return new Member(
        row.textOrEmpty("SPECIFIC_CATALOG"),
        row.textOrEmpty("SPECIFIC_SCHEMA"),
        name,
        specificName.isEmpty() ? name : specificName,
        part,
        position == null ? 0 : position,
        row.textOrEmpty("PART_NAME"),
        row.textOrEmpty("PART_MODE").toUpperCase(Locale.ROOT),
        DescribedType.parse(type.isEmpty() ? row.textOrEmpty("DATA_TYPE") : type, nestedAsText),
        row.text("DEFAULT_VALUE"),
        part == Part.RETURN ? null : row.text("COMMENT"));
  }

  /** Takes a member with its position in JDBC. */
  private interface Numbered {
    void accept(Member member, int position);
  }

  /** Numbers each list from 1, whatever the server begins with; results are 0. */
  private static void number(List<Member> members, SearchPattern columns, Numbered sink) {
    Member previous = null;
    int position = 0;
    for (Member member : members) {
      position = previous != null && member.isOfSameList(previous) ? position + 1 : 1;
      previous = member;
      if (columns.matches(member.name())) {
        sink.accept(member, member.part() == Part.RETURN ? 0 : position);
      }
    }
  }

  private static @Nullable Short small(@Nullable Integer number) {
    return number == null ? null : Short.valueOf(number.shortValue());
  }

  private static Object[] functionColumn(Member member, int position) {
    int kind =
        switch (member.part()) {
          case RETURN -> DatabaseMetaData.functionReturn;
          case COLUMN -> DatabaseMetaData.functionColumnResult;
          case PARAMETER ->
              switch (member.mode()) {
                case "OUT" -> DatabaseMetaData.functionColumnOut;
                case "INOUT" -> DatabaseMetaData.functionColumnInOut;
                default -> DatabaseMetaData.functionColumnIn;
              };
        };
    DescribedType type = member.type();
    return new Object[] {
      member.catalog(),
      member.schema(),
      member.routine(),
      member.name(),
      (short) kind,
      type.code(),
      type.name(),
      type.size(),
      type.octets(),
      small(type.digits()),
      small(type.radix()),
      (short) DatabaseMetaData.functionNullable, // nothing in SQL says otherwise
      member.comment(),
      type.octets(),
      position,
      "YES",
      member.specificName(),
    };
  }

  private static Object[] procedureColumn(Member member, int position) {
    int kind =
        switch (member.mode()) {
          case "OUT" -> DatabaseMetaData.procedureColumnOut;
          case "INOUT" -> DatabaseMetaData.procedureColumnInOut;
          default -> DatabaseMetaData.procedureColumnIn;
        };
    DescribedType type = member.type();
    return new Object[] {
      member.catalog(),
      member.schema(),
      member.routine(),
      member.name(),
      (short) kind,
      type.code(),
      type.name(),
      type.size(),
      type.octets(),
      small(type.digits()),
      small(type.radix()),
      (short) DatabaseMetaData.procedureNullable,
      member.comment(),
      member.defaultValue(),
      null, // SQL_DATA_TYPE and SQL_DATETIME_SUB are not used
      null,
      type.octets(),
      position,
      "YES",
      member.specificName(),
    };
  }
}
