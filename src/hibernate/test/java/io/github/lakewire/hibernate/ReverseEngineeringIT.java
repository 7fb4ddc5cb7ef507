package io.github.lakewire.hibernate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.LakewireDataSource;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.hibernate.boot.Metadata;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Table;
import org.hibernate.tool.reveng.api.core.RevengStrategyFactory;
import org.hibernate.tool.reveng.api.export.Exporter;
import org.hibernate.tool.reveng.api.export.ExporterConstants;
import org.hibernate.tool.reveng.api.export.ExporterFactory;
import org.hibernate.tool.reveng.api.export.ExporterType;
import org.hibernate.tool.reveng.api.metadata.MetadataConstants;
import org.hibernate.tool.reveng.api.metadata.MetadataDescriptor;
import org.hibernate.tool.reveng.api.metadata.MetadataDescriptorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hibernate's reverse engineering makes entities of a schema, with its keys and comments. */
class ReverseEngineeringIT {
  private static final String SCHEMA = "hib_reveng";

  @TempDir File folder;

  @Test
  void aSchemaBecomesEntitiesWithKeysAndComments() throws Exception {
    LakewireDataSource source = TestWarehouse.schema(SCHEMA);
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql :
          List.of(
              "CREATE TABLE customers (customer_id BIGINT NOT NULL PRIMARY KEY COMMENT 'its"
                  + " number', name STRING NOT NULL COMMENT 'its name', born DATE, photo BINARY)"
                  + " USING DELTA COMMENT 'who buys'",
              "CREATE TABLE orders (order_id BIGINT NOT NULL PRIMARY KEY, customer_id BIGINT,"
                  + " placed TIMESTAMP, packed TIMESTAMP_NTZ, total DECIMAL(12,2), paid BOOLEAN,"
                  + " weight DOUBLE, CONSTRAINT orders_customer FOREIGN KEY (customer_id)"
                  + " REFERENCES customers (customer_id)) USING DELTA",
              "CREATE TABLE order_lines (order_id BIGINT NOT NULL, line INT NOT NULL, sku STRING,"
                  + " PRIMARY KEY (order_id, line), CONSTRAINT lines_order FOREIGN KEY (order_id)"
                  + " REFERENCES orders (order_id)) USING DELTA")) {
        statement.execute(sql);
      }
    }
    MetadataDescriptor descriptor =
        MetadataDescriptorFactory.createReverseEngineeringDescriptor(
            RevengStrategyFactory.createReverseEngineeringStrategy(), properties(source));
    Metadata metadata = descriptor.createMetadata();
    checkMetadata(metadata);
    checkEntities(descriptor);
  }

  private static Properties properties(LakewireDataSource source) {
    Properties properties = new Properties();
    properties.put("hibernate.connection.datasource", source);
    properties.put("hibernate.default_catalog", "main");
    properties.put("hibernate.default_schema", SCHEMA);
    properties.put(MetadataConstants.PREFER_BASIC_COMPOSITE_IDS, true);
    return properties;
  }

  private static void checkMetadata(Metadata metadata) {
    Table customers = table(metadata, "customers");
    assertEquals("who buys", customers.getComment());
    Column name =
        customers.getColumn(org.hibernate.boot.model.naming.Identifier.toIdentifier("name"));
    assertEquals("its name", name.getComment());
    assertTrue(!name.isNullable());
    assertEquals(1, customers.getPrimaryKey().getColumnSpan());
    assertEquals(2, table(metadata, "order_lines").getPrimaryKey().getColumnSpan());
    PersistentClass orders =
        metadata.getEntityBindings().stream()
            .filter(entity -> entity.getTable().getName().equals("orders"))
            .findFirst()
            .orElseThrow();
    assertNotNull(orders.getProperty("customers"));
    assertTrue(orders.getProperty("orderLineses").getValue() instanceof org.hibernate.mapping.Set);
  }

  private static Table table(Metadata metadata, String name) {
    return metadata.collectTableMappings().stream()
        .filter(table -> table.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private void checkEntities(MetadataDescriptor descriptor) throws Exception {
    Exporter exporter = ExporterFactory.createExporter(ExporterType.JAVA);
    exporter.getProperties().put(ExporterConstants.METADATA_DESCRIPTOR, descriptor);
    exporter.getProperties().put(ExporterConstants.DESTINATION_FOLDER, folder);
    exporter.getProperties().put("ejb3", "true");
    exporter.getProperties().put("jdk5", "true");
    exporter.start();
    String order = java("Orders");
    for (String part :
        List.of(
            "@Entity",
            "private long orderId",
            "private Customers customers",
            "private BigDecimal total",
            "precision=12, scale=2",
            "private Boolean paid",
            "private Double weight",
            "Set<OrderLines> orderLineses")) {
      assertTrue(order.contains(part), part + " in " + order);
    }
    assertTrue(java("OrderLinesId").contains("private int line"), java("OrderLinesId"));
    assertTrue(java("Customers").contains("private byte[] photo"), java("Customers"));
  }

  private String java(String name) throws Exception {
    try (var files = Files.walk(folder.toPath())) {
      Path file =
          files
              .filter(path -> path.getFileName().toString().equals(name + ".java"))
              .findFirst()
              .orElseThrow(() -> new AssertionError(name + " in " + List.of(folder.list())));
      return Files.readString(file);
    }
  }
}
