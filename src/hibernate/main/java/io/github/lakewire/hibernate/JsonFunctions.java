package io.github.lakewire.hibernate;

import java.util.List;
import org.hibernate.dialect.function.json.JsonArrayFunction;
import org.hibernate.dialect.function.json.JsonExistsFunction;
import org.hibernate.dialect.function.json.JsonObjectAggFunction;
import org.hibernate.dialect.function.json.JsonObjectFunction;
import org.hibernate.dialect.function.json.JsonQueryFunction;
import org.hibernate.dialect.function.json.JsonValueFunction;
import org.hibernate.metamodel.model.domain.ReturnableType;
import org.hibernate.query.sqm.function.SqmFunctionRegistry;
import org.hibernate.sql.ast.Clause;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.SqlAstNode;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.sql.ast.tree.expression.JsonExistsErrorBehavior;
import org.hibernate.sql.ast.tree.expression.JsonNullBehavior;
import org.hibernate.sql.ast.tree.expression.JsonPathPassingClause;
import org.hibernate.sql.ast.tree.expression.JsonQueryEmptyBehavior;
import org.hibernate.sql.ast.tree.expression.JsonQueryErrorBehavior;
import org.hibernate.sql.ast.tree.expression.JsonQueryWrapMode;
import org.hibernate.sql.ast.tree.expression.JsonValueEmptyBehavior;
import org.hibernate.sql.ast.tree.expression.JsonValueErrorBehavior;
import org.hibernate.sql.ast.tree.predicate.Predicate;
import org.hibernate.type.spi.TypeConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * The functions of JSON, by VARIANT: a document is text or VARIANT, a result is text. What is not
 * there, and what is no JSON, is null.
 */
final class JsonFunctions {
  private static final String NESTED = " rlike '^(OBJECT|ARRAY)<'";

  private JsonFunctions() {}

  static void register(SqmFunctionRegistry registry, TypeConfiguration types) {
    registry.register("json_value", new Value(types));
    registry.register("json_query", new Query(types));
    registry.register("json_exists", new Exists(types));
    registry.register("json_object", new Members(types));
    registry.register("json_array", new Elements(types));
    registry.register("json_objectagg", new MembersOfRows(types));
    String remedy = "change the value in Java, or map it as a struct or an array";
    for (String name :
        List.of(
            "json_set",
            "json_remove",
            "json_replace",
            "json_insert",
            "json_mergepatch",
            "json_array_append",
            "json_array_insert")) {
      registry.register(name, new RefusedFunction(name, remedy));
    }
    registry.register("json_arrayagg", new JsonArrayAggregate(types));
  }

  /** VARIANT of a document that is text or VARIANT. */
  private static void document(SqlAppender sql, Expression json, SqlAstTranslator<?> translator) {
    boolean variant = isVariant(json);
    sql.appendSql(variant ? "" : "try_parse_json(");
    json.accept(translator);
    sql.appendSql(variant ? "" : ")");
  }

  private static boolean isVariant(Expression json) {
    return json.getExpressionType() != null
        && json.getExpressionType().getSingleJdbcMapping().getJdbcType().getDdlTypeCode()
            == VariantJdbcType.VARIANT;
  }

  private static void at(
      SqlAppender sql,
      Expression json,
      Expression path,
      String type,
      SqlAstTranslator<?> translator) {
    sql.appendSql("try_variant_get(");
    document(sql, json, translator);
    sql.appendSql(",");
    path.accept(translator);
    sql.appendSql(",'" + type + "')");
  }

  /** A value in a new document; what is JSON already is not text in it. */
  static void value(SqlAppender sql, SqlAstNode node, SqlAstTranslator<?> translator) {
    Expression value = (Expression) node;
    boolean json =
        value.getExpressionType() != null
            && value.getExpressionType().getSingleJdbcMapping().getJdbcType().isJson();
    if (json) {
      document(sql, value, translator);
    } else {
      sql.appendSql("cast(");
      value.accept(translator);
      sql.appendSql(" as variant)");
    }
  }

  private static void refuse(String function, @Nullable JsonPathPassingClause passing) {
    if (passing != null) {
      throw new UnsupportedFeatureException(
          "PASSING in " + function, "write the path with its values, as a parameter");
    }
  }

  private static UnsupportedFeatureException behavior(String function) {
    return new UnsupportedFeatureException(
        "ON ERROR and ON EMPTY in " + function + ", but for NULL", "use coalesce()");
  }

  private static final class Value extends JsonValueFunction {
    Value(TypeConfiguration types) {
      super(types, true, false);
    }

    @Override
    protected void render(
        SqlAppender sql,
        JsonValueArguments arguments,
        @Nullable ReturnableType<?> type,
        SqlAstTranslator<?> translator) {
      refuse("JSON_VALUE", arguments.passingClause());
      if (arguments.emptyBehavior() != null
              && arguments.emptyBehavior() != JsonValueEmptyBehavior.NULL
          || arguments.errorBehavior() != null
              && arguments.errorBehavior() != JsonValueErrorBehavior.NULL) {
        throw behavior("JSON_VALUE");
      }
      sql.appendSql("if(schema_of_variant(");
      at(sql, arguments.jsonDocument(), arguments.jsonPath(), "variant", translator);
      sql.appendSql(")" + NESTED + ",null,");
      sql.appendSql(arguments.returningType() == null ? "" : "try_cast(");
      at(sql, arguments.jsonDocument(), arguments.jsonPath(), "string", translator);
      if (arguments.returningType() != null) {
        sql.appendSql(" as ");
        arguments.returningType().accept(translator);
        sql.appendSql(")");
      }
      sql.appendSql(")");
    }
  }

  private static final class Query extends JsonQueryFunction {
    Query(TypeConfiguration types) {
      super(types, true, false);
    }

    @Override
    protected void render(
        SqlAppender sql,
        JsonQueryArguments arguments,
        @Nullable ReturnableType<?> type,
        SqlAstTranslator<?> translator) {
      refuse("JSON_QUERY", arguments.passingClause());
      if (arguments.emptyBehavior() != null
              && arguments.emptyBehavior() != JsonQueryEmptyBehavior.NULL
          || arguments.errorBehavior() != null
              && arguments.errorBehavior() != JsonQueryErrorBehavior.NULL) {
        throw behavior("JSON_QUERY");
      }
      if (arguments.wrapMode() == JsonQueryWrapMode.WITH_WRAPPER) {
        wrapped(sql, arguments, translator);
        return;
      }
      sql.appendSql("if(schema_of_variant(");
      at(sql, arguments.jsonDocument(), arguments.jsonPath(), "variant", translator);
      sql.appendSql(")" + NESTED + ",");
      text(sql, arguments, translator);
      sql.appendSql(",");
      if (arguments.wrapMode() == JsonQueryWrapMode.WITH_CONDITIONAL_WRAPPER) {
        wrapped(sql, arguments, translator);
      } else {
        sql.appendSql("null");
      }
      sql.appendSql(")");
    }

    private static void wrapped(
        SqlAppender sql, JsonQueryArguments arguments, SqlAstTranslator<?> translator) {
      sql.appendSql("concat('[',");
      text(sql, arguments, translator);
      sql.appendSql(",']')");
    }

    private static void text(
        SqlAppender sql, JsonQueryArguments arguments, SqlAstTranslator<?> translator) {
      sql.appendSql("to_json(");
      at(sql, arguments.jsonDocument(), arguments.jsonPath(), "variant", translator);
      sql.appendSql(")");
    }
  }

  private static final class Exists extends JsonExistsFunction {
    Exists(TypeConfiguration types) {
      super(types, true, false);
    }

    @Override
    protected void render(
        SqlAppender sql,
        JsonExistsArguments arguments,
        @Nullable ReturnableType<?> type,
        SqlAstTranslator<?> translator) {
      refuse("JSON_EXISTS", arguments.passingClause());
      if (arguments.errorBehavior() != null
          && arguments.errorBehavior() != JsonExistsErrorBehavior.FALSE) {
        throw new UnsupportedFeatureException(
            "ON ERROR in JSON_EXISTS, but for FALSE", "leave it out");
      }
      sql.appendSql("if((");
      arguments.jsonDocument().accept(translator);
      sql.appendSql(") is null,null,");
      at(sql, arguments.jsonDocument(), arguments.jsonPath(), "variant", translator);
      sql.appendSql(" is not null)");
    }
  }

  private static final class Members extends JsonObjectFunction {
    Members(TypeConfiguration types) {
      super(types, true);
    }

    @Override
    public void render(
        SqlAppender sql,
        List<? extends SqlAstNode> arguments,
        @Nullable ReturnableType<?> type,
        SqlAstTranslator<?> translator) {
      boolean said = arguments.size() % 2 == 1;
      int count = arguments.size() - (said ? 1 : 0);
      boolean absent = said && arguments.get(count) == JsonNullBehavior.ABSENT;
      if (count == 0) {
        sql.appendSql("'{}'");
        return;
      }
      sql.appendSql("to_json(named_struct(");
      for (int i = 0; i < count; i += 2) {
        sql.appendSql(i == 0 ? "" : ",");
        arguments.get(i).accept(translator);
        sql.appendSql(",");
        value(sql, arguments.get(i + 1), translator);
      }
      sql.appendSql("),map('ignoreNullFields','" + absent + "'))");
    }
  }

  private static final class Elements extends JsonArrayFunction {
    Elements(TypeConfiguration types) {
      super(types);
    }

    @Override
    public void render(
        SqlAppender sql,
        List<? extends SqlAstNode> arguments,
        @Nullable ReturnableType<?> type,
        SqlAstTranslator<?> translator) {
      int count = arguments.size();
      boolean said = count > 0 && arguments.get(count - 1) instanceof JsonNullBehavior;
      boolean nulls = said && arguments.get(count - 1) == JsonNullBehavior.NULL;
      count -= said ? 1 : 0;
      if (count == 0) {
        sql.appendSql("'[]'");
        return;
      }
      sql.appendSql(nulls ? "to_json(array(" : "to_json(array_compact(array(");
      for (int i = 0; i < count; i++) {
        sql.appendSql(i == 0 ? "" : ",");
        value(sql, arguments.get(i), translator);
      }
      sql.appendSql(nulls ? "))" : ")))");
    }
  }

  private static final class MembersOfRows extends JsonObjectAggFunction {
    MembersOfRows(TypeConfiguration types) {
      super(":", true, types);
    }

    @Override
    protected void render(
        SqlAppender sql,
        JsonObjectAggArguments arguments,
        @Nullable Predicate filter,
        @Nullable ReturnableType<?> type,
        SqlAstTranslator<?> translator) {
      sql.appendSql("to_json(map_from_entries(collect_list(struct(");
      arguments.key().accept(translator);
      sql.appendSql(",");
      value(sql, arguments.value(), translator);
      sql.appendSql("))");
      boolean absent = arguments.nullBehavior() == JsonNullBehavior.ABSENT;
      if (filter != null || absent) {
        translator.getCurrentClauseStack().push(Clause.WHERE);
        sql.appendSql(" filter (where ");
        if (absent) {
          sql.appendSql("(");
          arguments.value().accept(translator);
          sql.appendSql(filter == null ? ") is not null" : ") is not null and ");
        }
        if (filter != null) {
          filter.accept(translator);
        }
        sql.appendSql(")");
        translator.getCurrentClauseStack().pop();
      }
      sql.appendSql("))");
    }
  }
}
