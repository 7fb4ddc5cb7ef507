package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ParameterMode;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.cfg.Configuration;
import org.hibernate.exception.SQLGrammarException;
import org.hibernate.procedure.ProcedureCall;
import org.hibernate.tool.schema.spi.SchemaManagementException;
import org.hibernate.type.SqlTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Hibernate 7.4, told a dialect, makes and validates a schema, and stores and finds entities. */
@ExtendWith(SharedWarehouse.class)
class HibernateIT {

  @Test
  void storesFindsChangesAndRemoves(WarehouseProcess warehouse) throws Exception {
    try (OwnSchema schema = OwnSchema.create(warehouse, "hibernate_entities");
        SessionFactory factory = factory(schema, "create-only")) {
      Parcel parcel = parcel(1);
      factory.inTransaction(
          session -> {
            session.persist(parcel);
            Parcel empty = new Parcel();
            empty.id = 2;
            session.persist(empty);
          });
      factory.inTransaction(
          session -> {
            Parcel found = session.find(Parcel.class, 1L);
            assertEquals(parcel.label, found.label);
            assertEquals(parcel.price, found.price);
            assertEquals(parcel.weight, found.weight);
            assertEquals(parcel.fragile, found.fragile);
            assertEquals(parcel.due, found.due);
            assertEquals(parcel.packed, found.packed);
            assertEquals(parcel.sent, found.sent);
            assertArrayEquals(parcel.content, found.content);
            assertNull(session.find(Parcel.class, 2L).price);
            found.label = "changed";
          });
      factory.inTransaction(
          session -> {
            assertEquals(
                "changed",
                session
                    .createSelectionQuery(
                        "select p.label from Parcel p where p.due < :day order by p.id",
                        String.class)
                    .setParameter("day", LocalDate.of(2022, 1, 1))
                    .getSingleResult());
            session.remove(session.find(Parcel.class, 1L));
          });
      factory.inTransaction(
          session ->
              assertEquals(
                  1L,
                  session
                      .createSelectionQuery("select count(*) from Parcel", Long.class)
                      .getSingleResult()));
    }
  }

  @Test
  void callsProceduresForTheirOutParameters(WarehouseProcess warehouse) throws Exception {
    try (OwnSchema schema = OwnSchema.create(warehouse, "hibernate_procedures");
        SessionFactory factory = factory(schema, "none")) {
      schema.run(
          "CREATE PROCEDURE add_up(IN x INT, INOUT total BIGINT, OUT said STRING) LANGUAGE SQL"
              + " SQL SECURITY INVOKER AS BEGIN SET total = total + x; SET said = 'sum'; END");
      factory.inSession(
          session -> {
            try (ProcedureCall call = session.createStoredProcedureCall("add_up")) {
              call.registerParameter("x", Integer.class, ParameterMode.IN);
              call.registerParameter("total", Long.class, ParameterMode.INOUT);
              call.registerParameter("said", String.class, ParameterMode.OUT);
              call.setParameter("x", 2);
              call.setParameter("total", 40L);
              assertEquals(42L, call.getOutputs().getOutputParameterValue("total"));
              assertEquals("sum", call.getOutputs().getOutputParameterValue("said"));
            }
          });
    }
  }

  @Test
  void writesBatchesAndReadsPages(WarehouseProcess warehouse) throws Exception {
    try (OwnSchema schema = OwnSchema.create(warehouse, "hibernate_batches");
        SessionFactory factory = factory(schema, "create-only")) {
      factory.inTransaction(
          session -> {
            for (int i = 0; i < 45; i++) {
              session.persist(parcel(i));
            }
          });
      factory.inTransaction(
          session ->
              assertEquals(
                  44L,
                  session
                      .createSelectionQuery("from Parcel order by id", Parcel.class)
                      .setFirstResult(40)
                      .setMaxResults(10)
                      .getResultList()
                      .get(4)
                      .id));
    }
  }

  @Test
  void validatesTheSchemaAndKnowsOurErrors(WarehouseProcess warehouse) throws Exception {
    try (OwnSchema schema = OwnSchema.create(warehouse, "hibernate_schemas")) {
      SchemaManagementException missing =
          assertThrows(SchemaManagementException.class, () -> factory(schema, "validate").close());
      assertTrue(missing.getMessage().contains("missing table [parcels]"), missing.getMessage());
      factory(schema, "create-only").close();
      try (SessionFactory factory = factory(schema, "validate")) {
        SQLGrammarException grammar =
            assertThrows(
                SQLGrammarException.class,
                () ->
                    factory.inTransaction(
                        session ->
                            session
                                .createNativeQuery("SELECT x FROM no_such_table", Long.class)
                                .getResultList()));
        assertEquals("42P01", grammar.getSQLState());
      }
    }
  }

  private static SessionFactory factory(OwnSchema schema, String schemaTool) {
    Configuration configuration = new Configuration().addAnnotatedClass(Parcel.class);
    configuration.getProperties().put("hibernate.connection.datasource", schema.source());
    return configuration
        .setProperty("hibernate.dialect", SparkDialect.class.getName())
        .setProperty("hibernate.hbm2ddl.auto", schemaTool)
        .setProperty("hibernate.hbm2ddl.halt_on_error", "true")
        .setProperty("hibernate.jdbc.batch_size", "20")
        .buildSessionFactory();
  }

  private static Parcel parcel(long id) {
    Parcel parcel = new Parcel();
    parcel.id = id;
    parcel.label = "Zoë's \"parcel\" \\ ✓";
    parcel.price = new BigDecimal("1234567890.12");
    parcel.weight = -0.125;
    parcel.fragile = true;
    parcel.due = LocalDate.of(2021, 2, 28);
    parcel.packed = LocalDateTime.parse("2021-02-28T23:59:59.123456");
    parcel.sent = Instant.parse("2021-03-28T01:30:00.654321Z");
    parcel.content = "✓".getBytes(StandardCharsets.UTF_8);
    return parcel;
  }

  /** An entity with the common types. */
  @Entity(name = "Parcel")
  @Table(name = "parcels")
  static class Parcel {
    @Id long id;
    String label;

    @Column(precision = 12, scale = 2)
    BigDecimal price;

    Double weight;
    Boolean fragile;
    LocalDate due;

    /** As it is: the default goes through java.sql.Timestamp, so through the zone of this JVM. */
    @JdbcTypeCode(SqlTypes.LOCAL_DATE_TIME)
    LocalDateTime packed;

    Instant sent;
    byte[] content;
  }
}
