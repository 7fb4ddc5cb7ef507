package io.github.lakewire.it;

/** A query with a column of every type: a row of values, then a row of NULLs. */
final class ValuesOfEveryType {
  static final String SQL =
      "SELECT * FROM VALUES (true, CAST(-128 AS TINYINT), CAST(-32768 AS SMALLINT), -2147483648,"
          + " -9223372036854775808L, CAST(1.25 AS FLOAT), CAST(-2.5e300 AS DOUBLE),"
          + " CAST(-12345678901234567890.12 AS DECIMAL(38,2)), 'ünï ✓', X'00ff',"
          + " DATE'2021-03-28', TIMESTAMP'2021-03-28 02:30:00.123456',"
          + " TIMESTAMP_NTZ'1500-02-28 23:59:59.999999', array(1, null), map('k', 1.5D),"
          + " named_struct('a', 'x', 'b', null), INTERVAL '-1-2' YEAR TO MONTH,"
          + " INTERVAL '1 02:03:04.5' DAY TO SECOND, parse_json('{\"k\":[1]}'), NULL),"
          + " (null, null, null, null, null, null, null, null, null, null, null, null, null,"
          + " null, null, null, null, null, null, NULL) AS t(bo, ti, si, i, bi, f, d, de, s, b,"
          + " da, ts, tn, a, m, st, iy, idt, va, vo) ORDER BY bo NULLS LAST";

  private ValuesOfEveryType() {}
}
