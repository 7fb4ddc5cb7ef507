package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.LakewireDataSource;
import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SimplePropertySqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.SimpleJdbcInsert;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.jdbc.support.rowset.SqlRowSet;
import org.springframework.transaction.support.TransactionTemplate;

/** Spring JDBC 7 writes and reads every common type, and knows our errors as its own. */
@ExtendWith(SharedWarehouse.class)
class SpringIT {

  @Test
  void templatesWriteAndRead(WarehouseProcess warehouse) throws Exception {
    try (OwnSchema schema = OwnSchema.create(warehouse, "spring_templates")) {
      JdbcTemplate template = new JdbcTemplate(schema.source());
      template.execute("CREATE TABLE orders (" + OwnSchema.ORDER_COLUMNS + ")");
      assertEquals(1, template.update(Order.INSERT, Order.FIRST.values()));
      assertEquals(1, template.update(Order.INSERT, Order.OF_NULLS.values()));
      JdbcClient client = JdbcClient.create(template);
      assertEquals(
          List.of(Order.FIRST, Order.OF_NULLS), client.sql(Order.SELECT).query(Order.class).list());
      assertEquals(
          Order.FIRST.customer(),
          new NamedParameterJdbcTemplate(template)
              .queryForObject(
                  "SELECT customer FROM orders WHERE due < :day AND id IN (:ids)",
                  Map.of("day", Order.FIRST.due().plusDays(1), "ids", List.of(1, 2, 3)),
                  String.class));
      assertEquals(
          1, client.sql("UPDATE orders SET paid = :p WHERE id = 2").param("p", false).update());
      Map<String, Object> row = template.queryForMap("SELECT paid, amount FROM orders WHERE id=2");
      assertEquals(false, row.get("PAID"));
      assertNull(row.get("amount"));
    }
  }

  @Test
  void keysAskedForByHabitAreNoneAndTheRowIsWritten(WarehouseProcess warehouse) throws Exception {
    try (OwnSchema schema = OwnSchema.create(warehouse, "spring_keys")) {
      JdbcTemplate template = new JdbcTemplate(schema.source());
      template.execute("CREATE TABLE named (id BIGINT, name STRING)");
      GeneratedKeyHolder keys = new GeneratedKeyHolder();
      assertEquals(
          1,
          template.update(
              connection -> {
                PreparedStatement insert =
                    connection.prepareStatement(
                        "INSERT INTO named VALUES (?, ?)", Statement.RETURN_GENERATED_KEYS);
                insert.setLong(1, 7);
                insert.setString(2, "seven");
                return insert;
              },
              keys));
      assertNull(keys.getKey());
      assertEquals(
          1,
          JdbcClient.create(template)
              .sql("INSERT INTO named VALUES (8, 'eight')")
              .update(keys, "id"));
      assertEquals(List.of(), keys.getKeyList());
      assertEquals(2, template.queryForObject("SELECT count(*) FROM named", Integer.class));
    }
  }

  @Test
  void batchesInsertsAndRowSets(WarehouseProcess warehouse) throws Exception {
    try (OwnSchema schema = OwnSchema.create(warehouse, "spring_batches")) {
      schema.createOrders();
      JdbcTemplate template = new JdbcTemplate(schema.source());
      List<Object[]> rows = List.of(Order.FIRST.values(), Order.OF_NULLS.values());
      assertArrayEquals(new int[] {1, 1}, template.batchUpdate(Order.INSERT, rows));
      // Finds the columns and their types in the metadata, and leaves out the one it has no value
      // for.
      SimpleJdbcInsert insert =
          new SimpleJdbcInsert(template)
              .withCatalogName("main")
              .withSchemaName(schema.name())
              .withTableName("orders");
      SimplePropertySqlParameterSource third =
          new SimplePropertySqlParameterSource(Order.FIRST.withId(3));
      assertEquals(1, insert.execute(third));
      assertEquals(
          List.of(Order.FIRST, Order.OF_NULLS, Order.FIRST.withId(3)),
          JdbcClient.create(template).sql(Order.SELECT).query(Order.class).list());
      SqlRowSet rowSet = template.queryForRowSet(Order.SELECT);
      assertTrue(rowSet.last());
      assertEquals(Order.FIRST.amount(), rowSet.getBigDecimal("amount"));
      assertTrue(rowSet.previous());
      assertNull(rowSet.getObject("seen"));
    }
  }

  @Test
  void errorsBecomeSpringsOwn(WarehouseProcess warehouse) throws Exception {
    try (OwnSchema schema = OwnSchema.create(warehouse, "spring_errors")) {
      JdbcTemplate template = new JdbcTemplate(schema.source());
      BadSqlGrammarException missing =
          assertThrows(
              BadSqlGrammarException.class,
              () -> template.queryForList("SELECT * FROM no_such_table"));
      assertEquals("42P01", missing.getSQLException().getSQLState());
      assertThrows(BadSqlGrammarException.class, () -> template.execute("SELEC 1"));
      assertThrows(
          DataIntegrityViolationException.class,
          () -> template.queryForList("SELECT 1 / (id - 5) FROM range(10)"));
      template.setQueryTimeout(1);
      assertThrows(
          QueryTimeoutException.class,
          () ->
              template.queryForList("SELECT count(*) FROM range(100000000000) WHERE hash(id) = 7"));
      LakewireDataSource elsewhere = new LakewireDataSource();
      elsewhere.setUrl(SharedWarehouse.trustedUrl(warehouse));
      elsewhere.setToken("dapi-wrong");
      assertThrows(
          CannotGetJdbcConnectionException.class,
          () -> new JdbcTemplate(elsewhere).queryForList("SELECT 1"));
    }
  }

  @Test
  void transactionsAreAutoCommitsInDisguise(WarehouseProcess warehouse) throws Exception {
    try (OwnSchema schema = OwnSchema.create(warehouse, "spring_transactions");
        Connection connection = schema.source().getConnection()) {
      schema.createOrders();
      SingleConnectionDataSource one = new SingleConnectionDataSource(connection, true);
      JdbcTemplate template = new JdbcTemplate(one);
      TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(one));
      transaction.setReadOnly(true);
      transaction.setIsolationLevel(TransactionTemplate.ISOLATION_REPEATABLE_READ);
      Integer read =
          transaction.execute(
              status -> {
                assertEquals(
                    List.of(true, false),
                    template.execute(
                        (Connection used) -> List.of(used.isReadOnly(), used.getAutoCommit())));
                return template.queryForObject("SELECT 1", Integer.class);
              });
      assertEquals(1, read);
      transaction.setReadOnly(false);
      transaction.executeWithoutResult(
          status -> {
            template.update(Order.INSERT, Order.FIRST.values());
            status.setRollbackOnly();
          });
      assertTrue(connection.getAutoCommit());
      assertFalse(connection.isReadOnly());
      assertEquals(
          1,
          template.queryForObject("SELECT count(*) FROM orders", Integer.class),
          "there is no rollback: what was written stays, with a warning");
    }
  }
}
