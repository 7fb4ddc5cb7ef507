package io.github.lakewire.it;

import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
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

/**
 * A TIMESTAMP as an Instant: the neutral dialect would send its text. What it is converted from is
 * never asked for: the driver gives the moment itself.
 */
public final class JooqMoments implements Binding<LocalDateTime, Instant> {
  private static final long serialVersionUID = 1;

  @Override
  public Converter<LocalDateTime, Instant> converter() {
    return Converter.ofNullable(
        LocalDateTime.class,
        Instant.class,
        clock -> clock.atZone(ZoneId.systemDefault()).toInstant(),
        moment -> LocalDateTime.ofInstant(moment, ZoneId.systemDefault()));
  }

  @Override
  public void sql(BindingSQLContext<Instant> context) {
    if (context.render().paramType() != ParamType.INLINED) {
      context.render().sql(context.variable());
    } else if (context.value() == null) {
      context.render().sql("null");
    } else {
      context.render().sql("timestamp '" + context.value() + "'");
    }
  }

  @Override
  public void register(BindingRegisterContext<Instant> context) throws SQLException {
    context.statement().registerOutParameter(context.index(), Types.TIMESTAMP);
  }

  @Override
  public void set(BindingSetStatementContext<Instant> context) throws SQLException {
    context.statement().setObject(context.index(), context.value(), Types.TIMESTAMP_WITH_TIMEZONE);
  }

  @Override
  public void get(BindingGetResultSetContext<Instant> context) throws SQLException {
    context.value(context.resultSet().getObject(context.index(), Instant.class));
  }

  @Override
  public void get(BindingGetStatementContext<Instant> context) throws SQLException {
    context.value(context.statement().getObject(context.index(), Instant.class));
  }

  @Override
  public void set(BindingSetSQLOutputContext<Instant> context) throws SQLException {
    throw new SQLFeatureNotSupportedException("SQLOutput");
  }

  @Override
  public void get(BindingGetSQLInputContext<Instant> context) throws SQLException {
    throw new SQLFeatureNotSupportedException("SQLInput");
  }
}
