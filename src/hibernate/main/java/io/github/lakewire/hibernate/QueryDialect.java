package io.github.lakewire.hibernate;

import jakarta.persistence.TemporalType;
import java.time.Duration;
import java.time.temporal.TemporalAccessor;
import java.util.Calendar;
import java.util.Date;
import java.util.HexFormat;
import java.util.TimeZone;
import java.util.UUID;
import org.hibernate.boot.model.FunctionContributions;
import org.hibernate.dialect.DatabaseVersion;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.DmlTargetColumnQualifierSupport;
import org.hibernate.dialect.NullOrdering;
import org.hibernate.engine.jdbc.dialect.spi.DialectResolutionInfo;
import org.hibernate.query.common.FetchClauseType;
import org.hibernate.query.common.TemporalUnit;
import org.hibernate.query.sqm.CastType;
import org.hibernate.query.sqm.IntervalType;
import org.hibernate.sql.ast.SqlAstTranslatorFactory;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.jspecify.annotations.Nullable;

/** What queries may contain, and how values stand in them. */
abstract class QueryDialect extends Dialect {
  QueryDialect(DatabaseVersion version) {
    super(version);
  }

  QueryDialect(DialectResolutionInfo info) {
    super(info);
  }

  /** Whether there is the type TIME; else times of day are text. */
  abstract boolean hasTime();

  @Override
  public void initializeFunctionRegistry(FunctionContributions contributions) {
    super.initializeFunctionRegistry(contributions);
    DatabricksFunctions.register(contributions, this);
  }

  @Override
  public SqlAstTranslatorFactory getSqlAstTranslatorFactory() {
    return new DatabricksTranslatorFactory();
  }

  // Clauses

  @Override
  public boolean supportsWindowFunctions() {
    return true;
  }

  @Override
  public boolean supportsLateral() {
    return true;
  }

  @Override
  public boolean supportsRecursiveCTE() {
    return true;
  }

  @Override
  public boolean supportsValuesList() {
    return true;
  }

  @Override
  public boolean supportsValuesListForInsert() {
    return true;
  }

  @Override
  public boolean supportsFetchClause(FetchClauseType type) {
    return false;
  }

  @Override
  public boolean supportsOffsetInSubquery() {
    return true;
  }

  @Override
  public boolean supportsFilterClause() {
    return true;
  }

  @Override
  public boolean supportsDistinctFromPredicate() {
    return true;
  }

  @Override
  public boolean supportsIsTrue() {
    return true;
  }

  @Override
  public boolean supportsCaseInsensitiveLike() {
    return true;
  }

  @Override
  public String getCaseInsensitiveLike() {
    return "ilike";
  }

  @Override
  public NullOrdering getNullOrdering() {
    return NullOrdering.SMALLEST;
  }

  /** A column of an outer query is known in the next query only. */
  @Override
  public boolean supportsNestedSubqueryCorrelation() {
    return false;
  }

  /** As structs, nulls in them are equal. */
  @Override
  public boolean supportsRowValueConstructorSyntax() {
    return false;
  }

  @Override
  public boolean supportsRowValueConstructorGtLtSyntax() {
    return false;
  }

  @Override
  public boolean supportsRowValueConstructorDistinctFromSyntax() {
    return false;
  }

  @Override
  public boolean supportsRowValueConstructorSyntaxInQuantifiedPredicates() {
    return false;
  }

  @Override
  public boolean supportsRowValueConstructorSyntaxInInList() {
    return false;
  }

  @Override
  public boolean supportsTupleDistinctCounts() {
    return true;
  }

  @Override
  public boolean requiresParensForTupleDistinctCounts() {
    return false;
  }

  @Override
  public boolean supportsFromClauseInUpdate() {
    return false;
  }

  @Override
  public DmlTargetColumnQualifierSupport getDmlTargetColumnQualifierSupport() {
    return DmlTargetColumnQualifierSupport.TABLE_ALIAS;
  }

  // The present

  @Override
  public boolean supportsCurrentTimestampSelection() {
    return true;
  }

  @Override
  public boolean isCurrentTimestampSelectStringCallable() {
    return false;
  }

  @Override
  public String getCurrentTimestampSelectString() {
    return "select current_timestamp()";
  }

  @Override
  public String currentDate() {
    return "current_date()";
  }

  @Override
  public String currentTime() {
    return hasTime() ? "current_time()" : "date_format(localtimestamp(),'HH:mm:ss.SSSSSS')";
  }

  @Override
  public String currentLocalTime() {
    return currentTime();
  }

  @Override
  public String currentTimestamp() {
    return "localtimestamp()";
  }

  @Override
  public String currentLocalTimestamp() {
    return "localtimestamp()";
  }

  @Override
  public String currentTimestampWithTimeZone() {
    return "current_timestamp()";
  }

  // Arithmetic of dates

  @Override
  public long getFractionalSecondPrecisionInNanos() {
    return Temporals.NANOS;
  }

  @Override
  @SuppressWarnings("deprecation")
  public String timestampaddPattern(
      TemporalUnit unit, TemporalType type, @Nullable IntervalType interval) {
    return Temporals.add(unit, type, hasTime());
  }

  @Override
  @SuppressWarnings("deprecation")
  public String timestampdiffPattern(TemporalUnit unit, TemporalType from, TemporalType to) {
    return Temporals.difference(unit, from, to, hasTime());
  }

  @Override
  public String extractPattern(TemporalUnit unit) {
    return Temporals.extract(unit);
  }

  @Override
  public String translateDurationField(TemporalUnit unit) {
    return unit == TemporalUnit.NATIVE ? "microsecond" : super.translateDurationField(unit);
  }

  @Override
  public void appendDatetimeFormat(SqlAppender appender, String format) {
    appender.appendSql(Temporals.format(format));
  }

  // Casts

  @Override
  public String castPattern(CastType from, CastType to) {
    if (from == CastType.STRING) {
      switch (to) {
        case BOOLEAN:
          return "cast(?1 as boolean)";
        case INTEGER_BOOLEAN:
          return "cast(cast(?1 as boolean) as int)";
        case YN_BOOLEAN:
          return "if(cast(?1 as boolean),'Y','N')";
        case TF_BOOLEAN:
          return "if(cast(?1 as boolean),'T','F')";
        default:
          break;
      }
    }
    return super.castPattern(from, to);
  }

  // Literals

  @Override
  public void appendBinaryLiteral(SqlAppender appender, byte[] bytes) {
    appender.appendSql("X'" + HexFormat.of().formatHex(bytes) + "'");
  }

  @Override
  public void appendUUIDLiteral(SqlAppender appender, UUID literal) {
    appendLiteral(appender, literal.toString());
  }

  @Override
  public boolean supportsTemporalLiteralOffset() {
    return true;
  }

  @Override
  @SuppressWarnings("deprecation")
  public void appendDateTimeLiteral(
      SqlAppender appender,
      TemporalAccessor value,
      TemporalType precision,
      @Nullable TimeZone zone) {
    appender.appendSql(Temporals.literal(value, precision, zone, hasTime()));
  }

  @Override
  @SuppressWarnings("deprecation")
  public void appendDateTimeLiteral(
      SqlAppender appender, Date value, TemporalType precision, @Nullable TimeZone zone) {
    appender.appendSql(Temporals.literal(Temporals.clock(value), precision, zone, hasTime()));
  }

  @Override
  @SuppressWarnings("deprecation")
  public void appendDateTimeLiteral(
      SqlAppender appender, Calendar value, TemporalType precision, @Nullable TimeZone zone) {
    appender.appendSql(
        Temporals.literal(
            value.toInstant().atZone(value.getTimeZone().toZoneId()), precision, zone, hasTime()));
  }

  @Override
  public void appendIntervalLiteral(SqlAppender appender, Duration literal) {
    appender.appendSql(Temporals.interval(literal));
  }
}
