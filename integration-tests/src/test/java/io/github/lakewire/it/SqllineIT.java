package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import sqlline.SqlLine;

/** The shell sqlline runs a script of statements and metadata commands without a stack trace. */
@ExtendWith(SharedWarehouse.class)
class SqllineIT {

  @Test
  void runsAScript(WarehouseProcess warehouse) throws Exception {
    try (OwnSchema schema = OwnSchema.create(warehouse, "sqlline_script")) {
      String said =
          run(
              warehouse,
              """
              USE main.sqlline_script;
              CREATE TABLE parts (id INT COMMENT 'key', name STRING, price DECIMAL(8,2));
              INSERT INTO parts VALUES (1, 'bolt ✓', 1.50), (2, NULL, 20.00);
              SELECT * FROM parts ORDER BY id;
              !tables
              !columns parts
              !primarykeys parts
              !indexes parts
              !procedures
              !typeinfo
              !dbinfo
              !autocommit off
              !commit
              !rollback
              !autocommit on
              !isolation TRANSACTION_SERIALIZABLE
              !scan
              !list
              """);
      assertTrue(said.contains("'1','bolt ✓','1.50'"), said);
      assertTrue(said.contains("'2','','20.00'") || said.contains("'2','null','20.00'"), said);
      assertTrue(said.contains("2 rows affected"), said);
      assertTrue(said.contains("'main','sqlline_script','parts','TABLE'"), said);
      assertTrue(said.contains("'DECIMAL','8'"), said);
      assertTrue(said.contains("getDatabaseProductName"), said);
      assertFalse(said.contains("Error:"), said);
      assertFalse(said.contains("Exception"), said);
      assertFalse(said.contains("\tat "), said);
      assertFalse(said.contains(warehouse.token()), "the token is shown");
    }
  }

  @Test
  void printsAnErrorAndGoesOn(WarehouseProcess warehouse) throws Exception {
    String said = run(warehouse, "SELECT * FROM no_such_table;\nSELECT 41 + 1 AS answer;\n");
    assertTrue(said.contains("state=42P01"), said);
    assertTrue(said.contains("'42'"), said);
  }

  private static String run(WarehouseProcess warehouse, String script) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    SqlLine shell = new SqlLine();
    try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        InputStream in = new ByteArrayInputStream(script.getBytes(StandardCharsets.UTF_8))) {
      shell.setOutputStream(out);
      shell.setErrorStream(out);
      String[] arguments = {
        "-u",
        SharedWarehouse.trustedUrl(warehouse),
        "-n",
        "token",
        "-p",
        warehouse.token(),
        "--outputformat=csv",
        "--isolation=TRANSACTION_REPEATABLE_READ"
      };
      assertEquals(SqlLine.Status.OK, shell.begin(arguments, in, false));
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
