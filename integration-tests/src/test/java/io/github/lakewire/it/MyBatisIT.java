package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.sql.SQLSyntaxErrorException;
import java.util.List;
import java.util.Map;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.apache.ibatis.cursor.Cursor;
import org.apache.ibatis.exceptions.PersistenceException;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** MyBatis maps every common type both ways, nulls of no type included, alone and in batches. */
@ExtendWith(SharedWarehouse.class)
class MyBatisIT {

  /** What an application writes. */
  interface Orders {
    @Update("CREATE TABLE orders (" + OwnSchema.ORDER_COLUMNS + ")")
    int create();

    @Insert(
        "INSERT INTO orders (id, customer, amount, weight, paid, due, placed, seen) VALUES (#{id},"
            + " #{customer}, #{amount}, #{weight}, #{paid}, #{due}, #{placed}, #{seen})")
    int insert(Order order);

    @Select(Order.SELECT)
    List<Order> all();

    @Select(Order.SELECT)
    Cursor<Order> oneByOne();

    @Select("SELECT customer, placed FROM orders WHERE due = #{due} AND amount > #{least}")
    Map<String, Object> due(@Param("due") java.time.LocalDate due, @Param("least") int least);

    @Update("UPDATE orders SET paid = NOT paid WHERE paid")
    int change();

    @Select("SELECT * FROM no_such_table")
    List<Order> missing();
  }

  @Test
  void mapsObjectsBothWays(WarehouseProcess warehouse) throws Exception {
    try (OwnSchema schema = OwnSchema.create(warehouse, "mybatis_objects");
        SqlSession session = factory(schema).openSession()) {
      Orders orders = session.getMapper(Orders.class);
      orders.create();
      assertEquals(1, orders.insert(Order.FIRST));
      assertEquals(1, orders.insert(Order.OF_NULLS));
      session.commit();
      assertEquals(List.of(Order.FIRST, Order.OF_NULLS), orders.all());
      assertEquals(1, orders.change());
      try (Cursor<Order> cursor = orders.oneByOne()) {
        assertEquals(false, cursor.iterator().next().paid());
      }
      assertEquals(Order.FIRST.customer(), orders.due(Order.FIRST.due(), 1_000).get("customer"));
    }
  }

  @Test
  void flushesBatches(WarehouseProcess warehouse) throws Exception {
    try (OwnSchema schema = OwnSchema.create(warehouse, "mybatis_batches");
        SqlSession session = factory(schema).openSession(ExecutorType.BATCH)) {
      schema.createOrders();
      Orders orders = session.getMapper(Orders.class);
      for (long id = 1; id <= 30; id++) {
        orders.insert(Order.FIRST.withId(id));
      }
      int[] counts = session.flushStatements().get(0).getUpdateCounts();
      assertEquals(30, counts.length);
      session.commit();
      assertEquals(30, orders.all().size());
      assertEquals(Order.FIRST.withId(30), orders.all().get(29));
    }
  }

  @Test
  void errorsKeepTheirCauseAndRollbackLeavesTheSessionUsable(WarehouseProcess warehouse)
      throws Exception {
    try (OwnSchema schema = OwnSchema.create(warehouse, "mybatis_errors");
        SqlSession session = factory(schema).openSession()) {
      schema.createOrders();
      Orders orders = session.getMapper(Orders.class);
      PersistenceException missing = assertThrows(PersistenceException.class, orders::missing);
      SQLSyntaxErrorException cause =
          assertInstanceOf(SQLSyntaxErrorException.class, missing.getCause());
      assertEquals("42P01", cause.getSQLState());
      session.rollback(true);
      assertTrue(orders.all().isEmpty());
    }
  }

  private static SqlSessionFactory factory(OwnSchema schema) {
    Configuration configuration =
        new Configuration(
            new Environment("warehouse", new JdbcTransactionFactory(), schema.source()));
    configuration.setArgNameBasedConstructorAutoMapping(true);
    configuration.addMapper(Orders.class);
    return new SqlSessionFactoryBuilder().build(configuration);
  }
}
