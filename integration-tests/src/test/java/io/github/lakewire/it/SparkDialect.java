package io.github.lakewire.it;

import java.sql.Types;
import org.hibernate.dialect.DatabaseVersion;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.TimeZoneSupport;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.SqlAstTranslatorFactory;
import org.hibernate.sql.ast.spi.StandardSqlAstTranslator;
import org.hibernate.sql.ast.spi.StandardSqlAstTranslatorFactory;
import org.hibernate.sql.ast.tree.Statement;
import org.hibernate.sql.ast.tree.select.QueryPart;
import org.hibernate.sql.exec.spi.JdbcOperation;
import org.hibernate.type.SqlTypes;

/** The little that an application has to say: Hibernate has no dialect of Databricks or Spark. */
public final class SparkDialect extends Dialect {
  public SparkDialect() {
    super(DatabaseVersion.make(4));
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
  public SqlAstTranslatorFactory getSqlAstTranslatorFactory() {
    return new StandardSqlAstTranslatorFactory() {
      @Override
      protected <T extends JdbcOperation> SqlAstTranslator<T> buildTranslator(
          SessionFactoryImplementor factory, Statement statement) {
        return new LimitOffset<>(factory, statement);
      }
    };
  }

  private static final class LimitOffset<T extends JdbcOperation>
      extends StandardSqlAstTranslator<T> {
    LimitOffset(SessionFactoryImplementor factory, Statement statement) {
      super(factory, statement);
    }

    @Override
    public void visitOffsetFetchClause(QueryPart part) {
      renderLimitOffsetClause(part);
    }
  }
}
