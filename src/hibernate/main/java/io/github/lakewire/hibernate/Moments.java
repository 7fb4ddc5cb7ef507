package io.github.lakewire.hibernate;

import java.util.List;
import org.hibernate.dialect.function.TimestampaddFunction;
import org.hibernate.dialect.function.TimestampdiffFunction;
import org.hibernate.metamodel.model.domain.ReturnableType;
import org.hibernate.query.common.TemporalUnit;
import org.hibernate.query.sqm.produce.function.internal.PatternRenderer;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.SqlAstNode;
import org.hibernate.sql.ast.tree.expression.DurationUnit;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.spi.TypeConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Arithmetic of instants in hours and less. The server takes 24 hours for a day of the calendar of
 * its session, which may have 23 or 25, so their microseconds are counted.
 */
final class Moments {
  private Moments() {}

  private static boolean isMoment(SqlAstNode node) {
    int code =
        ((Expression) node)
            .getExpressionType()
            .getSingleJdbcMapping()
            .getJdbcType()
            .getDdlTypeCode();
    return code == SqlTypes.TIMESTAMP_UTC || code == SqlTypes.TIMESTAMP_WITH_TIMEZONE;
  }

  /** How many microseconds a unit has; 0 for those of the calendar, and what is less than one. */
  private static long micros(TemporalUnit unit) {
    return switch (unit) {
      case NATIVE -> 1L;
      case SECOND -> 1_000_000L;
      case MINUTE -> 60_000_000L;
      case HOUR -> 3_600_000_000L;
      default -> 0L;
    };
  }

  /** TIMESTAMPADD. */
  static final class Add extends TimestampaddFunction {
    Add(QueryDialect dialect, TypeConfiguration types) {
      super(dialect, types);
    }

    @Override
    public void render(
        SqlAppender sql,
        List<? extends SqlAstNode> arguments,
        @Nullable ReturnableType<?> type,
        SqlAstTranslator<?> translator) {
      TemporalUnit unit = ((DurationUnit) arguments.get(0)).getUnit();
      boolean nanos = unit == TemporalUnit.NANOSECOND;
      if (isMoment(arguments.get(2)) && (nanos || micros(unit) > 0)) {
        String amount = nanos ? "(?2)/1000" : "(?2)*" + micros(unit) + "L";
        String pattern = "timestamp_micros(unix_micros(?3)+cast(" + amount + " as bigint))";
        new PatternRenderer(pattern).render(sql, arguments, translator);
      } else {
        super.render(sql, arguments, type, translator);
      }
    }
  }

  /** TIMESTAMPDIFF. */
  static final class Difference extends TimestampdiffFunction {
    Difference(QueryDialect dialect, TypeConfiguration types) {
      super(dialect, types);
    }

    @Override
    public void render(
        SqlAppender sql,
        List<? extends SqlAstNode> arguments,
        @Nullable ReturnableType<?> type,
        SqlAstTranslator<?> translator) {
      TemporalUnit unit = ((DurationUnit) arguments.get(0)).getUnit();
      boolean nanos = unit == TemporalUnit.NANOSECOND;
      boolean moments = isMoment(arguments.get(1)) && isMoment(arguments.get(2));
      if (moments && (nanos || micros(unit) > 0)) {
        String difference = "(unix_micros(?3)-unix_micros(?2))";
        String pattern =
            nanos
                ? difference + "*1000"
                : unit == TemporalUnit.SECOND
                    ? difference + "/1e6"
                    : "(" + difference + " div " + micros(unit) + ")";
        new PatternRenderer(pattern).render(sql, arguments, translator);
      } else {
        super.render(sql, arguments, type, translator);
      }
    }
  }
}
