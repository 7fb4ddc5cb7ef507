package io.github.lakewire.jdbc.internal.dialect;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;

/**
 * What SQL the server understands: the {@code supports...} methods without arguments. Dull on
 * purpose; each answers without asking the server, and fails once the connection is closed.
 */
abstract class SqlFeatures implements DatabaseMetaData {
  /** Fails with 08003 once the connection is closed (JDBC wants it of every method). */
  protected abstract void requireOpen() throws SQLException;

  /** Whether commit and rollback are the server's. */
  protected abstract boolean hasTransactions();

  protected final boolean answer(boolean value) throws SQLException {
    requireOpen();
    return value;
  }

  protected final int answer(int value) throws SQLException {
    requireOpen();
    return value;
  }

  protected final String answer(String value) throws SQLException {
    requireOpen();
    return value;
  }

  @Override
  public final boolean supportsANSI92EntryLevelSQL() throws SQLException {
    return answer(true);
  }

  @Override
  public final boolean supportsANSI92FullSQL() throws SQLException {
    return answer(false);
  }

  @Override
  public final boolean supportsANSI92IntermediateSQL() throws SQLException {
    return answer(false);
  }

  @Override
  public final boolean supportsAlterTableWithAddColumn() throws SQLException {
    return answer(true);
  }

  @Override
  public final boolean supportsAlterTableWithDropColumn() throws SQLException {
    return answer(true);
  }

  @Override
  public final boolean supportsBatchUpdates() throws SQLException {
    return answer(true);
  }

  @Override
  public final boolean supportsCatalogsInDataManipulation() throws SQLException {
    return answer(true);
  }

  @Override
  public final boolean supportsCatalogsInIndexDefinitions() throws SQLException {
    return answer(false);
  }

  @Override
  public final boolean supportsCatalogsInPrivilegeDefinitions() throws SQLException {
    return answer(true);
  }

  @Override
  public final boolean supportsCatalogsInProcedureCalls() throws SQLException {
    return answer(true);
  }

  @Override
  public final boolean supportsCatalogsInTableDefinitions() throws SQLException {
    return answer(true);
  }

  @Override
  public final boolean supportsColumnAliasing() throws SQLException {
    return answer(true);
  }

  @Override
  public final boolean supportsConvert() throws SQLException {
    return answer(true);
  }

  @Override
  public final boolean supportsCoreSQLGrammar() throws SQLException {
    return answer(true);
  }

  @Override
  public final boolean supportsCorrelatedSubqueries() throws SQLException {
    return answer(true);
  }

  @Override
  public final boolean supportsDataDefinitionAndDataManipulationTransactions() throws SQLException {
    return answer(false);
  }

  @Override
  public final boolean supportsDataManipulationTransactionsOnly() throws SQLException {
    return answer(hasTransactions());
  }

  @Override
  public final boolean supportsDifferentTableCorrelationNames() throws SQLException {
    return answer(false);
  }

  @Override
  public final boolean supportsExpressionsInOrderBy() throws SQLException {
    return answer(true);
  }

  @Override
  public final boolean supportsExtendedSQLGrammar() throws SQLException {
    return answer(false);
  }

  @Override
  public final boolean supportsFullOuterJoins() throws SQLException {
    return answer(true);
  }

  @Override
  public final boolean supportsGetGeneratedKeys() throws SQLException {
    return answer(false);
  }

  @Override
  public final boolean supportsGroupBy() throws SQLException {
    return answer(true);
  }

  @Override
  public final boolean supportsGroupByBeyondSelect() throws SQLException {
    return answer(true);
  }

  @Override
  public final boolean supportsGroupByUnrelated() throws SQLException {
    return answer(true);
  }

  @Override
  public final boolean supportsIntegrityEnhancementFacility() throws SQLException {
    // Primary and foreign keys are informational: they are not enforced.
    return answer(false);
  }

  @Override
  public final boolean supportsLikeEscapeClause() throws SQLException {
    return answer(true);
  }

  @Override
  public final boolean supportsLimitedOuterJoins() throws SQLException {
    return answer(true);
  }

  @Override
  public final boolean supportsMinimumSQLGrammar() throws SQLException {
    return answer(true);
  }

  @Override
  public final boolean supportsMixedCaseIdentifiers() throws SQLException {
    // Names are compared without regard to case, quoted or not.
    return answer(false);
  }

  @Override
  public final boolean supportsMixedCaseQuotedIdentifiers() throws SQLException {
    return answer(false);
  }

  @Override
  public final boolean supportsMultipleOpenResults() throws SQLException {
    return answer(false);
  }

  @Override
  public final boolean supportsMultipleResultSets() throws SQLException {
    return answer(false);
  }

  @Override
  public final boolean supportsMultipleTransactions() throws SQLException {
    return answer(hasTransactions());
  }

  @Override
  public final boolean supportsNamedParameters() throws SQLException {
    return answer(true);
  }

  @Override
  public final boolean supportsNonNullableColumns() throws SQLException {
    return answer(true);
  }

  @Override
  public final boolean supportsOpenCursorsAcrossCommit() throws SQLException {
    // commit() does nothing, so it closes nothing.
    return answer(true);
  }

  @Override
  public final boolean supportsOpenCursorsAcrossRollback() throws SQLException {
    return answer(true);
  }

  @Override
  public final boolean supportsOpenStatementsAcrossCommit() throws SQLException {
    return answer(true);
  }

  @Override
  public final boolean supportsOpenStatementsAcrossRollback() throws SQLException {
    return answer(true);
  }

  @Override
  public final boolean supportsOrderByUnrelated() throws SQLException {
    return answer(true);
  }

  @Override
  public final boolean supportsOuterJoins() throws SQLException {
    return answer(true);
  }

  @Override
  public final boolean supportsPositionedDelete() throws SQLException {
    return answer(false);
  }

  @Override
  public final boolean supportsPositionedUpdate() throws SQLException {
    return answer(false);
  }

  @Override
  public final boolean supportsRefCursors() throws SQLException {
    return answer(false);
  }

  @Override
  public final boolean supportsSavepoints() throws SQLException {
    return answer(false);
  }

  @Override
  public final boolean supportsSchemasInDataManipulation() throws SQLException {
    return answer(true);
  }

  @Override
  public final boolean supportsSchemasInIndexDefinitions() throws SQLException {
    return answer(false);
  }

  @Override
  public final boolean supportsSchemasInPrivilegeDefinitions() throws SQLException {
    return answer(true);
  }

  @Override
  public final boolean supportsSchemasInProcedureCalls() throws SQLException {
    return answer(true);
  }

  @Override
  public final boolean supportsSchemasInTableDefinitions() throws SQLException {
    return answer(true);
  }

  @Override
  public final boolean supportsSelectForUpdate() throws SQLException {
    return answer(false);
  }

  @Override
  public final boolean supportsSharding() throws SQLException {
    return answer(false);
  }

  @Override
  public final boolean supportsStatementPooling() throws SQLException {
    return answer(false);
  }

  @Override
  public final boolean supportsStoredFunctionsUsingCallSyntax() throws SQLException {
    return answer(true);
  }

  @Override
  public final boolean supportsStoredProcedures() throws SQLException {
    return answer(true);
  }

  @Override
  public final boolean supportsSubqueriesInComparisons() throws SQLException {
    return answer(true);
  }

  @Override
  public final boolean supportsSubqueriesInExists() throws SQLException {
    return answer(true);
  }

  @Override
  public final boolean supportsSubqueriesInIns() throws SQLException {
    return answer(true);
  }

  @Override
  public final boolean supportsSubqueriesInQuantifieds() throws SQLException {
    // Spark SQL has no = ANY (SELECT ...).
    return answer(false);
  }

  @Override
  public final boolean supportsTableCorrelationNames() throws SQLException {
    return answer(true);
  }

  @Override
  public final boolean supportsTransactions() throws SQLException {
    return answer(hasTransactions());
  }

  @Override
  public final boolean supportsUnion() throws SQLException {
    return answer(true);
  }

  @Override
  public final boolean supportsUnionAll() throws SQLException {
    return answer(true);
  }
}
