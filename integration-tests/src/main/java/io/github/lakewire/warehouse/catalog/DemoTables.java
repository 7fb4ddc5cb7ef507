package io.github.lakewire.warehouse.catalog;

import io.github.lakewire.warehouse.catalog.GeneratedTable.Formula;
import io.github.lakewire.warehouse.catalog.GeneratedTable.Generated;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;

/** What is there before anybody creates anything: the catalog {@code samples}. */
final class DemoTables {
  private static final String[] VENDORS = {
    "Yellow Cab", "Green Line", "Città Mobile", "東京タクシー", "Nachtfahrt GmbH"
  };
  private static final long FIRST_PICKUP_SECONDS = 1_704_067_200L; // 2024-01-01T00:00:00Z
  private static final long MICROS = 1_000_000L;

  private DemoTables() {}

  static void fill(String catalog, Storage storage) {
    if (!catalog.equals("samples")) {
      return;
    }
    add(catalog, storage, "trips", 5_000_000, "Five million invented taxi rides", trips());
    add(catalog, storage, "vendors", VENDORS.length, "Who drives", vendors());
    add(catalog, storage, "zones", 263, "Where they drive", zones());
  }

  private static void add(
      String catalog,
      Storage storage,
      String name,
      long rows,
      String comment,
      List<Generated> columns) {
    storage
        .stored()
        .computeIfAbsent("lakewire", key -> new StoredSchema(Map.of("comment", "Demo data")))
        .tables()
        .put(
            name,
            new GeneratedTable(
                catalog,
                Identifier.of(new String[] {"lakewire"}, name),
                rows,
                Map.of("comment", comment),
                columns,
                List.of()));
  }

  private static List<Generated> trips() {
    return List.of(
        column("trip_id", DataTypes.LongType, false, "From 0", row -> row),
        column("vendor", DataTypes.StringType, true, "NULL in every 97th", DemoTables::vendor),
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
