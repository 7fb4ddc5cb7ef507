package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.sql.SQLSyntaxErrorException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Jdbi binds and maps every common type, by position and by name, and runs its transactions. */
@ExtendWith(SharedWarehouse.class)
class JdbiIT {
  private static final String NAMED_INSERT =
      "INSERT INTO orders (id, customer, amount, weight, paid, due, placed, seen)"
          + " VALUES (:id, :customer, :amount, :weight, :paid, :due, :placed, :seen)";

  @Test
  void bindsAndMaps(WarehouseProcess warehouse) throws Exception {
    try (OwnSchema schema = OwnSchema.create(warehouse, "jdbi_objects");
        Handle handle = jdbi(schema).open()) {
      handle.execute("CREATE TABLE orders (" + OwnSchema.ORDER_COLUMNS + ")");
      assertEquals(1, handle.execute(Order.INSERT, Order.FIRST.values()));
      assertEquals(1, handle.createUpdate(NAMED_INSERT).bindMethods(Order.OF_NULLS).execute());
      assertEquals(List.of(Order.FIRST, Order.OF_NULLS), all(handle));
      assertEquals(
          List.of(Order.FIRST.customer()),
          handle
              .createQuery("SELECT customer FROM orders WHERE placed = :placed AND id IN (<ids>)")
              .bind("placed", Order.FIRST.placed())
              .bindList("ids", 1, 2, 3)
              .mapTo(String.class)
              .list());
    }
  }

  @Test
  void runsPreparedBatches(WarehouseProcess warehouse) throws Exception {
    try (OwnSchema schema = OwnSchema.create(warehouse, "jdbi_batches");
        Handle handle = jdbi(schema).open()) {
      schema.createOrders();
      PreparedBatch batch = handle.prepareBatch(NAMED_INSERT);
      for (long id = 1; id <= 3; id++) {
        batch.bindMethods(Order.FIRST.withId(id)).add();
      }
      assertArrayEquals(new int[] {1, 1, 1}, batch.execute());
      assertEquals(Order.FIRST.withId(3), all(handle).get(2));
    }
  }

  @Test
  void errorsAndTransactions(WarehouseProcess warehouse) throws Exception {
    try (OwnSchema schema = OwnSchema.create(warehouse, "jdbi_errors");
        Handle handle = jdbi(schema).open()) {
      schema.createOrders();
      UnableToExecuteStatementException missing =
          assertThrows(
              UnableToExecuteStatementException.class,
              () -> handle.select("SELECT * FROM no_such_table").mapToMap().list());
      assertEquals(
          "42P01",
          assertInstanceOf(SQLSyntaxErrorException.class, missing.getCause()).getSQLState());
      handle.useTransaction(
          TransactionIsolationLevel.REPEATABLE_READ,
          inside -> {
            assertTrue(inside.isInTransaction());
            inside.execute(Order.INSERT, Order.FIRST.values());
          });
      assertFalse(handle.isInTransaction());
      assertThrows(
          IllegalStateException.class,
          () ->
              handle.useTransaction(
                  inside -> {
                    inside.execute(Order.INSERT, Order.OF_NULLS.values());
                    throw new IllegalStateException("on purpose");
                  }));
      assertFalse(handle.isInTransaction());
      assertEquals(2, all(handle).size(), "there is no rollback: what was written stays");
    }
  }

  private static Jdbi jdbi(OwnSchema schema) {
    return Jdbi.create(schema.source())
        .registerRowMapper(Order.class, ConstructorMapper.of(Order.class));
  }

  private static List<Order> all(Handle handle) {
    return handle.createQuery(Order.SELECT).mapTo(Order.class).list();
  }
}
