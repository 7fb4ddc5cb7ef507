package io.github.lakewire.hibernate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.LakewireDataSource;
import jakarta.persistence.CheckConstraint;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.ColumnDefault;
import org.hibernate.annotations.GeneratedColumn;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.tool.schema.spi.SchemaManagementException;
import org.junit.jupiter.api.Test;

/** The schema tool makes, changes, validates and drops tables as Databricks has them. */
class SchemaIT {
  @Test
  @SuppressWarnings("try") // the log collects until it is closed
  void commentsKeysDefaultsAndPropertiesAreMade() throws Exception {
    LakewireDataSource source = TestWarehouse.schema("hib_schema_create");
    List<String> warnings = new ArrayList<>();
    try (LogCapture log = LogCapture.of("io.github.lakewire.hibernate", warnings);
        SessionFactory factory =
            TestFactory.build(source, "create-only", Map.of(), Region.class, Shop.class)) {
      String shop = createTable(source, "shops");
      for (String part :
          List.of(
              "name STRING NOT NULL COMMENT 'the shop\\'s \\\\ name'",
              "rank INT DEFAULT 7",
              "twice INT GENERATED ALWAYS AS (rank * 2)",
              "COMMENT 'all shops'",
              "'delta.feature.allowColumnDefaults' = 'supported'",
              "'owner.team' = 'sales'",
              "PRIMARY KEY (`id`)",
              "FOREIGN KEY (`code`, `country`) REFERENCES `main`.`hib_schema_create`.`regions`"
                  + " (`code`, `country`)")) {
        assertTrue(shop.contains(part), part + " is not in " + shop);
      }
      assertEquals(3, warnings.size(), warnings.toString());
      for (String part :
          List.of("unique (name, rank)", "unique (serial)", "create index shops_by_rank")) {
        assertTrue(
            warnings.stream().anyMatch(text -> text.contains(part)), part + " in " + warnings);
      }
      factory.inTransaction(
          session -> {
            Shop good = new Shop();
            good.id = 1;
            good.name = "x";
            good.rank = 3;
            good.kind = Kind.OPEN;
            good.code = "a";
            session.persist(good);
          });
      assertEquals(
          6, factory.fromSession(session -> session.find(Shop.class, 1L).twice).intValue());
    }
  }

  @Test
  void checksHoldAndAreNamedInTheException() throws Exception {
    try (SessionFactory factory =
        TestFactory.create("hib_schema_checks", Region.class, Shop.class)) {
      ConstraintViolationException column =
          assertThrows(
              ConstraintViolationException.class,
              () -> insert(factory, "(1, 'x', -1, 'OPEN', 'a')"));
      assertEquals("ck_rank", column.getConstraintName());
      assertEquals(ConstraintViolationException.ConstraintKind.CHECK, column.getKind());
      ConstraintViolationException table =
          assertThrows(
              ConstraintViolationException.class,
              () -> insert(factory, "(1, 'bad', 2, 'OPEN', 'a')"));
      assertEquals("good_names", table.getConstraintName());
      ConstraintViolationException named =
          assertThrows(
              ConstraintViolationException.class,
              () -> insert(factory, "(1, 'x', 2, 'AJAR', 'a')"));
      assertEquals("ck_kind", named.getConstraintName());
      insert(factory, "(1, 'x', 2, 'CLOSED', 'a')");
    }
  }

  private static void insert(SessionFactory factory, String values) {
    factory.inTransaction(
        session ->
            session
                .createNativeMutationQuery(
                    "INSERT INTO shops (id, name, rank, kind, code) VALUES " + values)
                .executeUpdate());
  }

  @Test
  void aNullWhereNoneMayBeNamesTheColumn() throws Exception {
    try (SessionFactory factory = TestFactory.create("hib_schema_null", Region.class, Shop.class)) {
      for (String sql :
          List.of(
              "INSERT INTO shops (id, rank) VALUES (1, 2)",
              "INSERT INTO shops (id, name) VALUES (1, NULL)")) {
        ConstraintViolationException missing =
            assertThrows(
                ConstraintViolationException.class,
                () ->
                    factory.inTransaction(
                        session -> session.createNativeMutationQuery(sql).executeUpdate()));
        assertEquals(ConstraintViolationException.ConstraintKind.NOT_NULL, missing.getKind());
        assertEquals("name", missing.getConstraintName());
      }
    }
  }

  @Test
  void updateAddsColumnsWithDefaultsChecksAndNotNull() throws Exception {
    LakewireDataSource source = TestWarehouse.schema("hib_schema_update");
    run(
        source,
        "CREATE TABLE shops (id BIGINT NOT NULL PRIMARY KEY, kind STRING) USING DELTA",
        "CREATE TABLE regions (country STRING NOT NULL, code STRING NOT NULL,"
            + " PRIMARY KEY (country, code)) USING DELTA");
    TestFactory.build(source, "update", Map.of(), Region.class, PlainShop.class).close();
    String shop = createTable(source, "shops");
    for (String part :
        List.of(
            "name STRING COMMENT 'its name'",
            "rank INT DEFAULT 7",
            "kind STRING",
            "FOREIGN KEY (`country`, `code`)")) {
      assertTrue(shop.contains(part), part + " is not in " + shop);
    }
    try (SessionFactory factory =
        TestFactory.build(source, "validate", Map.of(), Region.class, PlainShop.class)) {
      ConstraintViolationException check =
          assertThrows(
              ConstraintViolationException.class,
              () -> insert(factory, "(1, 'x', -1, 'OPEN', 'a')"));
      assertEquals("ck_rank", check.getConstraintName());
      insertWithDefault(factory);
    }
    TestFactory.build(source, "update", Map.of(), Region.class, PlainShop.class).close();
    assertEquals(shop, createTable(source, "shops"), "an update without changes changes nothing");
  }

  /** As text: the local warehouse cannot SET NOT NULL. */
  @Test
  void anUpdateMakesANewColumnNotNullAfterItIsAdded() throws Exception {
    LakewireDataSource source = TestWarehouse.schema("hib_schema_not_null");
    run(source, "CREATE TABLE shops (id BIGINT NOT NULL PRIMARY KEY) USING DELTA");
    java.io.StringWriter script = new java.io.StringWriter();
    TestFactory.build(
            source,
            "none",
            Map.of(
                "jakarta.persistence.schema-generation.scripts.action",
                "update",
                "jakarta.persistence.schema-generation.scripts.create-target",
                script),
            SizedShop.class)
        .close();
    String text = script.toString();
    int added = text.indexOf("alter table shops add column size int");
    int notNull = text.indexOf("alter table shops alter column size set not null");
    assertTrue(added >= 0 && notNull > added, text);
    assertTrue(text.contains("alter table shops alter column size set default 0"), text);
    assertTrue(text.contains("'delta.feature.allowColumnDefaults' = 'supported'"), text);
  }

  @Test
  void anUpdateDoesNotLeaveOutThatAColumnIsGenerated() throws Exception {
    LakewireDataSource source = TestWarehouse.schema("hib_schema_generated");
    run(source, "CREATE TABLE shops (id BIGINT NOT NULL PRIMARY KEY) USING DELTA");
    RuntimeException refused =
        assertThrows(
            RuntimeException.class,
            () -> TestFactory.build(source, "update", Map.of(), Region.class, Shop.class).close());
    assertTrue(refused.getMessage().contains("generated column"), refused.toString());
  }

  private static void insertWithDefault(SessionFactory factory) {
    factory.inTransaction(
        session ->
            session
                .createNativeMutationQuery("INSERT INTO shops (id, name) VALUES (5, 'y')")
                .executeUpdate());
    assertEquals(
        7, factory.fromSession(session -> session.find(PlainShop.class, 5L).rank).intValue());
  }

  @Test
  void validateTellsOfAnotherTypeAndOfAMissingColumn() throws Exception {
    LakewireDataSource source = TestWarehouse.schema("hib_schema_validate");
    run(source, "CREATE TABLE regions (country INT NOT NULL, code STRING NOT NULL) USING DELTA");
    SchemaManagementException type =
        assertThrows(
            SchemaManagementException.class,
            () -> TestFactory.build(source, "validate", Map.of(), Region.class).close());
    assertTrue(
        type.getMessage().contains("column [country] in table [regions]"), type.getMessage());
    run(source, "DROP TABLE regions", "CREATE TABLE regions (country STRING NOT NULL) USING DELTA");
    SchemaManagementException missing =
        assertThrows(
            SchemaManagementException.class,
            () -> TestFactory.build(source, "validate", Map.of(), Region.class).close());
    assertTrue(missing.getMessage().contains("missing column [code]"), missing.getMessage());
  }

  @Test
  void createDropLeavesNothingBehind() throws Exception {
    LakewireDataSource source = TestWarehouse.schema("hib_schema_drop");
    SessionFactory factory =
        TestFactory.build(source, "create-drop", Map.of(), Region.class, Shop.class);
    assertEquals(List.of("regions", "shops"), tables(source));
    factory.close();
    assertEquals(List.of(), tables(source));
    // Over tables that are there, and over nothing.
    TestFactory.build(source, "create", Map.of(), Region.class, Shop.class).close();
    TestFactory.build(source, "create", Map.of(), Region.class, Shop.class).close();
    TestFactory.build(source, "drop", Map.of(), Region.class, Shop.class).close();
    assertEquals(List.of(), tables(source));
  }

  @Test
  void schemasAndCatalogsQualifyNames() throws Exception {
    LakewireDataSource source = TestWarehouse.schema("hib_schema_names");
    run(source, "DROP SCHEMA IF EXISTS main.hib_schema_other CASCADE");
    try (SessionFactory factory =
        TestFactory.build(
            source,
            "create-only",
            Map.of("hibernate.hbm2ddl.create_namespaces", "true"),
            Elsewhere.class)) {
      factory.inTransaction(session -> session.persist(new Elsewhere(1, "there")));
      assertEquals(
          "there",
          factory.fromSession(
              session ->
                  session
                      .createNativeQuery(
                          "SELECT note FROM main.hib_schema_other.elsewhere", String.class)
                      .getSingleResult()));
    }
  }

  @Test
  void anyNameCanBeQuoted() throws Exception {
    LakewireDataSource source = TestWarehouse.schema("hib_schema_quotes");
    Map<String, Object> settings = Map.of("hibernate.globally_quoted_identifiers", "true");
    try (SessionFactory factory = TestFactory.build(source, "create-only", settings, Odd.class)) {
      factory.inTransaction(session -> session.persist(new Odd(1, "x", Kind.OPEN)));
      factory.inTransaction(session -> session.find(Odd.class, 1L).select = "y");
      assertEquals(
          "y",
          factory.fromSession(
              session ->
                  session
                      .createSelectionQuery("select o.select from Odd o", String.class)
                      .getSingleResult()));
      ConstraintViolationException check =
          assertThrows(
              ConstraintViolationException.class,
              () ->
                  factory.inTransaction(
                      session ->
                          session
                              .createNativeMutationQuery("UPDATE `order list` SET `kind of`='AJAR'")
                              .executeUpdate()));
      assertEquals(ConstraintViolationException.ConstraintKind.CHECK, check.getKind());
    }
    TestFactory.build(source, "validate", settings, Odd.class).close();
  }

  private static void run(LakewireDataSource source, String... statements) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static String createTable(LakewireDataSource source, String name) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SHOW CREATE TABLE " + name)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static List<String> tables(LakewireDataSource source) throws SQLException {
    Map<String, String> names = new TreeMap<>();
    try (Connection connection = source.getConnection()) {
      DatabaseMetaData metadata = connection.getMetaData();
      try (ResultSet rows =
          metadata.getTables(connection.getCatalog(), connection.getSchema(), "%", null)) {
        while (rows.next()) {
          names.put(rows.getString("TABLE_NAME").toLowerCase(java.util.Locale.ROOT), "");
        }
      }
    }
    return List.copyOf(names.keySet());
  }

  enum Kind {
    OPEN,
    CLOSED
  }

  /** A key of two columns. */
  @Embeddable
  record RegionKey(String country, String code) {}

  /** A parent. */
  @Entity(name = "Region")
  @Table(name = "regions")
  static class Region {
    @EmbeddedId RegionKey key;
  }

  /** With everything. */
  @Entity(name = "Shop")
  @Table(
      name = "shops",
      comment = "all shops",
      options = "cluster by (name) tblproperties ('owner.team' = 'sales')",
      uniqueConstraints = @UniqueConstraint(columnNames = {"name", "rank"}),
      indexes = @Index(name = "shops_by_rank", columnList = "rank"),
      check = @CheckConstraint(name = "good_names", constraint = "name <> 'bad'"))
  static class Shop {
    @Id long id;

    @Column(nullable = false, comment = "the shop's \\ name")
    String name;

    @ColumnDefault("7")
    @Column(check = @CheckConstraint(constraint = "rank > 0"))
    Integer rank;

    @GeneratedColumn("rank * 2")
    Integer twice;

    @Enumerated(EnumType.STRING)
    Kind kind;

    @Column(insertable = false, updatable = false)
    String code;

    @Column(unique = true)
    String serial;

    @ManyToOne
    @JoinColumn(name = "country", referencedColumnName = "country")
    @JoinColumn(name = "code", referencedColumnName = "code")
    Region region;
  }

  /** The columns that an update adds. */
  @Entity(name = "PlainShop")
  @Table(name = "shops")
  static class PlainShop {
    @Id long id;

    @Column(comment = "its name")
    String name;

    @ColumnDefault("7")
    @Column(check = @CheckConstraint(constraint = "rank > 0"))
    Integer rank;

    @Enumerated(EnumType.STRING)
    Kind kind;

    @ManyToOne
    @JoinColumn(name = "country", referencedColumnName = "country")
    @JoinColumn(name = "code", referencedColumnName = "code")
    Region region;
  }

  /** A column that must have a value, for a table that is there. */
  @Entity(name = "SizedShop")
  @Table(name = "shops")
  static class SizedShop {
    @Id long id;

    @Column(nullable = false)
    @ColumnDefault("0")
    int size;
  }

  /** In a schema of its own. */
  @Entity(name = "Elsewhere")
  @Table(name = "elsewhere", catalog = "main", schema = "hib_schema_other")
  static class Elsewhere {
    @Id long id;
    String note;

    Elsewhere() {}

    Elsewhere(long id, String note) {
      this.id = id;
      this.note = note;
    }
  }

  /** With names that must be quoted. */
  @Entity(name = "Odd")
  @Table(name = "order list")
  static class Odd {
    @Id
    @Column(name = "the-id")
    long id;

    String select;

    @Column(name = "kind of")
    @Enumerated(EnumType.STRING)
    Kind kind;

    Odd() {}

    Odd(long id, String select, Kind kind) {
      this.id = id;
      this.select = select;
      this.kind = kind;
    }
  }
}
