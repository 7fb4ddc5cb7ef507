package io.github.lakewire.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.JDBCType;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import net.sourceforge.plantuml.FileFormat;
import net.sourceforge.plantuml.FileFormatOption;
import net.sourceforge.plantuml.SourceStringReader;
import schemacrawler.schema.Catalog;
import schemacrawler.schema.Column;
import schemacrawler.schema.ForeignKey;
import schemacrawler.schema.Table;
import schemacrawler.schemacrawler.LimitOptionsBuilder;
import schemacrawler.schemacrawler.LoadOptionsBuilder;
import schemacrawler.schemacrawler.SchemaCrawlerOptionsBuilder;
import schemacrawler.schemacrawler.SchemaInfoLevel;
import schemacrawler.schemacrawler.SchemaInfoLevelBuilder;
import schemacrawler.tools.utility.SchemaCrawlerUtility;
import us.fatehi.utility.datasource.DatabaseConnectionSources;

/**
 * Draws a schema: SchemaCrawler reads it through the driver, PlantUML makes the picture. The demo
 * runs this file in a JVM of its own, with the shaded jar and these two on its class path.
 *
 * <p>Argument: the file to write. Environment: as in the demo.
 */
public final class SchemaDiagram {
  private static final Pattern DEMO_SCHEMA = Pattern.compile("samples\\.lakewire");

  private SchemaDiagram() {}

  /** Reads the demo schema and writes the picture. */
  public static void main(String[] arguments) throws IOException, SQLException {
    System.setProperty("java.awt.headless", "true");
    Logger.getLogger("").setLevel(Level.SEVERE);
    Properties properties = new Properties();
    properties.setProperty("token", System.getenv("LAKEWIRE_TOKEN"));
    try (Connection connection =
        DriverManager.getConnection(System.getenv("LAKEWIRE_URL"), properties)) {
      Catalog catalog = read(connection, SchemaInfoLevelBuilder.standard());
      Files.write(Path.of(arguments[0]), draw(source(catalog)));
    }
  }

  /** What SchemaCrawler finds in the demo schema. */
  static Catalog read(Connection connection, SchemaInfoLevel level) {
    return SchemaCrawlerUtility.getCatalog(
        DatabaseConnectionSources.fromConnection(connection),
        SchemaCrawlerOptionsBuilder.newSchemaCrawlerOptions()
            .withLimitOptions(
                LimitOptionsBuilder.builder()
                    .includeSchemas(DEMO_SCHEMA)
                    .includeAllRoutines()
                    .toOptions())
            .withLoadOptions(LoadOptionsBuilder.builder().withSchemaInfoLevel(level).toOptions()));
  }

  /** The picture in PlantUML's words: key columns above the line, a dot where NULL is refused. */
  static String source(Catalog catalog) {
    StringBuilder text = new StringBuilder("@startuml\n!pragma layout smetana\n");
    text.append("left to right direction\nhide circle\nhide empty members\n");
    text.append("skinparam defaultFontName sans-serif\nskinparam shadowing false\n");
    for (Table table : catalog.getTables()) {
      boolean isView = table.getTableType().isView();
      text.append(
          "entity \"**%s**\\n<size:11>%s\" as %s %s{\n"
              .formatted(
                  table.getName(),
                  table.getRemarks(),
                  table.getName(),
                  isView ? "<<view>> #white " : ""));
      table.getColumns().stream()
          .filter(Column::isPartOfPrimaryKey)
          .forEach(key -> text.append(line(key)));
      text.append(isView ? "" : "--\n");
      table.getColumns().stream()
          .filter(column -> !column.isPartOfPrimaryKey())
          .forEach(column -> text.append(line(column)));
      text.append("}\n");
    }
    for (Table table : catalog.getTables()) {
      for (ForeignKey key : table.getImportedForeignKeys()) {
        text.append(
            "%s }o--%s %s : %s\n"
                .formatted(
                    table.getName(),
                    key.isOptional() ? "o|" : "||",
                    key.getPrimaryKeyTable().getName(),
                    key.getName()));
      }
    }
    return text.append("@enduml\n").toString();
  }

  private static String line(Column column) {
    boolean isDecimal =
        JDBCType.DECIMAL
            .getVendorTypeNumber()
            .equals(column.getColumnDataType().getJavaSqlType().getVendorTypeNumber());
    return "  {field} %s%s <color:navy>%s%s</color> <color:gray>%s\n"
        .formatted(
            column.isNullable() ? "" : "* ",
            column.getName(),
            column.getColumnDataType().getName(),
            isDecimal ? "(%d,%d)".formatted(column.getSize(), column.getDecimalDigits()) : "",
            column.getRemarks());
  }

  static byte[] draw(String source) throws IOException {
    ByteArrayOutputStream image = new ByteArrayOutputStream();
    new SourceStringReader(source).outputImage(image, new FileFormatOption(FileFormat.SVG));
    image.write('\n');
    return image.toByteArray();
  }
}
