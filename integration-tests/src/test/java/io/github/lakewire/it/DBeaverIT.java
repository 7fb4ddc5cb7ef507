package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.sql.Connection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.function.Executable;

/**
 * What DBeaver asks of a driver from opening a connection to closing it, in its order, as its
 * sources and a recorded run show. What DBeaver tolerates and logs is a failure here. All the while
 * another thread reads a result on the connection for statements.
 */
@ExtendWith(SharedWarehouse.class)
class DBeaverIT {

  @Test
  void converseOnOneConnection(WarehouseProcess warehouse) throws Exception {
    try (Connection connection = DBeaverEditor.open(warehouse)) {
      converse(warehouse, connection, connection);
    }
  }

  @Test
  void converseOnTwoConnections(WarehouseProcess warehouse) throws Exception {
    try (Connection main = DBeaverEditor.open(warehouse);
        Connection metadata = DBeaverEditor.open(warehouse)) {
      converse(warehouse, main, metadata);
    }
  }

  private static void converse(WarehouseProcess warehouse, Connection main, Connection metadata)
      throws Exception {
    DBeaverEditor editor = new DBeaverEditor(main);
    try (SteadyReader reader = SteadyReader.on(main)) {
      for (Map.Entry<String, Executable> step :
          steps(warehouse, editor, new DBeaverEditor(metadata)).entrySet()) {
        reader.readOn();
        assertDoesNotThrow(step.getValue(), step.getKey());
        reader.isRightSoFar();
      }
    }
    assertDoesNotThrow(editor::closingEndsARunningStatement, "closing");
  }

  /** In DBeaver's order; the connection for metadata may be the one for statements. */
  private static Map<String, Executable> steps(
      WarehouseProcess warehouse, DBeaverEditor editor, DBeaverEditor metadata) {
    DBeaverNavigator navigator = new DBeaverNavigator(metadata.connection());
    Map<String, Executable> steps = new LinkedHashMap<>();
    steps.put("open", () -> editor.aConnectionOpensWithItsCatalogAndClientInfo("Main"));
    steps.put(
        "open for metadata",
        () -> metadata.aConnectionOpensWithItsCatalogAndClientInfo("Metadata"));
    steps.put("dialect", navigator::theDialectIsDescribed);
    steps.put("product", navigator::productDriverAndTermsAreNamed);
    steps.put("types", navigator::typesAgreeWithColumns);
    steps.put("catalogs and schemas", navigator::catalogsAndSchemasAreListed);
    steps.put("tables", navigator::tablesAreListedAfterUseCatalog);
    steps.put("columns", navigator::columnsAreListedInOrderWithTheirTypes);
    steps.put("keys", navigator::keysHaveTheirNamesAndAllColumns);
    steps.put("routines", navigator::routinesAreListedOnce);
    steps.put("table types", navigator::tableTypesAreListed);
    steps.put("definitions", navigator::definitionsAreShown);
    steps.put("details", navigator::detailsAreDescribed);
    steps.put("search", navigator::aSearchMayEndBeforeItsRowsDo);
    steps.put("data view", editor::theDataViewReadsABoundedPage);
    steps.put("SQL editor", editor::theSqlEditorRunsQueriesAndCounts);
    steps.put("result columns", editor::everyColumnOfAResultIsDescribed);
    steps.put("values", editor::valuesOfEveryTypeAreRead);
    steps.put("edit", editor::editedRowsAreSavedAsABatch);
    steps.put("count", editor::rowsAreCounted);
    steps.put("cancel", editor::aRunningStatementIsCancelled);
    steps.put("ping", editor::aPingIsAnswered);
    steps.put(
        "recover",
        () -> {
          try (Connection lost = DBeaverEditor.open(warehouse)) {
            new DBeaverEditor(lost).aDeadSessionMakesItReconnect();
          }
        });
    steps.put("switch", editor::catalogAndSchemaAreSwitched);
    steps.put("transactions", editor::transactionsAreTolerated);
    steps.put("end of the session", editor::noWarningIsLeftAtTheEnd);
    return steps;
  }
}
