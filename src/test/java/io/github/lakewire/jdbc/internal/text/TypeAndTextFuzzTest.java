package io.github.lakewire.jdbc.internal.text;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.lakewire.jdbc.ThreadCost;
import io.github.lakewire.jdbc.internal.column.ColumnReader;
import io.github.lakewire.jdbc.internal.cursor.Cursors;
import io.github.lakewire.jdbc.internal.cursor.RowCursor;
import io.github.lakewire.jdbc.internal.cursor.SampleColumns;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.fetch.FetchResources;
import io.github.lakewire.jdbc.internal.fetch.Page;
import io.github.lakewire.jdbc.internal.fetch.SessionBufferPoolTest;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;
import io.github.lakewire.jdbc.internal.types.ResultSchema;
import io.github.lakewire.jdbc.internal.types.SqlType;
import io.github.lakewire.jdbc.testkit.FakePages;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any texts as a type and a value of it: both are read, as texts if need be. */
class TypeAndTextFuzzTest {
  /** A type of a hundred levels has its whole text at each; a value has fields it leaves out. */
  private static final long ALLOCATED_PER_BYTE = 4_000 * ThreadCost.NOTES;

  private static final long ALLOCATED_ANYWAY = (256 << 10) * ThreadCost.NOTES;

  /** The type, then a line break, then a value as the server's text. */
  @MethodSource("typesAndTexts")
  @FuzzTest
  void typeAndText(byte[] input) throws Exception {
    String all = new String(input, StandardCharsets.UTF_8);
    int split = all.indexOf('\n');
    String type = split < 0 ? all : all.substring(0, split);
    String text = split < 0 ? "" : all.substring(split + 1);
    ThreadCost.check(
        ALLOCATED_PER_BYTE * input.length + ALLOCATED_ANYWAY,
        () -> {
          ColumnInfo column = SqlType.parse(type).column("c");
          ResultSchema schema = new ResultSchema(List.of(column));
          Page page = new Page.Columns(List.of(SampleColumns.of(List.of(text), new byte[0])), 1);
          RowCursor cursor =
              Cursors.columnar(
                  schema,
                  new FakePages(page),
                  new FetchResources(Runnable::run, 1, 1 << 20, SessionBufferPoolTest.none()));
          cursor.advance();
          ColumnReader reader = cursor.reader(0);
          assertNotNull(reader.sqlType());
          if (!reader.isNull(0)) {
            read(reader::getObject);
            read(reader::getString);
            read(reader::getLong);
            read(reader::getDouble);
            read(reader::getBigDecimal);
            read(reader::getEpochMicros);
            read(reader::getEpochDay);
          }
        });
  }

  private interface Getter {
    Object get(int row) throws DriverException;
  }

  private static void read(Getter getter) {
    try {
      assertNotNull(getter.get(0).toString());
    } catch (DriverException refused) {
      assertNotNull(refused.sqlState());
    }
  }

  static Stream<byte[]> typesAndTexts() {
    return Stream.of(
            "DECIMAL(10,2)\n1.25",
            "DECIMAL(38,10)\n1E999999999",
            "DATE\n2024-02-29",
            "TIMESTAMP\n2024-02-29 01:02:03.000004",
            "INTERVAL YEAR TO MONTH\n1-2",
            "INTERVAL DAY TO SECOND\n-1 02:03:04.000000005",
            "DOUBLE\n-1.5E300",
            "BOOLEAN\ntrue",
            "ARRAY<INT>\n[1,null,-3]",
            "MAP<STRING, ARRAY<MAP<BOOLEAN, BIGINT>>>\n{\"k\":[{true:1},{}]}",
            "STRUCT<a: INT COMMENT 'x, y>', `b``<c`: DECIMAL(5,2) NOT NULL>\n"
                + "{\"a\":1,\"b`<c\":2.50}",
            "ARRAY<STRING>\n[\"he said \"no\" twice\",\"b\\u0041\"]",
            "ARRAY<VARIANT>\n[{\"a\": [1, 2]},\"x\"]",
            "STRUCT\n{\"a\":1,\"b\":{\"c\":2020-12-31 00:00:00}}")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }
}
