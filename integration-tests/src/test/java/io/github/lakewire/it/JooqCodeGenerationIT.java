package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.math.BigDecimal;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.codegen.GenerationTool;
import org.jooq.impl.DSL;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.ForcedType;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Logging;
import org.jooq.meta.jaxb.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** jOOQ's generator makes classes of a schema from our metadata: types, keys and comments. */
@ExtendWith(SharedWarehouse.class)
class JooqCodeGenerationIT {

  @Test
  void generatedClassesReadAndWrite(WarehouseProcess warehouse, @TempDir Path folder)
      throws Exception {
    try (OwnSchema schema = OwnSchema.create(warehouse, "jooq_generated");
        Connection connection = schema.source().getConnection()) {
      DSLContext jooq = DSL.using(JooqSetUp.configuration(connection));
      jooq.execute(
          "CREATE TABLE orders (id BIGINT NOT NULL COMMENT 'given by the shop', customer BIGINT,"
              + " price DECIMAL(8,2), placed TIMESTAMP_NTZ, seen TIMESTAMP, sizes ARRAY<INT>,"
              + " photo BINARY, PRIMARY KEY (id)) COMMENT 'what was bought'");
      generate(connection, schema.name(), folder);
      try (URLClassLoader generated =
          new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
        Class<?> type = generated.loadClass("generated.tables.Orders");
        Table<?> orders = (Table<?>) type.getField("ORDERS").get(null);
        assertEquals("what was bought", orders.getComment());
        assertEquals("given by the shop", orders.field("id").getComment());
        assertEquals(
            List.of(
                Long.class,
                Long.class,
                BigDecimal.class,
                LocalDateTime.class,
                Instant.class,
                Integer[].class,
                byte[].class),
            Stream.of(orders.fields()).map(Field::getType).toList());
        assertEquals("id", orders.getPrimaryKey().getFields().get(0).getName());
        readAndWrite(jooq, orders);
      }
    }
  }

  private static void readAndWrite(DSLContext jooq, Table<?> orders) {
    Object[] row = {
      1L,
      null,
      new BigDecimal("9.50"),
      LocalDateTime.parse("2020-02-29T01:02:03.456789"),
      Instant.parse("2020-03-29T01:30:00Z"),
      new Integer[] {1, null},
      new byte[] {1, -1}
    };
    assertEquals(1, jooq.insertInto(orders).values(row).execute());
    Record read = jooq.selectFrom(orders).fetchSingle();
    assertArrayEquals(row, read.intoArray());
  }

  /** As the page of jOOQ says. */
  private static void generate(Connection connection, String schema, Path folder) throws Exception {
    GenerationTool tool = new GenerationTool();
    tool.setConnection(connection);
    tool.run(
        new Configuration()
            .withLogging(Logging.ERROR)
            .withGenerator(
                new Generator()
                    .withDatabase(
                        new Database()
                            .withName("org.jooq.meta.jdbc.JDBCDatabase")
                            .withIncludes(".*")
                            .withInputSchema(schema)
                            .withOutputSchemaToDefault(true)
                            .withForcedTypes(
                                new ForcedType()
                                    .withUserType("java.time.Instant")
                                    .withBinding(JooqMoments.class.getName())
                                    .withIncludeExpression("(?i:.*\\.seen)"),
                                new ForcedType()
                                    .withUserType("java.lang.Integer[]")
                                    .withBinding(JooqIntegers.class.getName())
                                    .withIncludeExpression("(?i:.*\\.sizes)")))
                    .withGenerate(new Generate().withComments(true))
                    .withTarget(
                        new Target()
                            .withPackageName("generated")
                            .withDirectory(folder.toString()))));
    List<String> arguments =
        new ArrayList<>(List.of("-proc:none", "-nowarn", "-d", folder.toString(), "-cp"));
    arguments.add(System.getProperty("java.class.path"));
    try (Stream<Path> files = Files.walk(folder)) {
      files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
    }
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    assertEquals(0, code, "the generated classes do not compile");
  }
}
