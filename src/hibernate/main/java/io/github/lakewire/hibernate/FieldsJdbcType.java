package io.github.lakewire.hibernate;

import java.sql.SQLException;
import org.hibernate.mapping.UserDefinedObjectType;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.metamodel.spi.RuntimeModelCreationContext;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.jdbc.AggregateJdbcType;
import org.hibernate.type.descriptor.jdbc.StructHelper;
import org.hibernate.type.descriptor.jdbc.StructJdbcType;
import org.jspecify.annotations.Nullable;

/**
 * {@code @Struct} embeddables as STRUCT. Databricks has no named types, so that the name of the
 * struct stands for its fields.
 */
final class FieldsJdbcType extends StructJdbcType {
  private static final long serialVersionUID = 1L;

  private final @Nullable String fields;
  private final int @Nullable [] order;

  /** Reads structs of any fields. */
  FieldsJdbcType() {
    super(null, null, null);
    this.fields = null;
    this.order = null;
  }

  private FieldsJdbcType(
      EmbeddableMappingType mapping, String name, String fields, int @Nullable [] order) {
    super(mapping, name, order);
    this.fields = fields;
    this.order = order;
  }

  @Override
  public AggregateJdbcType resolveAggregateJdbcType(
      EmbeddableMappingType mapping, String name, RuntimeModelCreationContext context) {
    UserDefinedObjectType type = StructColumns.named(name, context.getBootModel().getDatabase());
    return new FieldsJdbcType(
        mapping, name, StructColumns.text(type, context.getMetadata()), type.getOrderMapping());
  }

  @Override
  public Object createJdbcValue(Object value, WrapperOptions options) throws SQLException {
    Object[] attributes =
        StructHelper.getJdbcValues(getEmbeddableMappingType(), order, value, options);
    return options
        .getSession()
        .getJdbcCoordinator()
        .getLogicalConnection()
        .getPhysicalConnection()
        .createStruct(fields, attributes);
  }
}
