package io.github.lakewire.jdbc.internal.metadata;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnRowsTest {
  private static final int DATA_TYPE = 4;
  private static final int TYPE_NAME = 5;
  private static final int COLUMN_SIZE = 6;
  private static final int DECIMAL_DIGITS = 8;
  private static final int NUM_PREC_RADIX = 9;
  private static final int NULLABLE = 10;
  private static final int CHAR_OCTET_LENGTH = 15;
  private static final int IS_NULLABLE = 17;

  private static Object[] row(@Nullable Object... namesAndValues) throws Exception {
    return new ColumnRows(false).row("main", "s", "t", server(namesAndValues));
  }

  private static ServerRow server(@Nullable Object... namesAndValues) {
    Map<String, @Nullable Object> values = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return values::get;
  }

  @Test
  void serverRowBecomesJdbcRow() throws Exception {
    // As a warehouse answers (protocol.md, "GetColumns"): sizes in bytes, positions from 0.
    Object[] row =
        row(
            "COLUMN_NAME",
            "amount",
            "DATA_TYPE",
            3,
            "TYPE_NAME",
            "DECIMAL(10,2)",
            "COLUMN_SIZE",
            10,
            "BUFFER_LENGTH",
            null,
            "DECIMAL_DIGITS",
            2,
            "NUM_PREC_RADIX",
            10,
            "NULLABLE",
            1,
            "REMARKS",
            "in cents",
            "ORDINAL_POSITION",
            0,
            "IS_NULLABLE",
            "YES",
            "IS_AUTO_INCREMENT",
            "NO");
    assertArrayEquals(
        new Object[] {
          "main",
          "s",
          "t",
          "amount",
          3,
          "DECIMAL",
          10,
          null,
          2,
          10,
          1,
          "in cents",
          null,
          null,
          null,
          null,
          0,
          "YES",
          null,
          null,
          null,
          null,
          "NO",
          ""
        },
        row);
  }

  @ParameterizedTest
  @CsvSource({
    "BOOLEAN,BOOLEAN,16,1,,,",
    "tinyint,TINYINT,-6,3,0,10,",
    "SMALLINT,SMALLINT,5,5,0,10,",
    "INT,INT,4,10,0,10,",
    "INTEGER,INT,4,10,0,10,",
    "BIGINT,BIGINT,-5,19,0,10,",
    "FLOAT,FLOAT,7,7,,10,",
    "DOUBLE,DOUBLE,8,15,,10,",
    "'DECIMAL(38,18)',DECIMAL,3,38,18,10,",
    "'decimal(5, 1)',DECIMAL,3,5,1,10,",
    "DECIMAL(7),DECIMAL,3,7,0,10,",
    "STRING,STRING,12,2147483647,,,2147483647",
    "STRING COLLATE UTF8_LCASE,STRING,12,2147483647,,,2147483647",
    "CHAR(3),CHAR,1,3,,,12",
    "varchar(200),VARCHAR,12,200,,,800",
    "BINARY,BINARY,-2,2147483647,,,2147483647",
    "DATE,DATE,91,10,,,",
    "TIMESTAMP,TIMESTAMP,93,26,6,,",
    "TIMESTAMP_NTZ,TIMESTAMP_NTZ,93,26,6,,",
    "'array<struct<Id:int>>','ARRAY<STRUCT<Id: INT>>',2003,,,,",
    "time(3),TIME,92,12,3,,",
    "TIME,TIME,92,15,6,,",
    "'map<string,INT>','MAP<STRING, INT>',12,2147483647,,,2147483647",
    "'STRUCT<a: INT, b: STRING>','STRUCT<a: INT, b: STRING>',2002,,,,",
    "'struct<`a``b`:int not null,c d:string>','STRUCT<`a``b`: INT, `c d`: STRING>',2002,,,,",
    "VARIANT,VARIANT,12,2147483647,,,2147483647",
    "INTERVAL DAY TO SECOND,INTERVAL DAY TO SECOND,12,2147483647,,,2147483647",
    "interval year,INTERVAL YEAR,12,2147483647,,,2147483647",
    "VOID,VOID,0,,,,",
    "GEOMETRY(4326),GEOMETRY(4326),12,2147483647,,,2147483647",
    "UNHEARD_OF,UNHEARD_OF,12,2147483647,,,2147483647",
  })
  void typeAndSizesComeFromTheTypesName(
      String sent,
      String name,
      int code,
      @Nullable Integer size,
      @Nullable Integer digits,
      @Nullable Integer radix,
      @Nullable Integer octets)
      throws Exception {
    // The codes and sizes that a server sends are of another meaning.
    Object[] row = row("COLUMN_NAME", "c", "TYPE_NAME", sent, "DATA_TYPE", 6, "COLUMN_SIZE", 8);
    assertEquals(name, row[TYPE_NAME]);
    assertEquals(code, row[DATA_TYPE]);
    assertEquals(size, row[COLUMN_SIZE]);
    assertEquals(digits, row[DECIMAL_DIGITS]);
    assertEquals(radix, row[NUM_PREC_RADIX]);
    assertEquals(octets, row[CHAR_OCTET_LENGTH]);
  }

  @Test
  void decimalWithoutParametersTakesThemFromTheSizes() throws Exception {
    Object[] row =
        row("COLUMN_NAME", "c", "TYPE_NAME", "DECIMAL", "COLUMN_SIZE", 20, "DECIMAL_DIGITS", 4);
    assertEquals("DECIMAL", row[TYPE_NAME]);
    assertEquals(20, row[COLUMN_SIZE]);
    assertEquals(4, row[DECIMAL_DIGITS]);
    Object[] plain = row("COLUMN_NAME", "c", "TYPE_NAME", "DECIMAL");
    assertEquals("DECIMAL", plain[TYPE_NAME]);
    assertEquals(10, plain[COLUMN_SIZE]);
    assertEquals(0, plain[DECIMAL_DIGITS]);
  }

  @ParameterizedTest
  @CsvSource({"1,,1,YES", "0,,0,NO", "2,,2,''", ",YES,1,YES", ",no,0,NO", ",,2,''"})
  void nullabilityIsToldInBothWays(
      @Nullable Integer sent, @Nullable String sentText, int nullable, String isNullable)
      throws Exception {
    Object[] row =
        row("COLUMN_NAME", "c", "TYPE_NAME", "INT", "NULLABLE", sent, "IS_NULLABLE", sentText);
    assertEquals(nullable, row[NULLABLE]);
    assertEquals(isNullable, row[IS_NULLABLE]);
  }

  @Test
  void bothSpellingsOfAutoIncrementAreRead() throws Exception {
    assertEquals("YES", row("COLUMN_NAME", "c", "IS_AUTOINCREMENT", "YES")[22]);
    assertEquals("YES", row("COLUMN_NAME", "c", "IS_AUTO_INCREMENT", "YES")[22]);
    assertEquals("", row("COLUMN_NAME", "c")[22]);
    assertEquals("YES", row("COLUMN_NAME", "c", "IS_GENERATEDCOLUMN", "YES")[23]);
  }

  @Test
  void whatRowsHaveInCommonIsInMemoryOnce() throws Exception {
    ColumnRows rows = new ColumnRows(false);
    Object[] first = rows.row(copy("main"), copy("s"), copy("t"), server(type("ARRAY<INT>")));
    Object[] second = rows.row(copy("main"), copy("s"), copy("t"), server(type("ARRAY<INT>")));
    for (String column :
        List.of("TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME", "TYPE_NAME", "REMARKS")) {
      int index = MetadataColumns.COLUMNS.index(column);
      assertSame(first[index], second[index], column);
    }
  }

  private static Object[] type(String name) {
    return new Object[] {"COLUMN_NAME", "c", "TYPE_NAME", copy(name), "REMARKS", copy("text")};
  }

  private static String copy(String text) {
    return new StringBuilder(text).toString();
  }
}
