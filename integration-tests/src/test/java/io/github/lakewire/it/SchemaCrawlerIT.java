package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.sourceforge.plantuml.code.TranscoderUtil;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import schemacrawler.schema.Catalog;
import schemacrawler.schema.ColumnReference;
import schemacrawler.schema.ForeignKey;
import schemacrawler.schema.Routine;
import schemacrawler.schema.RoutineParameter;
import schemacrawler.schema.Table;
import schemacrawler.schemacrawler.SchemaInfoLevelBuilder;

/** SchemaCrawler reads all it can of the demo schema, and the picture of it is drawn. */
@ExtendWith(SharedWarehouse.class)
@TestInstance(Lifecycle.PER_CLASS)
class SchemaCrawlerIT {
  private static final Path PICTURE =
      Path.of(System.getProperty("lakewire.root", ".."), "src", "docs", "demo-schema.svg");
  private static final Pattern SOURCE = Pattern.compile("<\\?plantuml-src (\\S+)\\?>");

  private final Complaints complaints = new Complaints();
  private Catalog catalog;

  /** What SchemaCrawler could not read: it logs that, and goes on. */
  private static final class Complaints extends Handler {
    private final List<String> texts = new ArrayList<>();

    @Override
    public synchronized void publish(LogRecord line) {
      if (line.getLevel().intValue() >= Level.WARNING.intValue()) {
        texts.add(line.getLoggerName() + ": " + line.getMessage());
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @BeforeAll
  void read(WarehouseProcess warehouse) throws Exception {
    System.setProperty("java.awt.headless", "true");
    Logger root = Logger.getLogger("");
    root.addHandler(complaints);
    try (Connection connection = QueryIT.connect(warehouse, "")) {
      catalog = SchemaDiagram.read(connection, SchemaInfoLevelBuilder.maximum());
    } finally {
      root.removeHandler(complaints);
    }
  }

  @Test
  void nothingFailedOnTheWay() {
    assertEquals(List.of(), complaints.texts);
    assertTrue(catalog.getDatabaseInfo().getProperties().size() > 150);
    assertTrue(catalog.getSystemColumnDataTypes().size() > 15);
  }

  @Test
  void keysAreFound() {
    Map<String, String> keys = new TreeMap<>();
    for (Table table : catalog.getTables()) {
      if (table.hasPrimaryKey()) {
        keys.put(
            table.getPrimaryKey().getName(),
            table.getName() + table.getPrimaryKey().getConstrainedColumns());
      }
      for (ForeignKey key : table.getImportedForeignKeys()) {
        for (ColumnReference columns : key.getColumnReferences()) {
          keys.put(
              key.getName(), columns.getForeignKeyColumn() + " > " + columns.getPrimaryKeyColumn());
        }
      }
    }
    assertEquals(
        Map.of(
            "trips_key",
            "trips[samples.lakewire.trips.trip_id]",
            "vendors_key",
            "vendors[samples.lakewire.vendors.name]",
            "zones_key",
            "zones[samples.lakewire.zones.zone]",
            "trips_vendor",
            "samples.lakewire.trips.vendor > samples.lakewire.vendors.name",
            "trips_zone",
            "samples.lakewire.trips.zone > samples.lakewire.zones.zone"),
        keys);
  }

  @Test
  void commentsAreFound() {
    Map<String, String> comments = new TreeMap<>();
    for (Table table : catalog.getTables()) {
      comments.put(table.getTableType() + " " + table.getName(), table.getRemarks());
    }
    assertEquals(
        Map.of(
            "table trips",
            "Five million invented taxi rides",
            "table vendors",
            "Who drives",
            "table zones",
            "Where they drive",
            "view vendor_trips",
            "What each vendor drove and earned"),
        comments);
    Table trips = table("trips");
    assertEquals("Kilometres", trips.lookupColumn("distance_km").orElseThrow().getRemarks());
    assertEquals("Euro", table("vendor_trips").lookupColumn("fares").orElseThrow().getRemarks());
  }

  @Test
  void routinesAreFound() {
    Map<String, String> routines = new TreeMap<>();
    for (Routine routine : catalog.getRoutines()) {
      routines.put(
          routine.getRoutineType() + " " + routine.getName() + ": " + routine.getRemarks(),
          parameters(routine));
    }
    assertEquals(
        Map.of(
            "function fare_with_tip: What a guest pays",
            "in fare DECIMAL Without tip, in percent INT Of the fare",
            "function zones_of: The zones of one borough",
            "in borough STRING As in zones, result zone STRING Name, result area_km2 DECIMAL ",
            "procedure count_trips: How many trips began on a day",
            "in day DATE UTC, out trips BIGINT How many began"),
        routines);
  }

  /** Coordinates depend on the fonts of the machine: what is compared is the picture's source. */
  @Test
  void thePictureShowsTheDemoSchemaAsItIs() throws Exception {
    String source = SchemaDiagram.source(catalog);
    byte[] drawn = SchemaDiagram.draw(source);
    assertEquals(source.strip(), source(new String(drawn, StandardCharsets.UTF_8)));
    if (System.getProperty("docs.update") != null) {
      Files.write(PICTURE, drawn);
    }
    assertEquals(
        source.strip(),
        source(Files.readString(PICTURE)),
        "run the test with -Ddocs.update to draw " + PICTURE);
  }

  private static String source(String picture) throws Exception {
    Matcher source = SOURCE.matcher(picture);
    assertTrue(source.find(), "no source in the picture");
    return TranscoderUtil.getDefaultTranscoder().decode(source.group(1)).strip();
  }

  private Table table(String name) {
    return catalog.getTables().stream()
        .filter(table -> table.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String parameters(Routine routine) {
    List<RoutineParameter<? extends Routine>> parameters = routine.getParameters();
    return String.join(
        ", ",
        parameters.stream()
            .map(
                parameter ->
                    "%s %s %s %s"
                        .formatted(
                            parameter.getParameterMode(),
                            parameter.getName(),
                            parameter.getColumnDataType().getName(),
                            parameter.getRemarks()))
            .toList());
  }
}
