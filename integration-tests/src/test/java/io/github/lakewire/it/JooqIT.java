package io.github.lakewire.it;

import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jooq.BatchBindStep;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.exception.DataAccessException;
import org.jooq.exception.SQLStateClass;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * jOOQ 3.19, set up with {@link JooqSetUp}, builds statements, runs them, and reads our metadata.
 */
@ExtendWith(SharedWarehouse.class)
class JooqIT {
  private static final Table<Record> ORDERS = table(name("orders"));
  private static final Field<Long> ID = field(name("id"), SQLDataType.BIGINT);
  private static final Field<String> CUSTOMER = field(name("customer"), SQLDataType.VARCHAR);
  private static final Field<BigDecimal> AMOUNT = field(name("amount"), SQLDataType.DECIMAL(12, 2));
  private static final Field<Double> WEIGHT = field(name("weight"), SQLDataType.DOUBLE);
  private static final Field<Boolean> PAID = field(name("paid"), SQLDataType.BOOLEAN);
  private static final Field<LocalDate> DUE = field(name("due"), SQLDataType.LOCALDATE);
  private static final Field<LocalDateTime> PLACED =
      field(name("placed"), SQLDataType.LOCALDATETIME);

  private static final Field<Instant> SEEN = field(name("seen"), JooqSetUp.TIMESTAMP);

  private static final List<Field<?>> FIELDS =
      List.of(ID, CUSTOMER, AMOUNT, WEIGHT, PAID, DUE, PLACED, SEEN);

  @BeforeAll
  static void quietly() {
    System.setProperty("org.jooq.no-logo", "true");
    System.setProperty("org.jooq.no-tips", "true");
  }

  @Test
  void writesAndReads(WarehouseProcess warehouse) throws Exception {
    try (OwnSchema schema = OwnSchema.create(warehouse, "jooq_queries")) {
      schema.createOrders();
      writesAndReads(schema.source());
    }
  }

  private static void writesAndReads(DataSource source) throws SQLException {
    try (Connection connection = source.getConnection()) {
      DSLContext jooq = jooq(connection);
      assertEquals(
          2,
          jooq.insertInto(ORDERS, FIELDS)
              .values(Order.FIRST.values())
              .values(Order.OF_NULLS.values())
              .execute());
      assertEquals(
          List.of(Order.FIRST, Order.OF_NULLS),
          jooq.select(FIELDS).from(ORDERS).orderBy(ID).fetchInto(Order.class));
      assertEquals(
          1,
          jooq.update(ORDERS).set(CUSTOMER, "B").where(DUE.isNull().and(ID.in(1L, 2L))).execute());
      assertEquals("B", jooq.fetchValue(jooq.select(CUSTOMER).from(ORDERS).where(AMOUNT.isNull())));
      BatchBindStep batch =
          jooq.batch(jooq.insertInto(ORDERS, FIELDS).values(Order.OF_NULLS.values()));
      for (long id = 3; id < 6; id++) {
        batch = batch.bind(Order.FIRST.withId(id).values());
      }
      assertArrayEquals(new int[] {1, 1, 1}, batch.execute());
      assertEquals(5, jooq.fetchCount(ORDERS));
      // Both are bound, as Long.
      assertEquals(
          List.of(3L, 4L), jooq.select(ID).from(ORDERS).orderBy(ID).limit(2L).offset(2L).fetch(ID));
      try (Stream<Record> rows = jooq.select(FIELDS).from(ORDERS).fetchSize(2).fetchStream()) {
        assertEquals(4, rows.filter(row -> row.get(AMOUNT) != null).count());
      }
    }
  }

  @Test
  void readsTablesColumnsAndKeys(WarehouseProcess warehouse) throws Exception {
    try (OwnSchema schema = OwnSchema.create(warehouse, "jooq_meta");
        Connection connection = schema.source().getConnection()) {
      DSLContext jooq = jooq(connection);
      jooq.execute("CREATE TABLE parts (id INT NOT NULL, price DECIMAL(8,2), PRIMARY KEY (id))");
      List<Table<?>> tables =
          jooq.meta()
              .filterSchemas(found -> found.getName().equals(schema.name()))
              .getTables("parts");
      assertEquals(1, tables.size());
      Table<?> parts = tables.get(0);
      assertEquals(List.of("id", "price"), Stream.of(parts.fields()).map(Field::getName).toList());
      assertEquals(Integer.class, parts.field("id").getType());
      assertEquals(BigDecimal.class, parts.field("price").getType());
      assertEquals(2, parts.field("price").getDataType().scale());
      assertEquals("id", parts.getPrimaryKey().getFields().get(0).getName());
    }
  }

  @Test
  void errorsAndTransactions(WarehouseProcess warehouse) throws Exception {
    try (OwnSchema schema = OwnSchema.create(warehouse, "jooq_errors");
        Connection connection = schema.source().getConnection()) {
      schema.createOrders();
      DSLContext jooq = jooq(connection);
      DataAccessException missing =
          assertThrows(DataAccessException.class, () -> jooq.fetch("SELECT * FROM no_such_table"));
      assertEquals("42P01", missing.sqlState());
      assertEquals(
          SQLStateClass.C42_SYNTAX_ERROR_OR_ACCESS_RULE_VIOLATION, missing.sqlStateClass());
      DataAccessException thrown =
          assertThrows(
              DataAccessException.class,
              () ->
                  jooq.transaction(
                      inside -> {
                        inside.dsl().insertInto(ORDERS, ID).values(7L).execute();
                        inside.dsl().fetch("SELECT 1 / 0");
                      }));
      assertEquals("22012", thrown.sqlState());
      assertTrue(connection.getAutoCommit());
      assertEquals(1, jooq.select(count()).from(ORDERS).fetchOne(0), "there is no rollback");
    }
  }

  private static DSLContext jooq(Connection connection) {
    return DSL.using(JooqSetUp.configuration(connection));
  }
}
