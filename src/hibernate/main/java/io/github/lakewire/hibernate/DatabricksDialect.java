package io.github.lakewire.hibernate;

import java.sql.Types;
import org.hibernate.boot.model.FunctionContributions;
import org.hibernate.dialect.DatabaseVersion;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.TimeZoneSupport;
import org.hibernate.engine.jdbc.dialect.spi.DialectResolutionInfo;
import org.hibernate.sql.ast.SqlAstTranslatorFactory;
import org.hibernate.type.SqlTypes;

/**
 * The SQL of Databricks, and of Spark's and Kyuubi's servers as far as they go. Hibernate finds it
 * through {@link DatabricksDialectResolver}, so that no property names it.
 */
public final class DatabricksDialect extends Dialect {
  /** For a server that is not asked: a SQL warehouse of today. */
  public DatabricksDialect() {
    super(DatabaseVersion.make(4));
  }

  public DatabricksDialect(DialectResolutionInfo info) {
    super(info);
  }

  @Override
  protected String columnType(int sqlTypeCode) {
    return switch (sqlTypeCode) {
      case Types.VARCHAR -> "string";
      case Types.VARBINARY -> "binary";
      case Types.FLOAT, Types.DOUBLE -> "double";
      case Types.TIMESTAMP -> "timestamp_ntz";
      case SqlTypes.TIMESTAMP_UTC, Types.TIMESTAMP_WITH_TIMEZONE -> "timestamp";
      default -> super.columnType(sqlTypeCode);
    };
  }

  /** Moments go as such, not as local times in some zone. */
  @Override
  public TimeZoneSupport getTimeZoneSupport() {
    return TimeZoneSupport.NATIVE;
  }

  @Override
  public char openQuote() {
    return '`';
  }

  @Override
  public char closeQuote() {
    return '`';
  }

  @Override
  public void initializeFunctionRegistry(FunctionContributions contributions) {
    super.initializeFunctionRegistry(contributions);
    DatabricksFunctions.register(contributions);
  }

  @Override
  public SqlAstTranslatorFactory getSqlAstTranslatorFactory() {
    return new DatabricksTranslatorFactory();
  }
}
