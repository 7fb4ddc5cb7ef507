package io.github.lakewire.jdbc.internal.dialect;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.RowIdLifetime;
import java.sql.SQLException;

/**
 * Every other constant of the driver and of Databricks SQL: terms, limits, case and null rules,
 * what result sets can do. Dull on purpose, alphabetical; a limit of 0 is "none, or not known".
 */
public abstract class DatabaseLimits extends SqlFeatures {
  /** Unity Catalog's limit for the name of any object. */
  private static final int MAX_NAME_LENGTH = 255;

  @Override
  public final boolean allProceduresAreCallable() throws SQLException {
    return answer(false);
  }

  @Override
  public final boolean allTablesAreSelectable() throws SQLException {
    // The server lists tables that the user may see but not read.
    return answer(false);
  }

  @Override
  public final boolean autoCommitFailureClosesAllResultSets() throws SQLException {
    return answer(false);
  }

  @Override
  public final boolean dataDefinitionCausesTransactionCommit() throws SQLException {
    return answer(false);
  }

  @Override
  public final boolean dataDefinitionIgnoredInTransactions() throws SQLException {
    return answer(false);
  }

  @Override
  public final boolean deletesAreDetected(int type) throws SQLException {
    return answer(false);
  }

  @Override
  public final boolean doesMaxRowSizeIncludeBlobs() throws SQLException {
    return answer(false);
  }

  @Override
  public final boolean generatedKeyAlwaysReturned() throws SQLException {
    return answer(false);
  }

  @Override
  public final String getCatalogSeparator() throws SQLException {
    return answer(".");
  }

  @Override
  public final String getCatalogTerm() throws SQLException {
    return answer("catalog");
  }

  @Override
  public final String getDatabaseProductName() throws SQLException {
    // What Flyway and Liquibase recognise Databricks by.
    return answer("SparkSQL");
  }

  @Override
  public final int getDefaultTransactionIsolation() throws SQLException {
    // As a new connection answers: each statement, or transaction, sees one snapshot.
    return answer(Connection.TRANSACTION_REPEATABLE_READ);
  }

  @Override
  public final String getDriverName() throws SQLException {
    return answer("Lakewire");
  }

  @Override
  public final String getExtraNameCharacters() throws SQLException {
    return answer("");
  }

  @Override
  public final String getIdentifierQuoteString() throws SQLException {
    return answer("`");
  }

  @Override
  public final int getJDBCMajorVersion() throws SQLException {
    return answer(4);
  }

  @Override
  public final int getJDBCMinorVersion() throws SQLException {
    return answer(3);
  }

  @Override
  public final int getMaxBinaryLiteralLength() throws SQLException {
    return answer(0);
  }

  @Override
  public final int getMaxCatalogNameLength() throws SQLException {
    return answer(MAX_NAME_LENGTH);
  }

  @Override
  public final int getMaxCharLiteralLength() throws SQLException {
    return answer(0);
  }

  @Override
  public final int getMaxColumnNameLength() throws SQLException {
    return answer(MAX_NAME_LENGTH);
  }

  @Override
  public final int getMaxColumnsInGroupBy() throws SQLException {
    return answer(0);
  }

  @Override
  public final int getMaxColumnsInIndex() throws SQLException {
    return answer(0);
  }

  @Override
  public final int getMaxColumnsInOrderBy() throws SQLException {
    return answer(0);
  }

  @Override
  public final int getMaxColumnsInSelect() throws SQLException {
    return answer(0);
  }

  @Override
  public final int getMaxColumnsInTable() throws SQLException {
    return answer(0);
  }

  @Override
  public final int getMaxConnections() throws SQLException {
    return answer(0);
  }

  @Override
  public final int getMaxCursorNameLength() throws SQLException {
    return answer(0);
  }

  @Override
  public final int getMaxIndexLength() throws SQLException {
    return answer(0);
  }

  @Override
  public final long getMaxLogicalLobSize() throws SQLException {
    requireOpen();
    return 0;
  }

  @Override
  public final int getMaxProcedureNameLength() throws SQLException {
    return answer(MAX_NAME_LENGTH);
  }

  @Override
  public final int getMaxRowSize() throws SQLException {
    return answer(0);
  }

  @Override
  public final int getMaxSchemaNameLength() throws SQLException {
    return answer(MAX_NAME_LENGTH);
  }

  @Override
  public final int getMaxStatementLength() throws SQLException {
    return answer(0);
  }

  @Override
  public final int getMaxStatements() throws SQLException {
    return answer(0);
  }

  @Override
  public final int getMaxTableNameLength() throws SQLException {
    return answer(MAX_NAME_LENGTH);
  }

  @Override
  public final int getMaxTablesInSelect() throws SQLException {
    return answer(0);
  }

  @Override
  public final int getMaxUserNameLength() throws SQLException {
    return answer(0);
  }

  @Override
  public final String getNumericFunctions() throws SQLException {
    return answer(SqlKeywords.NUMERIC_FUNCTIONS);
  }

  @Override
  public final String getProcedureTerm() throws SQLException {
    return answer("procedure");
  }

  @Override
  public final int getResultSetHoldability() throws SQLException {
    return answer(ResultSet.HOLD_CURSORS_OVER_COMMIT);
  }

  @Override
  public final RowIdLifetime getRowIdLifetime() throws SQLException {
    requireOpen();
    return RowIdLifetime.ROWID_UNSUPPORTED;
  }

  @Override
  public final String getSQLKeywords() throws SQLException {
    return answer(SqlKeywords.KEYWORDS);
  }

  @Override
  public final int getSQLStateType() throws SQLException {
    return answer(sqlStateSQL);
  }

  @Override
  public final String getSchemaTerm() throws SQLException {
    return answer("schema");
  }

  @Override
  public final String getSearchStringEscape() throws SQLException {
    return answer("\\");
  }

  @Override
  public final String getStringFunctions() throws SQLException {
    return answer(SqlKeywords.STRING_FUNCTIONS);
  }

  @Override
  public final String getSystemFunctions() throws SQLException {
    return answer(SqlKeywords.SYSTEM_FUNCTIONS);
  }

  @Override
  public final String getTimeDateFunctions() throws SQLException {
    return answer(SqlKeywords.TIME_DATE_FUNCTIONS);
  }

  @Override
  public final boolean insertsAreDetected(int type) throws SQLException {
    return answer(false);
  }

  @Override
  public final boolean isCatalogAtStart() throws SQLException {
    return answer(true);
  }

  @Override
  public final boolean isReadOnly() throws SQLException {
    return answer(false);
  }

  @Override
  public final boolean locatorsUpdateCopy() throws SQLException {
    // A Blob or Clob is in memory: what is changed in it does not change the table.
    return answer(true);
  }

  @Override
  public final boolean nullPlusNonNullIsNull() throws SQLException {
    return answer(true);
  }

  @Override
  public final boolean nullsAreSortedAtEnd() throws SQLException {
    return answer(false);
  }

  @Override
  public final boolean nullsAreSortedAtStart() throws SQLException {
    return answer(false);
  }

  @Override
  public final boolean nullsAreSortedHigh() throws SQLException {
    return answer(false);
  }

  @Override
  public final boolean nullsAreSortedLow() throws SQLException {
    // NULLS FIRST when ascending, NULLS LAST when descending.
    return answer(true);
  }

  @Override
  public final boolean othersDeletesAreVisible(int type) throws SQLException {
    return answer(false);
  }

  @Override
  public final boolean othersInsertsAreVisible(int type) throws SQLException {
    return answer(false);
  }

  @Override
  public final boolean othersUpdatesAreVisible(int type) throws SQLException {
    return answer(false);
  }

  @Override
  public final boolean ownDeletesAreVisible(int type) throws SQLException {
    return answer(false);
  }

  @Override
  public final boolean ownInsertsAreVisible(int type) throws SQLException {
    return answer(false);
  }

  @Override
  public final boolean ownUpdatesAreVisible(int type) throws SQLException {
    return answer(false);
  }

  @Override
  public final boolean storesLowerCaseIdentifiers() throws SQLException {
    return answer(true);
  }

  @Override
  public final boolean storesLowerCaseQuotedIdentifiers() throws SQLException {
    return answer(true);
  }

  @Override
  public final boolean storesMixedCaseIdentifiers() throws SQLException {
    return answer(false);
  }

  @Override
  public final boolean storesMixedCaseQuotedIdentifiers() throws SQLException {
    return answer(false);
  }

  @Override
  public final boolean storesUpperCaseIdentifiers() throws SQLException {
    return answer(false);
  }

  @Override
  public final boolean storesUpperCaseQuotedIdentifiers() throws SQLException {
    return answer(false);
  }

  @Override
  public final boolean supportsConvert(int fromType, int toType) throws SQLException {
    return answer(ConvertSupport.exist(fromType, toType));
  }

  @Override
  public final boolean supportsResultSetConcurrency(int type, int concurrency) throws SQLException {
    return answer(type == ResultSet.TYPE_FORWARD_ONLY && concurrency == ResultSet.CONCUR_READ_ONLY);
  }

  @Override
  public final boolean supportsResultSetHoldability(int holdability) throws SQLException {
    return answer(holdability == ResultSet.HOLD_CURSORS_OVER_COMMIT);
  }

  @Override
  public final boolean supportsResultSetType(int type) throws SQLException {
    return answer(type == ResultSet.TYPE_FORWARD_ONLY);
  }

  @Override
  public final boolean supportsTransactionIsolationLevel(int level) throws SQLException {
    // Those that a connection accepts: a statement that commits by itself does justice to all,
    // transactions that read one snapshot not to the last.
    return answer(
        level == Connection.TRANSACTION_READ_UNCOMMITTED
            || level == Connection.TRANSACTION_READ_COMMITTED
            || level == Connection.TRANSACTION_REPEATABLE_READ
            || (level == Connection.TRANSACTION_SERIALIZABLE && !hasTransactions()));
  }

  @Override
  public final boolean updatesAreDetected(int type) throws SQLException {
    return answer(false);
  }

  @Override
  public final boolean usesLocalFilePerTable() throws SQLException {
    return answer(false);
  }

  @Override
  public final boolean usesLocalFiles() throws SQLException {
    return answer(false);
  }
}
