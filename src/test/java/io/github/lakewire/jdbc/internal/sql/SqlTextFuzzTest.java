package io.github.lakewire.jdbc.internal.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.lakewire.jdbc.ThreadCost;
import io.github.lakewire.jdbc.internal.error.DriverException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any text as SQL: it is understood or refused, and soon. */
class SqlTextFuzzTest {
  /** An escape within escapes is copied once for each of these; and some words. */
  private static final long ALLOCATED_PER_BYTE = 2_000 * ThreadCost.NOTES;

  private static final long ALLOCATED_ANYWAY = (256 << 10) * ThreadCost.NOTES;

  @MethodSource("statements")
  @FuzzTest
  void sql(byte[] input) throws Exception {
    String sql = new String(input, StandardCharsets.UTF_8);
    ThreadCost.check(
        ALLOCATED_PER_BYTE * input.length + ALLOCATED_ANYWAY,
        () -> {
          assertNotNull(StatementKind.of(sql));
          ParameterMarkers markers = ParameterMarkers.of(sql);
          // Values are kept apart from what is around them, and nothing else is changed.
          String replaced = markers.replace(Collections.nCopies(markers.count(), "?"));
          assertEquals(sql.replace(" ", ""), replaced.replace(" ", ""));
          assertNotNull(ParameterMarkers.named(sql).names());
          try {
            JdbcEscapes.translate(sql, () -> true);
          } catch (DriverException refused) {
            assertNotNull(refused.sqlState());
          }
        });
  }

  static Stream<byte[]> statements() {
    return Stream.of(
            "SELECT {d '2024-01-02'}, {fn UCASE({fn CONCAT('{', a)})} FROM {oj a JOIN b} {limit 5}",
            "{call p(?, 1)} -- {?\\\n/* /* ? */ */",
            "SELECT r'\\', \"a\\\"?\", `b?`, $t$ ? $t$, ?::INT, a?::INT",
            "SELECT ? FROM t MATCH_RECOGNIZE (PATTERN (A? B*? {2,3}) DEFINE A AS ?) LIMIT (?)",
            "SELECT :a, :`a``b`, a:b, a::INT LIMIT :n OFFSET :`n`",
            "USE CATALOG `x`; {other {ts '2024-01-02 03:04:05' }}")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }
}
