package io.github.lakewire.hibernate;

import org.hibernate.dialect.function.GenerateSeriesFunction;
import org.hibernate.dialect.function.array.UnnestFunction;
import org.hibernate.metamodel.mapping.CollectionPart;
import org.hibernate.metamodel.mapping.SqlTypedMapping;
import org.hibernate.query.sqm.tuple.internal.AnonymousTupleTableGroupProducer;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.type.BasicPluralType;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.spi.TypeConfiguration;
import org.jspecify.annotations.Nullable;

/** Functions that stand in a FROM clause: queries of EXPLODE, which count from 0. */
final class SetReturning {
  private SetReturning() {}

  /** The elements of an array. */
  static final class Unnest extends UnnestFunction {
    Unnest() {
      super("c0", "ordinality_", false);
    }

    @Override
    protected void renderUnnest(
        SqlAppender sql,
        Expression array,
        BasicPluralType<?, ?> type,
        @Nullable SqlTypedMapping mapping,
        AnonymousTupleTableGroupProducer tuple,
        String alias,
        SqlAstTranslator<?> translator) {
      sql.appendSql("(select ");
      if (tuple.findSubPart(CollectionPart.Nature.ELEMENT.getName(), null) == null) {
        tuple.forEachSelectable(
            (index, column) -> {
              if (!column.getSelectableName().equals(CollectionPart.Nature.INDEX.getName())) {
                sql.appendSql("e_." + column.getSelectionExpression() + ",");
              }
            });
        sql.appendSql("p_+1 ordinality_ from (select posexplode(");
      } else {
        sql.appendSql("e_ c0,p_+1 ordinality_ from (select posexplode(");
      }
      array.accept(translator);
      sql.appendSql(") as (p_,e_)))");
    }

    @Override
    protected void renderJsonTable(
        SqlAppender sql,
        Expression array,
        BasicPluralType<?, ?> type,
        @Nullable SqlTypedMapping mapping,
        AnonymousTupleTableGroupProducer tuple,
        String alias,
        SqlAstTranslator<?> translator) {
      throw new UnsupportedFeatureException(
          "UNNEST of a JSON array", "map the attribute as an array (SqlTypes.ARRAY)");
    }

    @Override
    protected void renderXmlTable(
        SqlAppender sql,
        Expression array,
        BasicPluralType<?, ?> type,
        @Nullable SqlTypedMapping mapping,
        AnonymousTupleTableGroupProducer tuple,
        String alias,
        SqlAstTranslator<?> translator) {
      throw new UnsupportedFeatureException(
          "UNNEST of an XML array", "map the attribute as an array (SqlTypes.ARRAY)");
    }
  }

  /**
   * The values from one to another. SEQUENCE fails where the step leads away, so it is not asked.
   */
  static final class Series extends GenerateSeriesFunction {
    Series(TypeConfiguration types) {
      super("c0", "ordinality_", false, types);
    }

    @Override
    protected void renderGenerateSeries(
        SqlAppender sql,
        Expression start,
        Expression stop,
        @Nullable Expression step,
        AnonymousTupleTableGroupProducer tuple,
        String alias,
        SqlAstTranslator<?> translator) {
      boolean number =
          !SqlTypes.isTemporalType(
              start.getExpressionType().getSingleJdbcMapping().getJdbcType().getDdlTypeCode());
      sql.appendSql("(select e_ c0,p_+1 ordinality_ from (select posexplode(");
      if (number) {
        sql.appendSql("if((");
        stop.accept(translator);
        sql.appendSql("-");
        start.accept(translator);
        sql.appendSql(")*sign(");
        step(sql, step, translator);
        sql.appendSql(")<0,array(),");
      }
      sql.appendSql("sequence(");
      start.accept(translator);
      sql.appendSql(",");
      stop.accept(translator);
      sql.appendSql(",");
      step(sql, step, translator);
      sql.appendSql(number ? "))" : ")");
      sql.appendSql(") as (p_,e_)))");
    }

    private static void step(
        SqlAppender sql, @Nullable Expression step, SqlAstTranslator<?> translator) {
      if (step == null) {
        sql.appendSql("1");
      } else {
        step.accept(translator);
      }
    }
  }
}
