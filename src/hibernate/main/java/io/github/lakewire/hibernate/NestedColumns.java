package io.github.lakewire.hibernate;

import org.hibernate.HibernateException;
import org.hibernate.dialect.aggregate.AggregateSupportImpl;
import org.hibernate.engine.jdbc.Size;
import org.hibernate.mapping.Column;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.metamodel.mapping.SqlTypedMapping;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.Type;
import org.hibernate.type.spi.TypeConfiguration;

/** Attributes of embeddables that are one column: fields of STRUCT, and members of JSON. */
final class NestedColumns extends AggregateSupportImpl {
  @Override
  public String aggregateComponentCustomReadExpression(
      String template,
      String placeholder,
      String parent,
      String column,
      int parentCode,
      SqlTypedMapping type,
      TypeConfiguration configuration) {
    String read =
        switch (parentCode) {
          case SqlTypes.STRUCT, SqlTypes.STRUCT_ARRAY -> parent + "." + column;
          case SqlTypes.JSON, SqlTypes.JSON_ARRAY -> member(parent, column, type, configuration);
          default -> throw unsupported("an embeddable of type code " + parentCode);
        };
    return template.isEmpty() ? read : template.replace(placeholder, read);
  }

  private static String member(
      String parent, String column, SqlTypedMapping type, TypeConfiguration configuration) {
    String text = "get_json_object(" + parent + ",'$." + column.replace("`", "") + "')";
    int code = type.getJdbcMapping().getJdbcType().getDefaultSqlTypeCode();
    return switch (code) {
      case SqlTypes.JSON, SqlTypes.JSON_ARRAY -> text;
      case SqlTypes.BINARY, SqlTypes.VARBINARY, SqlTypes.LONG32VARBINARY -> "unhex(" + text + ")";
      default -> {
        Size size = new Size();
        size.setPrecision(type.getPrecision());
        size.setScale(type.getScale());
        String name =
            configuration
                .getDdlTypeRegistry()
                .getTypeName(
                    type.getJdbcMapping().getJdbcType().getDdlTypeCode(),
                    size,
                    (Type) type.getJdbcMapping());
        yield name.equals("string")
            ? text
            : name.startsWith("array")
                ? "from_json(" + text + ",'" + name + "')"
                : "cast(" + text + " as " + name + ")";
      }
    };
  }

  @Override
  public String aggregateComponentAssignmentExpression(
      String parent, String column, int parentCode, Column type) {
    return switch (parentCode) {
      case SqlTypes.STRUCT, SqlTypes.STRUCT_ARRAY -> parent + "." + column;
      case SqlTypes.JSON, SqlTypes.JSON_ARRAY -> parent;
      default -> throw unsupported("an embeddable of type code " + parentCode);
    };
  }

  @Override
  public boolean requiresAggregateCustomWriteExpressionRenderer(int parentCode) {
    return parentCode == SqlTypes.JSON;
  }

  @Override
  public WriteExpressionRenderer aggregateCustomWriteExpressionRenderer(
      SelectableMapping column, SelectableMapping[] changed, TypeConfiguration configuration) {
    throw unsupported(
        "an update of single attributes of the JSON embeddable "
            + column.getSelectableName()
            + " (assign the whole embeddable, or make it a @Struct)");
  }

  private static HibernateException unsupported(String what) {
    return new HibernateException("Databricks does not support " + what);
  }

  @Override
  public boolean supportsComponentCheckConstraints() {
    return false;
  }
}
