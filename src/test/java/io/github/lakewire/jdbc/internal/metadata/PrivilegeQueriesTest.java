package io.github.lakewire.jdbc.internal.metadata;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.lakewire.jdbc.internal.metadata.cache.SchemaCache;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrivilegeQueriesTest {
  private final FakeContext context = new FakeContext();
  private final FakeMetadataReader server = new FakeMetadataReader();
  private final PrivilegeQueries privileges =
      new PrivilegeQueries(
          context, new InformationSchema(server, context, new SchemaCache(Duration.ZERO)));

  private void grant(String table, String column, String privilege) {
    server.queryRow(
        "TABLE_CATALOG",
        "main",
        "TABLE_SCHEMA",
        "s",
        "TABLE_NAME",
        table,
        "COLUMN_NAME",
        column,
        "GRANTOR",
        "owner",
        "GRANTEE",
        "analysts",
        "PRIVILEGE_TYPE",
        privilege,
        "IS_GRANTABLE",
        "NO");
  }

  @Test
  void privilegesOfTablesAreSorted() throws Exception {
    grant("t", "", "SELECT");
    grant("t", "", "MODIFY");
    grant("a", "", "SELECT");
    grant("other", "", "SELECT");
    List<Object[]> rows = privileges.tablePrivileges("main", "s", "_");
    assertArrayEquals(
        new Object[] {"main", "s", "a", "owner", "analysts", "SELECT", "NO"}, rows.get(0));
    assertEquals(
        List.of("a SELECT", "t MODIFY", "t SELECT"),
        rows.stream().map(row -> row[2] + " " + row[5]).toList());
    assertEquals(1, server.queries.size());
  }

  @Test
  void privilegesOfATableCountForItsColumns() throws Exception {
    grant("my_table", "b", "SELECT");
    grant("my_table", "a", "SELECT");
    grant("my_table", "a", "MODIFY");
    List<Object[]> rows = privileges.columnPrivileges(null, "s", "my_table", "%");
    assertArrayEquals(
        new Object[] {"main", "s", "my_table", "a", "owner", "analysts", "MODIFY", "NO"},
        rows.get(0));
    assertEquals(
        List.of("a MODIFY", "a SELECT", "b SELECT"),
        rows.stream().map(row -> row[3] + " " + row[6]).toList());
    assertEquals(
        List.of(
            "SELECT table_catalog, table_schema, table_name, column_name, grantor, grantee,"
                + " privilege_type, is_grantable FROM `system`.information_schema.table_privileges"
                + " JOIN (SELECT table_catalog, table_schema, table_name, column_name FROM"
                + " `system`.information_schema.columns) c USING (table_catalog, table_schema,"
                + " table_name) WHERE table_schema = 's' AND table_name = 'my_table' AND"
                + " privilege_type IN ('SELECT', 'MODIFY', 'ALL PRIVILEGES', 'ALL_PRIVILEGES')"),
        server.queries);
  }

  @Test
  void namesThatMatchNothingCostNoRequest() throws Exception {
    assertEquals(0, privileges.tablePrivileges("", "s", "t").size());
    assertEquals(0, privileges.tablePrivileges("main", "s", "").size());
    assertEquals(0, privileges.columnPrivileges("main", "", "t", "%").size());
    assertEquals(0, privileges.columnPrivileges("main", "s", "t", "").size());
    assertEquals(List.of(), server.queries);
  }
}
