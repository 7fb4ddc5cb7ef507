package io.github.lakewire.hibernate;

import java.util.List;
import org.hibernate.dialect.function.ExtractFunction;
import org.hibernate.metamodel.model.domain.ReturnableType;
import org.hibernate.query.common.TemporalUnit;
import org.hibernate.query.sqm.produce.function.internal.PatternRenderer;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.SqlAstNode;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.sql.ast.tree.expression.ExtractUnit;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.spi.TypeConfiguration;
import org.jspecify.annotations.Nullable;

/** Fields of dates and times. */
final class Extraction extends ExtractFunction {
  private final QueryDialect dialect;

  Extraction(QueryDialect dialect, TypeConfiguration types) {
    super(dialect, types);
    this.dialect = dialect;
  }

  @Override
  public void render(
      SqlAppender sql,
      List<? extends SqlAstNode> arguments,
      @Nullable ReturnableType<?> type,
      SqlAstTranslator<?> translator) {
    int code =
        ((Expression) arguments.get(1))
            .getExpressionType()
            .getSingleJdbcMapping()
            .getJdbcType()
            .getDdlTypeCode();
    TemporalUnit unit = ((ExtractUnit) arguments.get(0)).getUnit();
    new PatternRenderer(pattern(unit, code)).render(sql, arguments, translator);
  }

  private String pattern(TemporalUnit unit, int code) {
    if (unit == TemporalUnit.EPOCH) {
      return switch (code) {
        case SqlTypes.DATE -> "(unix_date(?2)*86400L)";
        case SqlTypes.TIMESTAMP ->
            "floor(timestampdiff(MICROSECOND,timestamp_ntz'1970-01-01',?2)/1e6)";
        default -> "unix_seconds(?2)";
      };
    }
    boolean text =
        code == SqlTypes.TIME_UTC
            || code == SqlTypes.TIME_WITH_TIMEZONE
            || code == SqlTypes.TIME && !dialect.hasTime();
    String pattern = dialect.extractPattern(unit);
    return text ? pattern.replace("?2", Temporals.ofText("?2")) : pattern;
  }
}
