package io.github.lakewire.jdbc.internal.metadata;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.types.ColumnType;
import io.github.lakewire.jdbc.internal.types.SqlType;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TypeInfoRowsTest {
  private final List<Object[]> rows = TypeInfoRows.rows(false);

  @Test
  void rowsAreSortedByTypeThenBestMatch() {
    int previous = Integer.MIN_VALUE;
    Map<Integer, String> best = new HashMap<>();
    for (Object[] row : rows) {
      int code = (Integer) row[1];
      assertTrue(code >= previous);
      previous = code;
      best.putIfAbsent(code, (String) row[0]);
    }
    assertEquals("STRING", best.get(12));
    assertEquals("TIMESTAMP", best.get(93));
    assertEquals(Set.of(-7, 1111, 2000), without(best.keySet()), "no code that tools stop at");
  }

  private static Set<Integer> without(Set<Integer> codes) {
    Set<Integer> others = new HashSet<>(Set.of(-7, 1111, 2000));
    others.removeAll(codes);
    return others;
  }

  @Test
  void everyTypeOfAColumnHasARow() {
    Set<ColumnType> described = EnumSet.noneOf(ColumnType.class);
    for (Object[] row : rows) {
      described.add(SqlType.parse((String) row[0]).type());
    }
    assertEquals(EnumSet.complementOf(EnumSet.of(ColumnType.OTHER)), described);
  }

  @Test
  void namesAreUniqueAndAgreeWithColumns() throws Exception {
    Set<String> names = new HashSet<>();
    for (Object[] row : rows) {
      String name = (String) row[0];
      assertTrue(names.add(name), name);
      ColumnRows columns = new ColumnRows(false);
      Object[] column = columns.row("c", "s", "t", of -> of.equals("TYPE_NAME") ? name : null);
      assertEquals(row[1], column[4], name);
      assertEquals(row[17], column[9], name);
      assertEquals(name, column[5]);
      if (!name.equals("DECIMAL")) {
        assertEquals(row[2], column[6], name);
      }
    }
  }

  @Test
  void decimalRow() {
    Object[] decimal =
        rows.stream().filter(row -> row[0].equals("DECIMAL")).findFirst().orElseThrow();
    assertArrayEquals(
        new Object[] {
          "DECIMAL",
          3,
          38,
          null,
          null,
          "precision,scale",
          (short) 1,
          false,
          (short) 2,
          false,
          false,
          false,
          "DECIMAL",
          (short) 0,
          (short) 38,
          null,
          null,
          10
        },
        decimal);
  }

  @Test
  void lengthsOfCharactersAreTheLargest() {
    Map<String, Object> lengths = new HashMap<>();
    rows.forEach(row -> lengths.put((String) row[0], row[2]));
    assertEquals(65_535, lengths.get("VARCHAR"));
    assertEquals(255, lengths.get("CHAR"));
    assertEquals(Integer.MAX_VALUE, lengths.get("STRING"));
  }

  @Test
  void intervalLiteralsNameTheirFields() {
    Object[] interval =
        rows.stream()
            .filter(row -> row[0].equals("INTERVAL DAY TO SECOND"))
            .findFirst()
            .orElseThrow();
    assertEquals("INTERVAL '", interval[3]);
    assertEquals("' DAY TO SECOND", interval[4]);
  }

  @Test
  void nestedTypesAreTextOnRequest() throws Exception {
    for (Object[] row : TypeInfoRows.rows(true)) {
      String name = (String) row[0];
      if (Set.of("ARRAY", "MAP", "STRUCT").contains(name)) {
        assertEquals(12, row[1]);
        assertEquals(Integer.MAX_VALUE, row[2]);
        ColumnRows columns = new ColumnRows(true);
        Object[] column = columns.row("c", "s", "t", of -> of.equals("TYPE_NAME") ? name : null);
        assertEquals(12, column[4]);
        assertEquals(name, column[5]);
        assertEquals(Integer.MAX_VALUE, column[6]);
        assertEquals(Integer.MAX_VALUE, column[15]);
      }
    }
    ColumnRows columns = new ColumnRows(true);
    Object[] column =
        columns.row(
            "c", "s", "t", of -> of.equals("TYPE_NAME") ? "struct<`a b`:array<int>>" : null);
    assertEquals(12, column[4]);
    assertEquals("STRUCT<`a b`: ARRAY<INT>>", column[5]);
  }

  /** Each name that a column of a simple type can have is found; a reference system may be any. */
  @Test
  void everySimpleNameOfGetColumnsIsHere() throws Exception {
    Set<String> names = new HashSet<>();
    rows.forEach(row -> names.add((String) row[0]));
    for (String sent :
        List.of(
            "decimal(10,2)",
            "numeric",
            "char(3)",
            "varchar(7)",
            "string collate utf8_lcase",
            "time(3)",
            "integer",
            "interval day to hour",
            "geometry(any)",
            "geography(4326)",
            "timestamp_ltz",
            "void")) {
      ColumnRows columns = new ColumnRows(false);
      String name =
          (String) columns.row("c", "s", "t", of -> of.equals("TYPE_NAME") ? sent : null)[5];
      assertTrue(names.contains(name), sent + " is " + name);
    }
  }
}
