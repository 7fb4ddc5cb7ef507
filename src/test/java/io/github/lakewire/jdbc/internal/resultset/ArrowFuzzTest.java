package io.github.lakewire.jdbc.internal.resultset;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.lakewire.jdbc.ThreadCost;
import io.github.lakewire.jdbc.internal.cursor.Cursors;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.fetch.LinkDownloader;
import io.github.lakewire.jdbc.internal.fetch.Page;
import io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions;
import io.github.lakewire.jdbc.internal.types.ResultSchema;
import io.github.lakewire.jdbc.testkit.ArrowBytes;
import io.github.lakewire.jdbc.testkit.FakePages;
import io.github.lakewire.jdbc.testkit.ResultFiles;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.IntervalUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes as Arrow data, read through a ResultSet: either values or SQLExceptions, and no more
 * memory than the bytes justify.
 */
class ArrowFuzzTest {
  /** A bit may be an element of a list: an object, the reference to it and its text as JSON. */
  private static final long ALLOCATED_PER_BYTE = 8 * 200;

  /** As many elements without width, which no bytes justify, as are believed. */
  private static final long ALLOCATED_ANYWAY = 65_536 * 512;

  /** A field of the schema takes 16 bytes at least; it has a column, a reader and their texts. */
  private static final long OPENED_PER_BYTE = 100;

  private static final long OPENED_ANYWAY = 256 << 10;

  /** What the windows of LZ4 may take, which grow by half at least. */
  private static final long WINDOWS = 3 << 20;

  /** The first byte chooses the schema, the rest is a batch. */
  @MethodSource("batches")
  @FuzzTest
  void batch(byte[] input) throws Exception {
    if (input.length > 0) {
      Sample sample = SAMPLES.get((input[0] & 0xff) % SAMPLES.size());
      byte[] batch = Arrays.copyOfRange(input, 1, input.length);
      inline(sample.schema(), batch, sample.rows(), false);
    }
  }

  /** Bit 0 of the first byte says LZ4; then come length and bytes of the schema, then a batch. */
  @MethodSource("schemasAndBatches")
  @FuzzTest
  void schemaAndBatch(byte[] input) throws Exception {
    if (input.length < 3) {
      return;
    }
    ByteBuffer in = ByteBuffer.wrap(input).order(ByteOrder.LITTLE_ENDIAN);
    boolean lz4 = (in.get() & 1) != 0;
    byte[] schema = new byte[Math.min(in.getShort() & 0xffff, in.remaining())];
    in.get(schema);
    byte[] batch = new byte[in.remaining()];
    in.get(batch);
    inline(schema, batch, 3, lz4);
  }

  /**
   * The first byte chooses the schema and LZ4, the next two are the rows that the link announces,
   * the next three the size; the rest is a file.
   */
  @MethodSource("files")
  @FuzzTest
  void file(byte[] input) throws Exception {
    if (input.length < 6) {
      return;
    }
    ByteBuffer in = ByteBuffer.wrap(input).order(ByteOrder.LITTLE_ENDIAN);
    byte choice = in.get();
    int rows = in.getShort() & 0xffff;
    int announced = in.getShort() & 0xffff | (in.get() & 0xff) << 16;
    byte[] file = new byte[in.remaining()];
    in.get(file);
    Page.Link link =
        new Page.Link("u", Instant.now().plusSeconds(600), 0, rows, announced, Map.of());
    read(
        SAMPLES.get((choice & 0x7f) % SAMPLES.size()).schema(),
        new Page.Links(List.of(link)),
        choice < 0,
        new ResultFiles().always(file),
        file.length);
  }

  private static void inline(byte[] schema, byte[] batch, int rows, boolean lz4) throws Exception {
    Page page = new Page.Batches(List.of(new Page.EncodedBatch(batch, 0, batch.length, rows)));
    read(schema, page, lz4, new ResultFiles(), schema.length + batch.length);
  }

  private static void read(byte[] schema, Page page, boolean lz4, LinkDownloader files, int bytes)
      throws Exception {
    long most = ALLOCATED_PER_BYTE * bytes * (lz4 ? 255 : 1) + ALLOCATED_ANYWAY;
    ThreadCost.check(
        OPENED_PER_BYTE * (schema.length + bytes) + OPENED_ANYWAY + (lz4 ? WINDOWS : 0),
        () -> {
          try (LakewireResultSet rows = open(schema, page, lz4, files)) {
            while (rows.next() && rows.getRow() < 1_000) {
              // to the end
            }
          } catch (SQLException e) {
            EveryGetter.check(e);
          }
        });
    try (LakewireResultSet rows = open(schema, page, lz4, files)) {
      EveryGetter.read(rows, most);
    } catch (SQLException e) {
      EveryGetter.check(e);
    }
  }

  private static LakewireResultSet open(byte[] schema, Page page, boolean lz4, LinkDownloader files)
      throws SQLException {
    try {
      ResultSchema columns = Cursors.arrowSchema(schema);
      return new LakewireResultSet(
          ResultSetOwner.NONE,
          columns,
          Cursors.arrow(schema, columns, lz4, new FakePages(page), files, ArrowCells.TRANSFER),
          0,
          0);
    } catch (DriverException e) {
      throw SqlExceptions.from(e);
    }
  }

  // What the fuzzer begins with.

  /** One column and three rows, laid out by Arrow's own writer. */
  private record Sample(byte[] schema, byte[] batch, int rows) {
    static Sample of(Field field, Object... values) {
      return new Sample(
          ArrowBytes.schema(new Schema(List.of(field))),
          ArrowCells.batch(field, values),
          values.length);
    }
  }

  private static final List<Sample> SAMPLES = samples();

  private static List<Sample> samples() {
    List<Sample> samples = new ArrayList<>(usualSamples());
    for (TimeUnit unit : TimeUnit.values()) {
      ArrowType time = new ArrowType.Time(unit, unit.ordinal() < 2 ? 32 : 64);
      samples.add(Sample.of(ArrowCells.field("c", time), null, null));
    }
    OtherArrowTypesTest.kinds()
        .forEach(
            kind -> {
              Object one = kind.values().get(0);
              Object other = kind.values().get(kind.values().size() - 1);
              samples.add(Sample.of(kind.field("c"), one, null, other));
              Field list = ArrowCells.field("c", new ArrowType.List(), kind.field("element"));
              samples.add(Sample.of(list, List.of(one, other), null, List.of()));
            });
    return samples;
  }

  private static List<Sample> usualSamples() {
    ArrowType text = new ArrowType.Utf8();
    ArrowType number = new ArrowType.Int(32, true);
    Field element = ArrowCells.field("element", number);
    return List.of(
        Sample.of(ArrowCells.field("c", new ArrowType.Int(64, true)), 1L, null, -3L),
        Sample.of(ArrowCells.field("c", new ArrowType.Int(8, true)), 1, null, -3),
        Sample.of(ArrowCells.field("c", new ArrowType.Bool()), true, null, false),
        Sample.of(
            ArrowCells.field("c", new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE)),
            1.5,
            null,
            Double.NaN),
        Sample.of(
            ArrowCells.field("c", new ArrowType.Decimal(30, 2, 128)),
            new BigDecimal("1.25"),
            null,
            new BigDecimal("-1234567890123456789012345.67")),
        Sample.of(ArrowCells.field("c", text), "one", null, "dreißig"),
        Sample.of(ArrowCells.field("c", new ArrowType.Binary()), new byte[3], null, new byte[0]),
        Sample.of(
            ArrowCells.field("c", new ArrowType.Date(DateUnit.DAY)),
            LocalDate.of(2024, 2, 29),
            null,
            LocalDate.of(1, 1, 1)),
        Sample.of(
            ArrowCells.field("c", new ArrowType.Timestamp(TimeUnit.MICROSECOND, "Europe/Berlin")),
            Instant.EPOCH,
            null,
            Instant.parse("1583-01-01T00:00:00Z")),
        Sample.of(
            ArrowCells.field("c", new ArrowType.Timestamp(TimeUnit.MICROSECOND, null)),
            LocalDateTime.of(2024, 2, 29, 1, 2, 3, 4000),
            null,
            LocalDateTime.of(9999, 12, 31, 23, 59)),
        Sample.of(
            ArrowCells.field("c", new ArrowType.Interval(IntervalUnit.YEAR_MONTH)),
            Period.ofMonths(13),
            null,
            Period.ofMonths(-1)),
        Sample.of(
            ArrowCells.field("c", new ArrowType.Duration(TimeUnit.MICROSECOND)),
            Duration.ofHours(25),
            null,
            Duration.ofNanos(-1000)),
        Sample.of(
            ArrowCells.field("c", new ArrowType.List(), element), List.of(1, 2), null, List.of()),
        Sample.of(
            ArrowCells.map("c", ArrowCells.field("key", text), ArrowCells.field("value", number)),
            Map.of("a", 1),
            null,
            Map.of()),
        Sample.of(
            ArrowCells.field(
                "c",
                new ArrowType.Struct(),
                ArrowCells.field("a", number),
                ArrowCells.field("b", text)),
            new Object[] {1, "x"},
            null,
            new Object[] {null, "y"}),
        Sample.of(
            ArrowCells.field(
                "c", new ArrowType.List(), ArrowCells.field("v", new ArrowType.Null())),
            List.of(),
            null,
            List.of()),
        Sample.of(ArrowCells.field("c", "DECIMAL(10,2)", text), "1.25", "1E999999999", "-0.00"),
        Sample.of(ArrowCells.field("c", "DATE", text), "2024-02-29", "+12345-01-01", "x"),
        Sample.of(
            ArrowCells.field("c", "TIMESTAMP", text),
            "2024-02-29 01:02:03.000004",
            "0001-01-01 00:00:00",
            "x"),
        Sample.of(ArrowCells.field("c", "DOUBLE", text), "1.5", "NaN", "1e308"),
        Sample.of(
            ArrowCells.field("c", "INTERVAL DAY TO SECOND", text),
            "1 02:03:04.000000005",
            "-1 00:00:00",
            "x"),
        Sample.of(
            ArrowCells.field("c", "ARRAY<STRUCT<a: INT, b: MAP<STRING, DATE>>>", text),
            "[{\"a\":1,\"b\":{\"k\":2024-02-29}}]",
            "[null]",
            "[{\"a\":1,\"b\":{\"k\\u0041\":2024-02-29}}"));
  }

  static Stream<byte[]> batches() {
    List<byte[]> seeds = new ArrayList<>();
    for (int i = 0; i < SAMPLES.size(); i++) {
      seeds.add(join(new byte[] {(byte) i}, SAMPLES.get(i).batch()));
    }
    return seeds.stream();
  }

  static Stream<byte[]> schemasAndBatches() {
    return SAMPLES.stream()
        .flatMap(
            sample -> {
              int length = sample.schema().length;
              byte[] head = {0, (byte) length, (byte) (length >> 8)};
              byte[] compressed = {1, (byte) length, (byte) (length >> 8)};
              return Stream.of(
                  join(head, sample.schema(), sample.batch()),
                  join(compressed, sample.schema(), ArrowBytes.lz4(sample.batch())));
            });
  }

  static Stream<byte[]> files() {
    List<byte[]> seeds = new ArrayList<>();
    for (int i = 0; i < SAMPLES.size(); i++) {
      Sample sample = SAMPLES.get(i);
      byte[] file = join(sample.schema(), sample.batch(), sample.batch(), ArrowBytes.END);
      // Five rows are wanted of the six that are there.
      byte[] head = {(byte) i, 5, 0, 0, 16, 0};
      byte[] compressed = {(byte) (i | 0x80), 5, 0, 0, 16, 0};
      seeds.add(join(head, file));
      seeds.add(join(compressed, ArrowBytes.lz4(file)));
    }
    return seeds.stream();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
