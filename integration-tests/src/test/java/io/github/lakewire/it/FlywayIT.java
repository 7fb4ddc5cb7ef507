package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Flyway 10.22 with its Databricks plugin migrates, validates, repairs and cleans a schema. */
@ExtendWith(SharedWarehouse.class)
class FlywayIT {
  @TempDir Path scripts;

  @Test
  void migratesValidatesAndCleans(WarehouseProcess warehouse) throws Exception {
    script("V1__make.sql", "CREATE TABLE stores (id INT, note STRING);");
    script(
        "V2__fill.sql",
        """
        -- is this a marker? {d 'no'}
        INSERT INTO stores VALUES (1, 'what?'), (2, '{ts it''s text}');
        UPDATE stores SET note = 'a;b' WHERE id = 2;
        """);
    try (OwnSchema schema = OwnSchema.create(warehouse, "flyway_migrates")) {
      Flyway flyway = flyway(schema);
      assertEquals(2, flyway.migrate().migrationsExecuted);
      assertEquals(List.of("what?", "a;b"), notes(schema));
      assertEquals(0, flyway.migrate().migrationsExecuted);
      assertTrue(flyway.validateWithResult().validationSuccessful);
      assertEquals("2", flyway.info().current().getVersion().getVersion());
      script("V3__more.sql", "INSERT INTO stores VALUES (3, 'c')");
      assertEquals(1, flyway.migrate().migrationsExecuted);
      assertEquals(List.of("what?", "a;b", "c"), notes(schema));
      script("V3__more.sql", "INSERT INTO stores VALUES (3, 'changed afterwards')");
      assertThrows(FlywayException.class, flyway::validate);
      flyway.clean();
      assertEquals(0, flyway.info().applied().length);
      assertThrows(SQLException.class, () -> notes(schema));
    }
  }

  @Test
  void saysWhatIsWrongWithAScriptAndGoesOnAfterARepair(WarehouseProcess warehouse)
      throws Exception {
    script("V1__wrong.sql", "CREATE TABLE stores (id INT, note STRING);\nSELEC 1;");
    try (OwnSchema schema = OwnSchema.create(warehouse, "flyway_repairs")) {
      Flyway flyway = flyway(schema);
      FlywayException wrong = assertThrows(FlywayException.class, flyway::migrate);
      Throwable cause = wrong;
      while (cause.getCause() != null && !(cause instanceof SQLException)) {
        cause = cause.getCause();
      }
      assertEquals("42601", assertInstanceOf(SQLException.class, cause).getSQLState());
      assertEquals(
          List.of(MigrationState.FAILED),
          Arrays.stream(flyway.info().all()).map(one -> one.getState()).toList());
      flyway.repair();
      script("V1__wrong.sql", "INSERT INTO stores VALUES (1, 'right now')");
      flyway.migrate();
      assertEquals(List.of("right now"), notes(schema));
    }
  }

  private Flyway flyway(OwnSchema schema) {
    return Flyway.configure()
        .dataSource(schema.source())
        .locations("filesystem:" + scripts)
        .defaultSchema(schema.name())
        .cleanDisabled(false)
        .load();
  }

  private void script(String name, String sql) throws IOException {
    Files.writeString(scripts.resolve(name), sql);
  }

  private static List<String> notes(OwnSchema schema) throws SQLException {
    List<String> notes = new ArrayList<>();
    try (Connection connection = schema.source().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT note FROM stores ORDER BY id")) {
      while (rows.next()) {
        notes.add(rows.getString(1));
      }
    }
    return notes;
  }
}
