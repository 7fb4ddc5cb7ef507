package io.github.lakewire.it;

import java.sql.Array;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Types;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Binding;
import org.jooq.BindingGetResultSetContext;
import org.jooq.BindingGetSQLInputContext;
import org.jooq.BindingGetStatementContext;
import org.jooq.BindingRegisterContext;
import org.jooq.BindingSQLContext;
import org.jooq.BindingSetSQLOutputContext;
import org.jooq.BindingSetStatementContext;
import org.jooq.Converter;
import org.jooq.conf.ParamType;
import org.jspecify.annotations.Nullable;

/** An ARRAY&lt;INT&gt;: the neutral dialect knows no arrays. Other elements are done alike. */
public final class JooqIntegers implements Binding<Object, Integer[]> {
  private static final long serialVersionUID = 1;

  @Override
  public Converter<Object, Integer[]> converter() {
    return Converter.ofNullable(
        Object.class, Integer[].class, value -> (Integer[]) value, value -> value);
  }

  @Override
  public void sql(BindingSQLContext<Integer[]> context) {
    boolean inlined = context.render().paramType() == ParamType.INLINED;
    context.render().sql(inlined ? literal(context.value()) : context.variable());
  }

  private static String literal(Integer @Nullable [] value) {
    return value == null
        ? "null"
        : Stream.of(value).map(String::valueOf).collect(Collectors.joining(", ", "array(", ")"));
  }

  @Override
  public void register(BindingRegisterContext<Integer[]> context) throws SQLException {
    context.statement().registerOutParameter(context.index(), Types.ARRAY);
  }

  @Override
  public void set(BindingSetStatementContext<Integer[]> context) throws SQLException {
    Integer[] value = context.value();
    Array array =
        value == null ? null : context.statement().getConnection().createArrayOf("INT", value);
    context.statement().setArray(context.index(), array);
  }

  @Override
  public void get(BindingGetResultSetContext<Integer[]> context) throws SQLException {
    context.value(integers(context.resultSet().getArray(context.index())));
  }

  @Override
  public void get(BindingGetStatementContext<Integer[]> context) throws SQLException {
    context.value(integers(context.statement().getArray(context.index())));
  }

  private static Integer @Nullable [] integers(@Nullable Array array) throws SQLException {
    if (array == null) {
      return null;
    }
    Object[] elements = (Object[]) array.getArray();
    return Arrays.copyOf(elements, elements.length, Integer[].class);
  }

  @Override
  public void set(BindingSetSQLOutputContext<Integer[]> context) throws SQLException {
    throw new SQLFeatureNotSupportedException("SQLOutput");
  }

  @Override
  public void get(BindingGetSQLInputContext<Integer[]> context) throws SQLException {
    throw new SQLFeatureNotSupportedException("SQLInput");
  }
}
