package io.github.lakewire.jdbc.internal.results;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypeTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "int|INT|INT|0|0",
        "DECIMAL(10,2)|DECIMAL|DECIMAL(10,2)|10|2",
        "decimal( 38 , 0 )|DECIMAL|DECIMAL(38,0)|38|0",
        "DECIMAL|DECIMAL|DECIMAL(10,0)|10|0",
        "varchar(20)|VARCHAR|VARCHAR(20)|20|0",
        "CHAR(3)|CHAR|CHAR(3)|3|0",
        "STRING COLLATE UTF8_LCASE|STRING|STRING COLLATE UTF8_LCASE|0|0",
        "INTERVAL YEAR TO MONTH|INTERVAL_YEAR_MONTH|INTERVAL YEAR TO MONTH|0|0",
        "interval month|INTERVAL_YEAR_MONTH|INTERVAL MONTH|0|0",
        "INTERVAL MINUTE TO SECOND|INTERVAL_DAY_TIME|INTERVAL MINUTE TO SECOND|0|0",
        "array<decimal(3,1)>|ARRAY|ARRAY<DECIMAL(3,1)>|0|0",
        "struct<aB: INT, c: DATE>|STRUCT|STRUCT<aB: INT, c: DATE>|0|0",
        "TIMESTAMP_NTZ|TIMESTAMP_NTZ|TIMESTAMP_NTZ|0|0",
        "TIMESTAMP|TIMESTAMP|TIMESTAMP|0|0",
        "GEOMETRY(4326)|GEOMETRY|GEOMETRY(4326)|0|0",
        "VOID|VOID|VOID|0|0",
        "something(new)|OTHER|SOMETHING(NEW)|0|0",
        "DECIMAL(many)|DECIMAL|DECIMAL(10,0)|10|0",
      })
  void typeNamesAreUnderstood(
      String sqlType, ColumnType type, String name, int precision, int scale) {
    assertEquals(
        new ColumnInfo("c", type, name, precision, scale, "why"),
        TypeText.column("c", sqlType, "why"));
  }
}
