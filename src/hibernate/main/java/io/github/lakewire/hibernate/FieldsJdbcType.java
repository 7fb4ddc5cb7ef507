package io.github.lakewire.hibernate;

import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.hibernate.mapping.UserDefinedObjectType;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.metamodel.spi.RuntimeModelCreationContext;
import org.hibernate.type.descriptor.ValueBinder;
import org.hibernate.type.descriptor.ValueExtractor;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.descriptor.jdbc.AggregateJdbcType;
import org.hibernate.type.descriptor.jdbc.BasicBinder;
import org.hibernate.type.descriptor.jdbc.BasicExtractor;
import org.hibernate.type.descriptor.jdbc.JdbcType;
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

  /** The type as the server writes it. */
  @Nullable String fields() {
    return fields;
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

  /** A struct within a struct may be null. */
  @Override
  public Object @Nullable [] extractJdbcValues(@Nullable Object struct, WrapperOptions options)
      throws SQLException {
    return struct == null ? null : super.extractJdbcValues(struct, options);
  }

  /** Structs of native queries, of which no embeddable is known, are JDBC's. */
  @Override
  public <X> ValueExtractor<X> getExtractor(JavaType<X> javaType) {
    return getEmbeddableMappingType() == null
        ? new RawExtractor<>(javaType, this)
        : super.getExtractor(javaType);
  }

  @Override
  public <X> ValueBinder<X> getBinder(JavaType<X> javaType) {
    return new BasicBinder<>(javaType, this) {
      @Override
      public @Nullable Object getBindValue(@Nullable X value, WrapperOptions options)
          throws SQLException {
        return value == null ? null : createJdbcValue(value, options);
      }

      @Override
      protected void doBind(PreparedStatement statement, X value, int index, WrapperOptions options)
          throws SQLException {
        statement.setObject(index, createJdbcValue(value, options));
      }

      @Override
      protected void doBind(
          CallableStatement statement, X value, String name, WrapperOptions options)
          throws SQLException {
        statement.setObject(name, createJdbcValue(value, options));
      }
    };
  }

  private static final class RawExtractor<X> extends BasicExtractor<X> {
    private static final long serialVersionUID = 1L;

    RawExtractor(JavaType<X> javaType, JdbcType jdbcType) {
      super(javaType, jdbcType);
    }

    @Override
    @SuppressWarnings("unchecked")
    protected X doExtract(ResultSet rows, int index, WrapperOptions options) throws SQLException {
      return (X) rows.getObject(index);
    }

    @Override
    @SuppressWarnings("unchecked")
    protected X doExtract(CallableStatement call, int index, WrapperOptions options)
        throws SQLException {
      return (X) call.getObject(index);
    }

    @Override
    @SuppressWarnings("unchecked")
    protected X doExtract(CallableStatement call, String name, WrapperOptions options)
        throws SQLException {
      return (X) call.getObject(name);
    }
  }
}
