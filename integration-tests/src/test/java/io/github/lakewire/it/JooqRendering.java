package io.github.lakewire.it;

import java.time.LocalDateTime;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DataType;
import org.jooq.DatePart;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Name.Quoted;
import org.jooq.Param;
import org.jooq.QueryPart;
import org.jooq.VisitContext;
import org.jooq.VisitListener;
import org.jooq.impl.DSL;
import org.jooq.impl.QOM;
import org.jooq.types.DayToSecond;
import org.jooq.types.YearToMonth;

/** Writes in the SQL of Databricks what jOOQ's neutral dialect writes in another. */
final class JooqRendering implements VisitListener {
  @Override
  public void visitStart(VisitContext context) {
    if (context.renderContext() != null) {
      context.queryPart(rendered(context.queryPart()));
    }
  }

  private static QueryPart rendered(QueryPart part) {
    if (part instanceof Name name) {
      return isFunction(name) ? part : DSL.raw(inBackticks(name));
    }
    if (part instanceof QOM.Cast<?> cast) {
      return cast(cast);
    }
    if (part instanceof QOM.Array<?> array) {
      return DSL.field("array({0})", array.getDataType(), DSL.list(array.$elements()));
    }
    if (part instanceof QOM.Trunc<?> trunc) {
      return trunc(trunc.$value(), trunc.$decimals());
    }
    if (part instanceof QOM.Extract extract && extract.$datePart() == DatePart.DAY_OF_YEAR) {
      return DSL.field("dayofyear({0})", Integer.class, extract.$field());
    }
    if (part instanceof Condition condition) {
      return condition(condition);
    }
    return part instanceof Param<?> value ? parameter(value) : part;
  }

  private static boolean isFunction(Name name) {
    return name.quoted() == Quoted.UNQUOTED || name.quoted() == Quoted.SYSTEM;
  }

  private static String inBackticks(Name name) {
    return Stream.of(name.getName())
        .map(each -> '`' + each.replace("`", "``") + '`')
        .collect(Collectors.joining("."));
  }

  /** A VARCHAR has a length, and a TIMESTAMP is a moment. */
  private static QueryPart cast(QOM.Cast<?> cast) {
    DataType<?> type = cast.getDataType();
    String name = null;
    if (type.isString() && !type.lengthDefined()) {
      name = "string";
    } else if (type.getType() == LocalDateTime.class) {
      name = "timestamp_ntz";
    } else if (type.isTimestamp()) {
      name = "timestamp";
    } else if (type.isBinary()) {
      name = "binary";
    }
    return name == null ? cast : DSL.field("cast({0} as {1})", type, cast.$field(), DSL.raw(name));
  }

  /** The function trunc is that of dates. */
  private static QueryPart trunc(Field<?> value, Field<Integer> decimals) {
    QueryPart places = decimals instanceof Param<Integer> number ? DSL.inline(number) : decimals;
    return DSL.field(
        "if({0} < 0, ceil({0}, {1}), floor({0}, {1}))", value.getDataType(), value, places);
  }

  /** No list is empty, and some functions have other names. */
  private static QueryPart condition(Condition condition) {
    if (condition instanceof QOM.InList<?> in && in.$list().isEmpty()) {
      return DSL.falseCondition();
    }
    if (condition instanceof QOM.NotInList<?> in && in.$list().isEmpty()) {
      return DSL.trueCondition();
    }
    if (condition instanceof QOM.StartsWith<?> starts) {
      return DSL.condition("startswith({0}, {1})", starts.$string(), starts.$prefix());
    }
    return condition instanceof QOM.EndsWith<?> ends
        ? DSL.condition("endswith({0}, {1})", ends.$string(), ends.$suffix())
        : condition;
  }

  /** Intervals are written as literals: as values jOOQ sends their text. */
  private static QueryPart parameter(Param<?> value) {
    if (value.getValue() instanceof DayToSecond span) {
      return DSL.raw("interval '" + span + "' day to second");
    }
    return value.getValue() instanceof YearToMonth span
        ? DSL.raw("interval '" + span + "' year to month")
        : value;
  }
}
