package io.github.lakewire.hibernate;

import java.util.List;
import org.hibernate.dialect.function.json.JsonTableFunction;
import org.hibernate.dialect.function.xml.XmlTableFunction;
import org.hibernate.query.sqm.function.SqmFunctionRegistry;
import org.hibernate.query.sqm.tuple.internal.AnonymousTupleTableGroupProducer;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.SqlAstNode;
import org.hibernate.type.spi.TypeConfiguration;

/** Functions in a FROM clause that the server has nothing for. */
final class RefusedTables {
  private RefusedTables() {}

  static void register(SqmFunctionRegistry registry, TypeConfiguration types) {
    registry.register("json_table", new Json(types));
    registry.register("xmltable", new Xml(types));
  }

  private static final class Json extends JsonTableFunction {
    Json(TypeConfiguration types) {
      super(types);
    }

    @Override
    public void render(
        SqlAppender sql,
        List<? extends SqlAstNode> arguments,
        AnonymousTupleTableGroupProducer tuple,
        String alias,
        SqlAstTranslator<?> translator) {
      throw new UnsupportedFeatureException(
          "json_table()", "use json_value(), or map an array and unnest() it");
    }
  }

  private static final class Xml extends XmlTableFunction {
    Xml(TypeConfiguration types) {
      super(false, types);
    }

    @Override
    public void render(
        SqlAppender sql,
        List<? extends SqlAstNode> arguments,
        AnonymousTupleTableGroupProducer tuple,
        String alias,
        SqlAstTranslator<?> translator) {
      throw new UnsupportedFeatureException(
          "xmltable()", "read the text and use Java, or xpath() natively");
    }
  }
}
