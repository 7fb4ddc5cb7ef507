package io.github.lakewire.jdbc.internal.column;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.ipc.LittleEndian;
import io.github.lakewire.jdbc.internal.text.DateTimeText;
import io.github.lakewire.jdbc.internal.text.JsonText;
import io.github.lakewire.jdbc.internal.text.ZoneNames;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;
import io.github.lakewire.jdbc.internal.types.ColumnType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/**
 * TIMESTAMP values, instants shown in the zone that the Arrow type names, and TIMESTAMP_NTZ values,
 * local times: whole numbers of a unit since 1970.
 */
public final class TimestampReader extends FixedWidthReader {
  private static final long MICROS = 1_000_000;

  /** Seconds that both Instant and LocalDateTime hold, in any zone. */
  private static final long FARTHEST = 31_000_000_000_000_000L;

  private final long unitsPerSecond;
  private final int nanosPerUnit;
  private final boolean instant;
  private final @Nullable String zoneName;
  private final @Nullable ZoneRules rules;
  private final @Nullable ZoneOffset fixedOffset;

  public TimestampReader(ColumnInfo column, long unitsPerSecond, @Nullable String zoneName) {
    super(column, Long.BYTES);
    this.unitsPerSecond = unitsPerSecond;
    this.nanosPerUnit = (int) (1_000_000_000 / unitsPerSecond);
    this.instant = column.type() != ColumnType.TIMESTAMP_NTZ;
    this.zoneName = zoneName;
    this.rules = instant ? rules(zoneName) : ZoneOffset.UTC.getRules();
    this.fixedOffset =
        rules != null && rules.isFixedOffset() ? rules.getOffset(Instant.EPOCH) : null;
  }

  /** The zone is only for display: one that this Java does not know must not spoil the rest. */
  private static @Nullable ZoneRules rules(@Nullable String zoneName) {
    if (zoneName == null) {
      return ZoneOffset.UTC.getRules();
    }
    ZoneId zone = ZoneNames.parse(zoneName);
    return zone == null ? null : zone.getRules();
  }

  @Override
  public boolean isMoment() {
    return instant;
  }

  @Override
  public Object getObject(int row) throws DriverException {
    return instant ? getInstant(row) : getLocalDateTime(row);
  }

  @Override
  public Object partObject(int row) throws DriverException {
    if (!instant) {
      return getLocalDateTime(row);
    }
    Instant instant = getInstant(row);
    return instant.atOffset(rules == null ? ZoneOffset.UTC : offset(instant.getEpochSecond()));
  }

  @Override
  public Instant getInstant(int row) throws DriverException {
    if (!instant) {
      throw notConvertible("Instant");
    }
    long value = raw(row);
    return Instant.ofEpochSecond(second(value), nanos(value));
  }

  @Override
  public LocalDate getLocalDate(int row) throws DriverException {
    return getLocalDateTime(row).toLocalDate();
  }

  @Override
  public LocalDateTime getLocalDateTime(int row) throws DriverException {
    long value = raw(row);
    long second = second(value);
    int nanos = nanos(value);
    return LocalDateTime.ofEpochSecond(second, nanos, offset(second));
  }

  @Override
  public String getString(int row) throws DriverException {
    long value = raw(row);
    long second = second(value);
    return DateTimeText.dateTime(second + offset(second).getTotalSeconds(), nanos(value));
  }

  @Override
  public long getEpochMicros(int row) throws DriverException {
    long value = raw(row);
    if (unitsPerSecond == MICROS) {
      return value;
    }
    long second = second(value);
    if (Math.abs(second) > Long.MAX_VALUE / MICROS - 1) {
      throw noDateTime("timestamp in range");
    }
    return second * MICROS + nanos(value) / 1_000;
  }

  @Override
  public void appendJson(int row, StringBuilder out) throws DriverException {
    JsonText.quote(out, getString(row));
  }

  private long raw(int row) {
    return (long) LittleEndian.LONG.get(bytes, values + (row << 3));
  }

  private long second(long value) throws DriverException {
    // The usual unit as a constant: the division becomes a multiplication.
    long second =
        unitsPerSecond == MICROS
            ? Math.floorDiv(value, MICROS)
            : Math.floorDiv(value, unitsPerSecond);
    if (second > FARTHEST || second < -FARTHEST) {
      throw noDateTime("timestamp in range");
    }
    return second;
  }

  private int nanos(long value) {
    if (unitsPerSecond == MICROS) {
      return (int) Math.floorMod(value, MICROS) * 1_000;
    }
    return (int) Math.floorMod(value, unitsPerSecond) * nanosPerUnit;
  }

  private ZoneOffset offset(long second) throws DriverException {
    if (fixedOffset != null) {
      return fixedOffset;
    }
    if (rules == null) {
      throw new DriverException(
          DriverException.Kind.UNSUPPORTED,
          "The session's time zone '"
              + zoneName
              + "' is not known to this Java; set another with SET TIME ZONE");
    }
    return rules.getOffset(Instant.ofEpochSecond(second));
  }
}
