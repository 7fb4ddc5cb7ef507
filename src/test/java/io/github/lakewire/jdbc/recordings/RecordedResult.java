package io.github.lakewire.jdbc.recordings;

import java.util.List;
import java.util.Map;

/**
 * The rows that a recorded answer holds, decoded without the driver.
 *
 * @param rows cells are null, Boolean, Long (all integers), Float, Double, BigDecimal, String,
 *     ByteBuffer, LocalDate, ZonedDateTime, LocalDateTime, Period, Duration, List (ARRAY), Map
 *     (MAP), {@link Fields} (STRUCT), or {@link Text}
 */
record RecordedResult(List<Column> columns, List<List<Object>> rows) {

  /**
   * One column.
   *
   * @param sqlType the type's full name in upper case
   */
  record Column(String name, String sqlType) {}

  /** The values of a STRUCT by field name, in order. */
  record Fields(Map<String, Object> values) {}

  /** A value of another type than STRING which the server sent as text. */
  record Text(String text) {}
}
