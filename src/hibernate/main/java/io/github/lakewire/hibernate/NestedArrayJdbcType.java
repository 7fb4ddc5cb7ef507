package io.github.lakewire.hibernate;

import java.sql.Array;
import java.sql.CallableStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.hibernate.dialect.Dialect;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.metamodel.mapping.ValuedModelPart;
import org.hibernate.tool.schema.extract.spi.ColumnTypeInformation;
import org.hibernate.type.BasicType;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.ValueExtractor;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.descriptor.jdbc.ArrayJdbcType;
import org.hibernate.type.descriptor.jdbc.BasicExtractor;
import org.hibernate.type.descriptor.jdbc.JdbcType;
import org.hibernate.type.descriptor.jdbc.JdbcTypeConstructor;
import org.hibernate.type.descriptor.jdbc.StructHelper;
import org.hibernate.type.spi.TypeConfiguration;
import org.jspecify.annotations.Nullable;

/** ARRAY, whose elements may be structs: their fields are sent as the type of the elements. */
final class NestedArrayJdbcType extends ArrayJdbcType {
  private static final long serialVersionUID = 1L;

  private NestedArrayJdbcType(JdbcType element) {
    super(element);
  }

  @Override
  protected String getElementTypeName(
      JavaType<?> javaType, SharedSessionContractImplementor session) {
    return getElementJdbcType() instanceof FieldsJdbcType struct
        ? struct.fields()
        : super.getElementTypeName(javaType, session);
  }

  @Override
  protected <X> @Nullable X getArray(
      BasicExtractor<X> extractor, @Nullable Array array, WrapperOptions options)
      throws SQLException {
    if (array == null || !(getElementJdbcType() instanceof FieldsJdbcType struct)) {
      return super.getArray(extractor, array, options);
    }
    Object[] elements = (Object[]) array.getArray();
    Object[] values = new Object[elements.length];
    for (int i = 0; i < elements.length; i++) {
      values[i] =
          elements[i] == null
              ? null
              : instance(
                  struct.getEmbeddableMappingType(),
                  struct.extractJdbcValues(elements[i], options),
                  options);
    }
    return extractor.getJavaType().wrap(values, options);
  }

  /** Local times come as such in a list; an {@link Array} has them as instants. */
  @Override
  public <X> ValueExtractor<X> getExtractor(JavaType<X> javaType) {
    ValueExtractor<X> standard = super.getExtractor(javaType);
    if (!(getElementJdbcType() instanceof WallClockJdbcType)) {
      return standard;
    }
    return new BasicExtractor<>(javaType, this) {
      @Override
      protected @Nullable X doExtract(ResultSet rows, int index, WrapperOptions options)
          throws SQLException {
        @Nullable List<?> list = list(rows, index);
        return list == null
            ? standard.extract(rows, index, options)
            : javaType.wrap(list.toArray(), options);
      }

      @Override
      protected @Nullable X doExtract(
          CallableStatement statement, int index, WrapperOptions options) throws SQLException {
        return standard.extract(statement, index, options);
      }

      @Override
      protected @Nullable X doExtract(
          CallableStatement statement, String name, WrapperOptions options) throws SQLException {
        return standard.extract(statement, name, options);
      }
    };
  }

  /** Null when the driver has no lists, or there is no array. */
  private static @Nullable List<?> list(ResultSet rows, int index) throws SQLException {
    try {
      return rows.getObject(index, List.class);
    } catch (SQLException | ClassCastException e) {
      return null; // the official driver; what fails otherwise fails again
    }
  }

  /** Of a struct and of those within it, which Hibernate leaves as they are in an array. */
  private static Object instance(
      EmbeddableMappingType type, Object[] fields, WrapperOptions options) throws SQLException {
    Object[] values = fields.clone();
    int index = 0;
    for (int i = 0; i < type.getNumberOfAttributeMappings(); i++) {
      ValuedModelPart part = StructHelper.getSubPart(type, i);
      boolean isStruct =
          part.getMappedType() instanceof EmbeddableMappingType inner
              && inner.getAggregateMapping() != null;
      if (isStruct && values[index] instanceof Object[] innerFields) {
        values[index] =
            instance((EmbeddableMappingType) part.getMappedType(), innerFields, options);
      }
      index += isStruct ? 1 : part.getJdbcTypeCount();
    }
    return StructHelper.instantiate(type, StructHelper.getAttributeValues(type, values, options));
  }

  /** Makes them for Hibernate. */
  static final class Constructor implements JdbcTypeConstructor {
    @Override
    public JdbcType resolveType(
        TypeConfiguration configuration,
        Dialect dialect,
        BasicType<?> element,
        ColumnTypeInformation column) {
      return new NestedArrayJdbcType(element.getJdbcType());
    }

    @Override
    public JdbcType resolveType(
        TypeConfiguration configuration,
        Dialect dialect,
        JdbcType element,
        ColumnTypeInformation column) {
      return new NestedArrayJdbcType(element);
    }

    @Override
    public int getDefaultSqlTypeCode() {
      return SqlTypes.ARRAY;
    }
  }
}
