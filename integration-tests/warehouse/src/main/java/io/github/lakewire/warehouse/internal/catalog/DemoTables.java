package io.github.lakewire.warehouse.internal.catalog;

import io.github.lakewire.warehouse.internal.catalog.GeneratedTable.Formula;
import io.github.lakewire.warehouse.internal.catalog.GeneratedTable.Generated;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.constraints.Constraint;
import org.apache.spark.sql.connector.expressions.Expressions;
import org.apache.spark.sql.connector.expressions.NamedReference;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/** What is there before anybody creates anything: the catalog {@code samples}. */
final class DemoTables {
  private static final String CATALOG = "samples";
  private static final String SCHEMA = "lakewire";
  private static final String[] VENDORS = {
    "Yellow Cab", "Green Line", "Città Mobile", "東京タクシー", "Nachtfahrt GmbH"
  };
  private static final long FIRST_PICKUP_SECONDS = 1_704_067_200L; // 2024-01-01T00:00:00Z
  private static final long MICROS = 1_000_000L;

  private DemoTables() {}

  static void fill(String catalog, Storage storage) {
    if (!catalog.equals(CATALOG)) {
      return;
    }
    StoredSchema schema = new StoredSchema(SCHEMA, Map.of("comment", "Demo data"));
    storage.stored().put(SCHEMA, schema);
    NamedReference[] zone = {Expressions.column("zone")};
    NamedReference[] vendor = {Expressions.column("vendor")};
    NamedReference[] vendorName = {Expressions.column("name")};
    add(
        schema,
        table(
            "trips",
            5_000_000,
            "Five million invented taxi rides",
            trips(),
            key("trips_key", "trip_id"),
            Constraint.foreignKey("trips_vendor", vendor, identifier("vendors"), vendorName)
                .build(),
            Constraint.foreignKey("trips_zone", zone, identifier("zones"), zone).build()));
    add(
        schema,
        table("vendors", VENDORS.length, "Who drives", vendors(), key("vendors_key", "name")));
    add(schema, table("zones", 263, "Where they drive", zones(), key("zones_key", "zone")));
    add(schema, view());
    for (Routine routine : DemoRoutines.all()) {
      schema.routines().put(routine.name(), routine);
    }
  }

  private static Identifier identifier(String name) {
    return Identifier.of(new String[] {SCHEMA}, name);
  }

  private static Constraint key(String name, String column) {
    return Constraint.primaryKey(name, new NamedReference[] {Expressions.column(column)}).build();
  }

  private static void add(StoredSchema schema, NamedTable table) {
    schema.tables().put(table.identifier().name(), table);
  }

  private static NamedTable table(
      String name, long rows, String comment, List<Generated> columns, Constraint... constraints) {
    return new GeneratedTable(
        CATALOG, identifier(name), rows, Map.of("comment", comment), columns, List.of(constraints));
  }

  private static NamedTable view() {
    return new ViewTable(
        CATALOG,
        identifier("vendor_trips"),
        "VIEW",
        "SELECT vendor, count(*) AS trips, sum(fare) AS fares FROM trips GROUP BY vendor",
        CATALOG,
        SCHEMA,
        StructType.fromDDL(
            "vendor STRING COMMENT 'As in vendors', trips BIGINT, fares DECIMAL(20,2) COMMENT"
                + " 'Euro'"),
        Map.of("comment", "What each vendor drove and earned"));
  }

  private static List<Generated> trips() {
    return List.of(
        column("trip_id", DataTypes.LongType, false, "From 0", row -> row),
        column(
            "vendor",
            DataTypes.StringType,
            true,
            "As in vendors, NULL in every 97th",
            DemoTables::vendor),
        column(
            "pickup_at",
            DataTypes.TimestampType,
            true,
            "Every 7 seconds from 2024",
            row -> (FIRST_PICKUP_SECONDS + row * 7) * MICROS),
        column(
            "pickup_date",
            DataTypes.DateType,
            true,
            "UTC date of pickup_at",
            row -> (int) ((FIRST_PICKUP_SECONDS + row * 7) / 86_400)),
        column("passengers", DataTypes.IntegerType, true, "1 to 6", row -> (int) (row % 6) + 1),
        column(
            "distance_km", DataTypes.DoubleType, true, "Kilometres", row -> (row % 4000) / 128.0),
        column(
            "fare",
            DataTypes.createDecimalType(10, 2),
            true,
            "Euro",
            row -> Decimal.createUnsafe(250 + row % 9750, 10, 2)),
        column(
            "tip",
            DataTypes.createDecimalType(18, 4),
            true,
            "NULL in every third",
            row -> row % 3 == 0 ? null : Decimal.createUnsafe(row * 37 % 1_000_000, 18, 4)),
        column("zone", DataTypes.StringType, true, "As in zones", row -> text("zone-" + row % 263)),
        column(
            "note",
            DataTypes.StringType,
            true,
            "NULL in nine of ten",
            row -> row % 10 == 0 ? text("Note of ride " + row) : null),
        column("paid", DataTypes.BooleanType, true, "False in every 11th", row -> row % 11 != 0));
  }

  private static List<Generated> vendors() {
    return List.of(
        column("vendor_id", DataTypes.IntegerType, false, "From 0", row -> (int) row),
        column("name", DataTypes.StringType, false, "", row -> text(VENDORS[(int) row])));
  }

  private static List<Generated> zones() {
    return List.of(
        column("zone", DataTypes.StringType, false, "Name", row -> text("zone-" + row)),
        column("borough", DataTypes.StringType, true, "", row -> text("Borough " + row % 6)),
        column(
            "area_km2",
            DataTypes.createDecimalType(8, 3),
            true,
            "",
            row -> Decimal.apply(BigDecimal.valueOf(row + 1, 3), 8, 3)));
  }

  private static Object vendor(long row) {
    return row % 97 == 0 ? null : text(VENDORS[(int) (row % VENDORS.length)]);
  }

  private static UTF8String text(String value) {
    return UTF8String.fromString(value);
  }

  private static Generated column(
      String name, DataType type, boolean nullable, String comment, Formula formula) {
    return new Generated(
        Column.create(name, type, nullable, comment.isEmpty() ? null : comment, null), formula);
  }
}
