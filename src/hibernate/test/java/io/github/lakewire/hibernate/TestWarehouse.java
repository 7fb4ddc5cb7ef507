package io.github.lakewire.hibernate;

import io.github.lakewire.jdbc.LakewireDataSource;
import io.github.lakewire.warehouse.launch.WarehouseProcess;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * The one warehouse of this JVM: that of the variables LAKEWIRE_URL and LAKEWIRE_TOKEN, else a
 * local one that ends with the JVM.
 */
public final class TestWarehouse {
  private static WarehouseProcess local;

  private TestWarehouse() {}

  /** A data source whose connections are in a schema of their own, empty now. */
  public static synchronized LakewireDataSource schema(String name)
      throws SQLException, IOException, InterruptedException {
    LakewireDataSource source = new LakewireDataSource();
    if (System.getenv("LAKEWIRE_URL") != null) {
      source.setUrl(System.getenv("LAKEWIRE_URL"));
      source.setToken(System.getenv("LAKEWIRE_TOKEN"));
    } else {
      if (local == null) {
        local = WarehouseProcess.start(WarehouseProcess.classPathOfBuild(), Duration.ofMinutes(3));
      }
      source.setUrl(local.url());
      source.setToken(local.token());
    }
    source.setCatalog("main");
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("DROP SCHEMA IF EXISTS main." + name + " CASCADE");
      statement.execute("CREATE SCHEMA main." + name);
    }
    source.setSchema(name);
    return source;
  }
}
