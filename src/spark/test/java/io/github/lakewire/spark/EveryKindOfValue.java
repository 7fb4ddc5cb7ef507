package io.github.lakewire.spark;

/**
 * A query with values of each type that filters are pushed for: usual ones, NULLs, extremes, NaN,
 * both zeros, and texts that are difficult in SQL. It means the same on the warehouse and on Spark.
 */
final class EveryKindOfValue {
  private static final String[] ROWS = {
    "1, true, 1Y, 1S, 1, 1L, 1.5F, 1.5D, 1.50BD, 'plain', X'00ff', DATE'2024-02-29',"
        + " TIMESTAMP'2024-02-29 12:34:56.123456Z', TIMESTAMP_NTZ'2024-02-29 12:34:56.123456',"
        + " INTERVAL '1-2' YEAR TO MONTH, INTERVAL '1 02:03:04.5' DAY TO SECOND",
    "2, false, -128Y, -32768S, -2147483648, -9223372036854775808L, CAST('-0.0' AS FLOAT),"
        + " CAST('-0.0' AS DOUBLE), -99999999.99BD, '', X'', DATE'0001-01-01',"
        + " TIMESTAMP'0001-01-01 00:00:00Z', TIMESTAMP_NTZ'0001-01-01 00:00:00',"
        + " INTERVAL '-1-2' YEAR TO MONTH, INTERVAL '-1 02:03:04.5' DAY TO SECOND",
    "3, true, 127Y, 32767S, 2147483647, 9223372036854775807L, CAST('NaN' AS FLOAT),"
        + " CAST('NaN' AS DOUBLE), 99999999.99BD, \"it's\", X'27', DATE'9999-12-31',"
        + " TIMESTAMP'9999-12-31 23:59:59.999999Z', TIMESTAMP_NTZ'9999-12-31 23:59:59.999999',"
        + " INTERVAL '0-0' YEAR TO MONTH, INTERVAL '0 00:00:00' DAY TO SECOND",
    "4, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL",
    "5, false, 0Y, 0S, 0, 0L, CAST('Infinity' AS FLOAT), CAST('Infinity' AS DOUBLE), 0.00BD,"
        + " 'back\\\\slash', X'5c', DATE'1970-01-01', TIMESTAMP'1970-01-01 00:00:00Z',"
        + " TIMESTAMP_NTZ'1970-01-01 00:00:00', INTERVAL '178956970-7' YEAR TO MONTH,"
        + " INTERVAL '106751990 04:00:54.775807' DAY TO SECOND",
    "6, true, -1Y, -1S, -1, -1L, CAST('-Infinity' AS FLOAT), CAST('-Infinity' AS DOUBLE), -1.50BD,"
        + " '100%', X'ffffffff', DATE'2024-12-30', TIMESTAMP'2024-03-31 01:30:00Z',"
        + " TIMESTAMP_NTZ'2024-03-31 02:30:00', INTERVAL '0-1' YEAR TO MONTH,"
        + " INTERVAL '0 00:00:00.000001' DAY TO SECOND",
    "7, false, 7Y, 7S, 7, 7L, 0.0F, 0.0D, 7.07BD, 'under_score', X'61', DATE'2025-01-01',"
        + " TIMESTAMP'2024-10-27 00:30:00Z', TIMESTAMP_NTZ'2024-10-27 02:30:00',"
        + " INTERVAL '7-0' YEAR TO MONTH, INTERVAL '7 00:00:00' DAY TO SECOND",
    "8, true, 8Y, 8S, 8, 8L, 0.1F, 0.1D, 0.10BD, 'na\u00efve \u6771\u4eac \ud83d\ude00', X'6162',"
        + " DATE'1582-10-04', TIMESTAMP'1582-10-04 12:00:00Z', TIMESTAMP_NTZ'1582-10-15 00:00:00',"
        + " INTERVAL '8-8' YEAR TO MONTH, INTERVAL '8 08:08:08' DAY TO SECOND",
    "9, NULL, 9Y, 9S, 9, 9L, CAST('3.4028235E38' AS FLOAT), 1.7976931348623157E308D, 9.99BD, 'plain"
        + " ', X'20', DATE'2023-01-01', TIMESTAMP'2023-12-31 23:30:00Z', TIMESTAMP_NTZ'2023-12-31"
        + " 23:30:00', NULL, NULL",
    "10, true, 10Y, 10S, 10, 10L, CAST('1.4E-45' AS FLOAT), CAST('4.9E-324' AS DOUBLE), 10.00BD,"
        + " 'PLAIN', X'00', DATE'2024-02-28', TIMESTAMP'2024-02-28 23:00:00Z',"
        + " TIMESTAMP_NTZ'2024-02-28 23:00:00', INTERVAL '1-2' YEAR TO MONTH,"
        + " INTERVAL '1 02:03:04.5' DAY TO SECOND",
    "11, false, 1Y, 1S, 1, 1L, 1.5F, 1.5D, 1.50BD, '${x} $$ \"q\" `b` -- /* ;', NULL, NULL,"
        + " TIMESTAMP'2024-02-29 12:34:56.123457Z', NULL, NULL, NULL",
    "12, true, 12Y, 12S, 12, 12L, 12.0F, 12.0D, 12.00BD, '\\t\\n\\0', X'0a', DATE'2000-01-01',"
        + " TIMESTAMP'2000-01-01 00:00:00Z', TIMESTAMP_NTZ'2000-01-01 00:00:00',"
        + " INTERVAL '12-0' YEAR TO MONTH, INTERVAL '12 00:00:00' DAY TO SECOND",
  };

  /**
   * Columns {@code id}, and one of each type: flag, tiny, small, i, big, f, d, dec (10,2), s, bin,
   * day, ts, ntz, ym, dt, and a struct of {@code a} (INT) and {@code b c} (STRING).
   */
  static final String QUERY =
      "SELECT id, flag, tiny, small, i, big, f, d, CAST(dec AS DECIMAL(10,2)) AS dec, s, bin, day,"
          + " ts, ntz, ym, dt, named_struct('a', i, 'b c', s) AS st FROM VALUES ("
          + String.join("), (", ROWS)
          + ") AS t(id, flag, tiny, small, i, big, f, d, dec, s, bin, day, ts, ntz, ym, dt)";

  private EveryKindOfValue() {}
}
