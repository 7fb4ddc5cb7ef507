package io.github.lakewire.warehouse.internal.catalog;

import io.github.lakewire.warehouse.internal.catalog.Routine.Parameter;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The functions and the procedure beside the demo tables. */
final class DemoRoutines {
  private static final DataType MONEY = DataTypes.createDecimalType(18, 4);

  private DemoRoutines() {}

  static List<Routine> all() {
    return List.of(
        new Routine(
            "fare_with_tip",
            false,
            List.of(
                new Parameter("IN", "fare", MONEY, null, "Without tip"),
                new Parameter("IN", "percent", DataTypes.IntegerType, "10", "Of the fare")),
            MONEY,
            null,
            "SQL",
            "fare + fare * percent / 100",
            true,
            "CONTAINS SQL",
            "What a guest pays"),
        new Routine(
            "zones_of",
            false,
            List.of(new Parameter("IN", "borough", DataTypes.StringType, null, "As in zones")),
            null,
            new StructType()
                .add("zone", DataTypes.StringType, true, "Name")
                .add("area_km2", DataTypes.createDecimalType(8, 3)),
            "SQL",
            "SELECT zone, area_km2 FROM samples.lakewire.zones WHERE borough = zones_of.borough",
            true,
            "READS SQL DATA",
            "The zones of one borough"),
        new Routine(
            "count_trips",
            true,
            List.of(
                new Parameter("IN", "day", DataTypes.DateType, null, "UTC"),
                new Parameter("OUT", "trips", DataTypes.LongType, null, "How many began")),
            null,
            null,
            "SQL",
            "BEGIN SET trips = (SELECT count(*) FROM samples.lakewire.trips"
                + " WHERE pickup_date = day); END",
            true,
            "READS SQL DATA",
            "How many trips began on a day"));
  }
}
