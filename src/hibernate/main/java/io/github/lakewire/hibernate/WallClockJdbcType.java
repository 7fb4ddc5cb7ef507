package io.github.lakewire.hibernate;

import jakarta.persistence.TemporalType;
import java.sql.CallableStatement;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Calendar;
import java.util.function.Function;
import org.hibernate.type.descriptor.ValueBinder;
import org.hibernate.type.descriptor.ValueExtractor;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.descriptor.jdbc.BasicBinder;
import org.hibernate.type.descriptor.jdbc.BasicExtractor;
import org.hibernate.type.descriptor.jdbc.JdbcLiteralFormatter;
import org.hibernate.type.descriptor.jdbc.JdbcType;
import org.hibernate.type.descriptor.jdbc.internal.JdbcLiteralFormatterTemporal;
import org.hibernate.type.spi.TypeConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * DATE, TIME and TIMESTAMP_NTZ: what a clock on the wall shows. Values go through java.time, not
 * through java.sql, which would make an instant of them in the zone of the JVM.
 *
 * @param <T> of java.time
 * @param <S> of java.sql, for Java types that know no other
 */
@SuppressWarnings("deprecation") // TemporalType is what Hibernate's literals are written by
final class WallClockJdbcType<T, S extends java.util.Date> implements JdbcType {
  private static final long serialVersionUID = 1L;

  static final WallClockJdbcType<LocalDate, Date> DATE =
      new WallClockJdbcType<>(
          Types.DATE,
          TemporalType.DATE,
          LocalDate.class,
          Date.class,
          day -> new Date(day.getTime()).toLocalDate(),
          Date::valueOf);

  static final WallClockJdbcType<LocalTime, Time> TIME =
      new WallClockJdbcType<>(
          Types.TIME,
          TemporalType.TIME,
          LocalTime.class,
          Time.class,
          time -> Instant.ofEpochMilli(time.getTime()).atZone(ZoneId.systemDefault()).toLocalTime(),
          WallClockJdbcType::time);

  static final WallClockJdbcType<LocalDateTime, Timestamp> TIMESTAMP =
      new WallClockJdbcType<>(
          Types.TIMESTAMP,
          TemporalType.TIMESTAMP,
          LocalDateTime.class,
          Timestamp.class,
          Timestamp::toLocalDateTime,
          Timestamp::valueOf);

  private final int code;
  private final TemporalType temporal;
  private final Class<T> clock;
  private final Class<S> legacy;
  private final transient Function<S, T> toClock;
  private final transient Function<T, S> toLegacy;

  private WallClockJdbcType(
      int code,
      TemporalType temporal,
      Class<T> clock,
      Class<S> legacy,
      Function<S, T> toClock,
      Function<T, S> toLegacy) {
    this.code = code;
    this.temporal = temporal;
    this.clock = clock;
    this.legacy = legacy;
    this.toClock = toClock;
    this.toLegacy = toLegacy;
  }

  /** With its milliseconds, which valueOf cuts off. */
  private static Time time(LocalTime time) {
    return new Time(
        time.atDate(LocalDate.EPOCH).atZone(ZoneId.systemDefault()).toInstant().toEpochMilli());
  }

  @Override
  public int getJdbcTypeCode() {
    return code;
  }

  @Override
  public Class<?> getPreferredJavaTypeClass(WrapperOptions options) {
    return clock;
  }

  @Override
  public JavaType<?> getRecommendedJavaType(
      @Nullable Integer length, @Nullable Integer scale, TypeConfiguration configuration) {
    boolean old = configuration.getCurrentBaseSqlTypeIndicators().preferJdbcDatetimeTypes();
    return configuration.getJavaTypeRegistry().resolveDescriptor(old ? legacy : clock);
  }

  @Override
  public <X> JdbcLiteralFormatter<X> getJdbcLiteralFormatter(JavaType<X> javaType) {
    return new JdbcLiteralFormatterTemporal<>(javaType, temporal);
  }

  private <X> boolean direct(JavaType<X> javaType) {
    return javaType.getJavaTypeClass() == clock || javaType.getJavaTypeClass() == legacy;
  }

  @Override
  public <X> ValueBinder<X> getBinder(JavaType<X> javaType) {
    return new BasicBinder<>(javaType, this) {
      private T converted(X value, WrapperOptions options) {
        if (value instanceof Calendar calendar && code == Types.TIMESTAMP) {
          return clock.cast(LocalDateTime.ofInstant(calendar.toInstant(), ZoneId.systemDefault()));
        }
        return direct(javaType)
            ? javaType.unwrap(value, clock, options)
            : toClock.apply(javaType.unwrap(value, legacy, options));
      }

      @Override
      public @Nullable Object getBindValue(@Nullable X value, WrapperOptions options) {
        return value == null ? null : converted(value, options);
      }

      @Override
      protected void doBind(PreparedStatement statement, X value, int index, WrapperOptions options)
          throws SQLException {
        statement.setObject(index, converted(value, options));
      }

      @Override
      protected void doBind(
          CallableStatement statement, X value, String name, WrapperOptions options)
          throws SQLException {
        statement.setObject(name, converted(value, options));
      }
    };
  }

  @Override
  public <X> ValueExtractor<X> getExtractor(JavaType<X> javaType) {
    return new BasicExtractor<>(javaType, this) {
      private @Nullable X wrapped(@Nullable Object value, WrapperOptions options) {
        if (value == null) {
          return null;
        }
        T time = clock.isInstance(value) ? clock.cast(value) : toClock.apply(legacy.cast(value));
        return direct(javaType)
            ? javaType.wrap(time, options)
            : javaType.wrap(toLegacy.apply(time), options);
      }

      @Override
      protected @Nullable X doExtract(ResultSet rows, int index, WrapperOptions options)
          throws SQLException {
        @Nullable Object value = untyped(rows, index);
        return wrapped(
            value == null || clock.isInstance(value) ? value : old(rows, index), options);
      }

      @Override
      protected @Nullable X doExtract(
          CallableStatement statement, int index, WrapperOptions options) throws SQLException {
        return wrapped(statement.getObject(index, clock), options);
      }

      @Override
      protected @Nullable X doExtract(
          CallableStatement statement, String name, WrapperOptions options) throws SQLException {
        return wrapped(statement.getObject(name, clock), options);
      }
    };
  }

  /** The official driver may give a text, whatever class it is asked for. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  private @Nullable Object untyped(ResultSet rows, int index) throws SQLException {
    return rows.getObject(index, (Class) clock);
  }

  private @Nullable Object old(ResultSet rows, int index) throws SQLException {
    return switch (temporal) {
      case DATE -> rows.getDate(index);
      case TIME -> rows.getTime(index);
      case TIMESTAMP -> rows.getTimestamp(index);
    };
  }

  @Override
  public String toString() {
    return "WallClockJdbcType(" + temporal + ")";
  }
}
