package io.github.lakewire.benchmarks.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.lakewire.benchmarks.ColumnKind;
import io.github.lakewire.benchmarks.Shape;
import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;

/**
 * Fills vectors with the same values on every run, and adds up what a reader of them must find.
 *
 * <p>What a value adds is what every driver agrees on, in every time zone of whole hours west of
 * Greenwich: integers themselves, text its first character, decimals their unscaled value,
 * timestamps the milliseconds within the hour, dates the day since 1970; null and nested values
 * nothing.
 */
final class RowGenerator {

  static final long HOUR_MICROS = 3_600_000_000L;

  private static final long YEAR_2000_SECONDS = 946_684_800L;
  private static final int DAYS = 25 * 365;
  private static final String[] WORDS = {
    "amber", "birch", "cobalt", "delta", "ember", "fjord", "granite", "harbor", "indigo", "jasper",
    "kelp", "lagoon", "meadow", "nickel", "onyx", "pebble", "quartz", "ridge", "sierra", "tundra"
  };
  private static final String[] WORLD_WORDS = {"zürich", "são paulo", "kraków", "oslo ☀", "tōkyō"};

  private final Shape shape;
  private final SplittableRandom random = new SplittableRandom(20_261_122L);
  private long sum;

  RowGenerator(Shape shape) {
    this.shape = shape;
  }

  /** The sum over all rows so far. */
  long sum() {
    return sum;
  }

  /** Replaces the root's rows by the next {@code count} ones. */
  void fill(VectorSchemaRoot root, int count) {
    root.allocateNew();
    for (int column = 0; column < shape.columns().size(); column++) {
      fill(shape.columns().get(column), root.getVector(column), count, column);
    }
    root.setRowCount(count);
  }

  private void fill(ColumnKind kind, FieldVector vector, int count, int column) {
    for (int row = 0; row < count; row++) {
      switch (kind) {
        case BIGINT -> putLong((BigIntVector) vector, row, column);
        case NULLABLE_BIGINT -> {
          if (random.nextInt(50) != 0) {
            putLong((BigIntVector) vector, row, column);
          }
        }
        case INT -> {
          int value = random.nextInt(1_000_000);
          ((IntVector) vector).setSafe(row, value);
          sum += value;
        }
        case DOUBLE -> {
          double value = random.nextInt(100_000_000) / 64.0;
          ((Float8Vector) vector).setSafe(row, value);
          sum += (long) value;
        }
        case BOOLEAN -> {
          int value = random.nextInt(2);
          ((BitVector) vector).setSafe(row, value);
          sum += value;
        }
        case DECIMAL -> {
          long unscaled = random.nextLong(-10_000_000L, 1_000_000_000L);
          ((DecimalVector) vector).setSafe(row, BigDecimal.valueOf(unscaled, 2));
          sum += unscaled;
        }
        case TIMESTAMP -> {
          long seconds = YEAR_2000_SECONDS + random.nextLong(DAYS * 86_400L);
          long micros = seconds * 1_000_000 + random.nextInt(1_000_000);
          ((TimeStampMicroTZVector) vector).setSafe(row, micros);
          sum += micros % HOUR_MICROS / 1_000;
        }
        case DATE -> {
          int day = (int) (YEAR_2000_SECONDS / 86_400) + random.nextInt(DAYS);
          ((DateDayVector) vector).setSafe(row, day);
          sum += day;
        }
        case SHORT_TEXT -> putText((VarCharVector) vector, row, word() + number());
        case WORLD_TEXT -> {
          if (random.nextInt(50) != 0) {
            putText((VarCharVector) vector, row, worldText());
          }
        }
        case LONG_TEXT -> putText((VarCharVector) vector, row, longText());
        case INT_LIST -> putList((ListVector) vector, row);
        case POINT_STRUCT -> putStruct((StructVector) vector, row);
        case TEXT_MAP -> putMap((MapVector) vector, row);
      }
    }
    vector.setValueCount(count);
  }

  private void putLong(BigIntVector vector, int row, int column) {
    // From flags and counters to hashes, so that LZ4 finds about as much as in real tables.
    long value = random.nextLong(1L << (column % 10 * 4 + 4));
    vector.setSafe(row, value);
    sum += value;
  }

  private void putText(VarCharVector vector, int row, String value) {
    vector.setSafe(row, value.getBytes(UTF_8));
    sum += value.charAt(0);
  }

  private void putList(ListVector vector, int row) {
    int length = random.nextInt(8);
    IntVector elements = (IntVector) vector.getDataVector();
    int start = vector.startNewValue(row);
    for (int i = 0; i < length; i++) {
      elements.setSafe(start + i, random.nextInt(1_000));
    }
    vector.endValue(row, length);
  }

  private void putStruct(StructVector vector, int row) {
    vector.setIndexDefined(row);
    ((VarCharVector) vector.getChild("name")).setSafe(row, word().getBytes(UTF_8));
    ((Float8Vector) vector.getChild("x")).setSafe(row, random.nextInt(1_000_000) / 64.0);
  }

  private void putMap(MapVector vector, int row) {
    int length = 1 + random.nextInt(3);
    StructVector entries = (StructVector) vector.getDataVector();
    int start = vector.startNewValue(row);
    for (int i = 0; i < length; i++) {
      entries.setIndexDefined(start + i);
      ((VarCharVector) entries.getChild("key")).setSafe(start + i, (word() + i).getBytes(UTF_8));
      ((IntVector) entries.getChild("value")).setSafe(start + i, random.nextInt(1_000));
    }
    vector.endValue(row, length);
  }

  private String word() {
    return WORDS[random.nextInt(WORDS.length)];
  }

  private int number() {
    return random.nextInt(100_000, 10_000_000);
  }

  private String worldText() {
    return random.nextInt(10) == 0
        ? WORLD_WORDS[random.nextInt(WORLD_WORDS.length)] + number()
        : word() + number();
  }

  private String longText() {
    StringBuilder text = new StringBuilder(224);
    while (text.length() < 200) {
      text.append(word()).append(' ').append(random.nextInt(10_000)).append(' ');
    }
    return text.substring(0, 200);
  }
}
