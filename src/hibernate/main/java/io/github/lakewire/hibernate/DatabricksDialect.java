package io.github.lakewire.hibernate;

import jakarta.persistence.GenerationType;
import jakarta.persistence.Timeout;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import org.hibernate.LockMode;
import org.hibernate.LockOptions;
import org.hibernate.Locking;
import org.hibernate.UnsupportedLockAttemptException;
import org.hibernate.boot.model.TypeContributions;
import org.hibernate.dialect.DatabaseVersion;
import org.hibernate.dialect.NationalizationSupport;
import org.hibernate.dialect.TimeZoneSupport;
import org.hibernate.dialect.aggregate.AggregateSupport;
import org.hibernate.dialect.identity.IdentityColumnSupport;
import org.hibernate.dialect.lock.LockingStrategy;
import org.hibernate.dialect.lock.internal.NoLockingSupport;
import org.hibernate.dialect.lock.spi.LockingSupport;
import org.hibernate.dialect.unique.UniqueDelegate;
import org.hibernate.engine.jdbc.dialect.spi.DialectResolutionInfo;
import org.hibernate.engine.jdbc.env.spi.NameQualifierSupport;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.exception.spi.SQLExceptionConversionDelegate;
import org.hibernate.exception.spi.ViolatedConstraintNameExtractor;
import org.hibernate.mapping.ForeignKey;
import org.hibernate.mapping.Index;
import org.hibernate.mapping.Table;
import org.hibernate.mapping.UniqueKey;
import org.hibernate.mapping.UserDefinedType;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.spi.RuntimeModelCreationContext;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.mutation.EntityMutationTarget;
import org.hibernate.query.sqm.mutation.internal.inline.InlineMutationStrategy;
import org.hibernate.query.sqm.mutation.spi.SqmMultiTableInsertStrategy;
import org.hibernate.query.sqm.mutation.spi.SqmMultiTableMutationStrategy;
import org.hibernate.service.ServiceRegistry;
import org.hibernate.sql.ast.spi.LockingClauseStrategy;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.select.QuerySpec;
import org.hibernate.sql.model.MutationOperation;
import org.hibernate.sql.model.internal.OptionalTableUpdate;
import org.hibernate.tool.schema.spi.Exporter;
import org.hibernate.tool.schema.spi.TableMigrator;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.jdbc.TimeUtcAsOffsetTimeJdbcType;
import org.hibernate.type.descriptor.jdbc.TinyIntJdbcType;
import org.hibernate.type.descriptor.jdbc.VarcharJdbcType;
import org.hibernate.type.descriptor.jdbc.VarcharUUIDJdbcType;
import org.hibernate.type.descriptor.jdbc.spi.JdbcTypeRegistry;
import org.jspecify.annotations.Nullable;

/**
 * The SQL of Databricks, and of Spark's and Kyuubi's servers as far as they go. Hibernate finds it
 * through {@link DatabricksDialectResolver}, so that no property names it.
 */
public final class DatabricksDialect extends QueryDialect {
  /** The longest name of a table or column. */
  private static final int MAX_NAME = 255;

  private final boolean hasTime;
  private final LeftOut leftOut = new LeftOut(this);
  private final TableExporter tables = new TableExporter(this);

  /** For a server that is not asked: a SQL warehouse of today, times of day as text. */
  public DatabricksDialect() {
    super(DatabaseVersion.make(4));
    this.hasTime = false;
  }

  /** For the server behind a connection, which is asked whether it has the type TIME. */
  public DatabricksDialect(DialectResolutionInfo info) {
    super(info);
    this.hasTime = hasTime(info);
  }

  private static boolean hasTime(DialectResolutionInfo info) {
    try {
      @Nullable DatabaseMetaData metadata = info.getDatabaseMetadata();
      if (metadata == null) {
        return false;
      }
      Connection connection = metadata.getConnection();
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SELECT TIME '00:00:00'")) {
        return rows.next();
      }
    } catch (SQLException e) {
      return false; // an error of its own for each server that has none
    }
  }

  LeftOut leftOut() {
    return leftOut;
  }

  // Types

  @Override
  protected String columnType(int sqlTypeCode) {
    @Nullable String name = ColumnTypes.name(sqlTypeCode, hasTime);
    return name == null ? super.columnType(sqlTypeCode) : name;
  }

  /** For the validation of schemas: an array of structs is an array. */
  @Override
  public boolean equivalentTypes(int wanted, int found) {
    return super.equivalentTypes(wanted, found)
        || (wanted == SqlTypes.STRUCT_ARRAY && found == SqlTypes.ARRAY);
  }

  @Override
  protected boolean isLob(int sqlTypeCode) {
    return false;
  }

  @Override
  public void contributeTypes(TypeContributions contributions, ServiceRegistry services) {
    super.contributeTypes(contributions, services);
    ColumnTypes.register(contributions.getTypeConfiguration().getDdlTypeRegistry(), this);
    JdbcTypeRegistry registry = contributions.getTypeConfiguration().getJdbcTypeRegistry();
    registry.addDescriptor(WallClockJdbcType.DATE);
    registry.addDescriptor(WallClockJdbcType.TIME);
    registry.addDescriptor(WallClockJdbcType.TIMESTAMP);
    registry.addDescriptor(TimeUtcAsOffsetTimeJdbcType.INSTANCE);
    registry.addDescriptor(VarcharUUIDJdbcType.INSTANCE);
    registry.addDescriptor(new FieldsJdbcType());
    registry.addTypeConstructor(new NestedArrayJdbcType.Constructor());
    registry.addDescriptor(SqlTypes.NAMED_ENUM, VarcharJdbcType.INSTANCE);
    registry.addDescriptor(SqlTypes.NAMED_ORDINAL_ENUM, TinyIntJdbcType.INSTANCE);
    for (int code :
        new int[] {
          Types.CLOB,
          Types.NCLOB,
          SqlTypes.MATERIALIZED_CLOB,
          SqlTypes.MATERIALIZED_NCLOB,
          SqlTypes.LONG32VARCHAR,
          SqlTypes.LONG32NVARCHAR
        }) {
      registry.addDescriptor(code, new LargeValueJdbcType(code, true));
    }
    for (int code : new int[] {Types.BLOB, SqlTypes.MATERIALIZED_BLOB, SqlTypes.LONG32VARBINARY}) {
      registry.addDescriptor(code, new LargeValueJdbcType(code, false));
    }
  }

  /** A TIMESTAMP is an instant without an offset. TimeZoneStorageType.AUTO keeps that beside it. */
  @Override
  public TimeZoneSupport getTimeZoneSupport() {
    return TimeZoneSupport.NORMALIZE;
  }

  @Override
  public int getDefaultTimestampPrecision() {
    return 6;
  }

  @Override
  public NationalizationSupport getNationalizationSupport() {
    return NationalizationSupport.IMPLICIT;
  }

  @Override
  public int getDefaultDecimalPrecision() {
    return 38;
  }

  @Override
  public boolean supportsStandardArrays() {
    return true;
  }

  @Override
  public String getArrayTypeName(
      @Nullable String javaElement, @Nullable String element, @Nullable Integer maxLength) {
    return "array<" + (element == null ? javaElement : element) + ">";
  }

  @Override
  public int getPreferredSqlTypeCodeForArray() {
    return SqlTypes.ARRAY;
  }

  @Override
  public boolean supportsUserDefinedTypes() {
    return true;
  }

  @Override
  public AggregateSupport getAggregateSupport() {
    return new NestedColumns();
  }

  @Override
  public boolean useInputStreamToInsertBlob() {
    return false;
  }

  @Override
  public void appendBooleanValueString(SqlAppender appender, boolean value) {
    appender.appendSql(value);
  }

  @Override
  public void appendLiteral(SqlAppender appender, String literal) {
    appender.appendSql(SqlText.literal(literal));
  }

  // Names

  @Override
  public char openQuote() {
    return '`';
  }

  @Override
  public char closeQuote() {
    return '`';
  }

  @Override
  public NameQualifierSupport getNameQualifierSupport() {
    return NameQualifierSupport.BOTH;
  }

  @Override
  public int getMaxIdentifierLength() {
    return MAX_NAME;
  }

  @Override
  boolean hasTime() {
    return hasTime;
  }

  // Writes

  @Override
  public boolean getDefaultUseGetGeneratedKeys() {
    return false;
  }

  @Override
  public IdentityColumnSupport getIdentityColumnSupport() {
    return new WriteOnlyIdentity();
  }

  /** There are no sequences: Hibernate takes a table of numbers. */
  @Override
  public GenerationType getNativeValueGenerationStrategy() {
    return GenerationType.SEQUENCE;
  }

  @Override
  public MutationOperation createOptionalTableUpdateOperation(
      EntityMutationTarget target, OptionalTableUpdate update, SessionFactoryImplementor factory) {
    return new MergeTranslator<>(factory, update).createMergeOperation(update);
  }

  @Override
  public SqmMultiTableMutationStrategy getFallbackSqmMutationStrategy(
      EntityMappingType entity, RuntimeModelCreationContext context) {
    return new InlineMutationStrategy(statement -> new KeyRestriction());
  }

  @Override
  public SqmMultiTableInsertStrategy getFallbackSqmInsertStrategy(
      EntityMappingType entity, RuntimeModelCreationContext context) {
    return (statement, parameters, execution) -> {
      throw new UnsupportedOperationException(
          "Databricks does not support HQL inserts into "
              + entity.getEntityName()
              + ", which has several tables: persist the entities, or insert into each table by a"
              + " native query");
    };
  }

  // Locks: none, and none is pretended

  @Override
  public LockingSupport getLockingSupport() {
    return NoLockingSupport.NO_LOCKING_SUPPORT;
  }

  @Override
  @SuppressWarnings("removal") // as Hibernate 7 hands it over
  public LockingClauseStrategy getLockingClauseStrategy(
      QuerySpec query, @Nullable LockOptions options) {
    if (options != null && options.getLockMode().isPessimistic()) {
      throw refused(options.getLockMode());
    }
    return super.getLockingClauseStrategy(query, options);
  }

  @Override
  @SuppressWarnings("removal") // as Hibernate 7 hands it over
  public LockingStrategy getLockingStrategy(
      EntityPersister entity, LockMode mode, Locking.Scope scope) {
    if (mode.isPessimistic()) {
      throw refused(mode);
    }
    return super.getLockingStrategy(entity, mode, scope);
  }

  private static UnsupportedLockAttemptException refused(LockMode mode) {
    return new UnsupportedLockAttemptException(
        "Databricks does not lock rows: LockMode."
            + mode
            + " is not supported. Use a @Version attribute, with LockMode.OPTIMISTIC or"
            + " OPTIMISTIC_FORCE_INCREMENT where a read must hold too");
  }

  /** Generators of numbers ask for it; their updates compare with what they have read. */
  @Override
  public String getForUpdateString() {
    return "";
  }

  @Override
  public String getForUpdateString(LockMode mode, Timeout timeout) {
    return "";
  }

  // Definitions

  @Override
  public Exporter<Table> getTableExporter() {
    return tables;
  }

  @Override
  public TableMigrator getTableMigrator() {
    return tables;
  }

  @Override
  public Exporter<ForeignKey> getForeignKeyExporter() {
    return new ForeignKeyExporter(this);
  }

  @Override
  public Exporter<Index> getIndexExporter() {
    return leftOut.indexes();
  }

  @Override
  public Exporter<UniqueKey> getUniqueKeyExporter() {
    return leftOut.uniqueKeys();
  }

  @Override
  public UniqueDelegate getUniqueDelegate() {
    return LeftOut.noUniqueText();
  }

  /** Fields stand in the columns. */
  @Override
  public Exporter<UserDefinedType> getUserDefinedTypeExporter() {
    return new LeftOut.Silent<>();
  }

  /** Dropping a table drops the keys that lead to it. */
  @Override
  public boolean dropConstraints() {
    return false;
  }

  @Override
  public boolean supportsIfExistsBeforeTableName() {
    return true;
  }

  @Override
  public boolean supportsCascadeDelete() {
    return false;
  }

  @Override
  public boolean supportsCommentOn() {
    return true;
  }

  @Override
  public String getTableComment(String comment) {
    return " comment " + SqlText.literal(comment);
  }

  @Override
  public String getColumnComment(String comment) {
    return " comment " + SqlText.literal(comment);
  }

  @Override
  public String generatedAs(String expression) {
    return " generated always as (" + expression + ")";
  }

  @Override
  public boolean canCreateSchema() {
    return true;
  }

  @Override
  public String[] getCreateSchemaCommand(String schema) {
    return new String[] {"create schema if not exists " + schema};
  }

  @Override
  public String[] getDropSchemaCommand(String schema) {
    return new String[] {"drop schema if exists " + schema};
  }

  // Errors

  @Override
  public SQLExceptionConversionDelegate buildSQLExceptionConversionDelegate() {
    return ServerErrors::convert;
  }

  @Override
  public ViolatedConstraintNameExtractor getViolatedConstraintNameExtractor() {
    return ServerErrors::constraintName;
  }
}
