package io.github.lakewire.it;

import io.github.lakewire.jdbc.LakewireDataSource;
import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A new schema on the local warehouse, dropped with all that is in it.
 *
 * @param source of connections whose current schema it is
 * @param name in catalog main
 */
record OwnSchema(LakewireDataSource source, String name) implements AutoCloseable {

  /** The columns that {@link #createOrders} gives its table: each common type once. */
  static final String ORDER_COLUMNS =
      "id BIGINT NOT NULL, customer STRING, amount DECIMAL(12,2), weight DOUBLE, paid BOOLEAN,"
          + " due DATE, placed TIMESTAMP_NTZ, seen TIMESTAMP, photo BINARY";

  static OwnSchema create(WarehouseProcess warehouse, String name) throws SQLException {
    LakewireDataSource source = SharedWarehouse.dataSource(warehouse);
    OwnSchema schema = new OwnSchema(source, name);
    schema.run("CREATE SCHEMA main." + name);
    source.setSchema(name);
    return schema;
  }

  /** Creates the table {@code orders}. */
  void createOrders() throws SQLException {
    run("CREATE TABLE main." + name + ".orders (" + ORDER_COLUMNS + ")");
  }

  void run(String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    run("DROP SCHEMA main." + name + " CASCADE");
  }
}
