package io.github.lakewire.jdbc.internal.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.lakewire.jdbc.internal.types.ColumnInfo;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Compares the shapes with the Javadoc of java.sql.DatabaseMetaData (JDBC 4.3), written down here.
 */
class MetadataColumnsTest {
  private static final Map<String, Integer> JDBC_TYPES =
      Map.of(
          "text", Types.VARCHAR,
          "int", Types.INTEGER,
          "short", Types.SMALLINT,
          "long", Types.BIGINT,
          "boolean", Types.BOOLEAN);

  /** Method, columns in order with their types where these are not text, and the order of rows. */
  static final String JDBC =
      """
      CATALOGS: TABLE_CAT | TABLE_CAT
      SCHEMAS: TABLE_SCHEM, TABLE_CATALOG | TABLE_CATALOG, TABLE_SCHEM
      TABLE_TYPES: TABLE_TYPE | TABLE_TYPE
      TABLES: TABLE_CAT, TABLE_SCHEM, TABLE_NAME, TABLE_TYPE, REMARKS, TYPE_CAT, TYPE_SCHEM, \
      TYPE_NAME, SELF_REFERENCING_COL_NAME, REF_GENERATION \
      | TABLE_TYPE, TABLE_CAT, TABLE_SCHEM, TABLE_NAME
      COLUMNS: TABLE_CAT, TABLE_SCHEM, TABLE_NAME, COLUMN_NAME, DATA_TYPE int, TYPE_NAME, \
      COLUMN_SIZE int, BUFFER_LENGTH int, DECIMAL_DIGITS int, NUM_PREC_RADIX int, NULLABLE int, \
      REMARKS, COLUMN_DEF, SQL_DATA_TYPE int, SQL_DATETIME_SUB int, CHAR_OCTET_LENGTH int, \
      ORDINAL_POSITION int, IS_NULLABLE, SCOPE_CATALOG, SCOPE_SCHEMA, SCOPE_TABLE, \
      SOURCE_DATA_TYPE short, IS_AUTOINCREMENT, IS_GENERATEDCOLUMN \
      | TABLE_CAT, TABLE_SCHEM, TABLE_NAME, ORDINAL_POSITION
      PRIMARY_KEYS: TABLE_CAT, TABLE_SCHEM, TABLE_NAME, COLUMN_NAME, KEY_SEQ short, PK_NAME \
      | COLUMN_NAME
      IMPORTED_KEYS: PKTABLE_CAT, PKTABLE_SCHEM, PKTABLE_NAME, PKCOLUMN_NAME, FKTABLE_CAT, \
      FKTABLE_SCHEM, FKTABLE_NAME, FKCOLUMN_NAME, KEY_SEQ short, UPDATE_RULE short, \
      DELETE_RULE short, FK_NAME, PK_NAME, DEFERRABILITY short \
      | PKTABLE_CAT, PKTABLE_SCHEM, PKTABLE_NAME, KEY_SEQ
      EXPORTED_KEYS: PKTABLE_CAT, PKTABLE_SCHEM, PKTABLE_NAME, PKCOLUMN_NAME, FKTABLE_CAT, \
      FKTABLE_SCHEM, FKTABLE_NAME, FKCOLUMN_NAME, KEY_SEQ short, UPDATE_RULE short, \
      DELETE_RULE short, FK_NAME, PK_NAME, DEFERRABILITY short \
      | FKTABLE_CAT, FKTABLE_SCHEM, FKTABLE_NAME, KEY_SEQ
      CROSS_REFERENCE: PKTABLE_CAT, PKTABLE_SCHEM, PKTABLE_NAME, PKCOLUMN_NAME, FKTABLE_CAT, \
      FKTABLE_SCHEM, FKTABLE_NAME, FKCOLUMN_NAME, KEY_SEQ short, UPDATE_RULE short, \
      DELETE_RULE short, FK_NAME, PK_NAME, DEFERRABILITY short \
      | FKTABLE_CAT, FKTABLE_SCHEM, FKTABLE_NAME, KEY_SEQ
      INDEX_INFO: TABLE_CAT, TABLE_SCHEM, TABLE_NAME, NON_UNIQUE boolean, INDEX_QUALIFIER, \
      INDEX_NAME, TYPE short, ORDINAL_POSITION short, COLUMN_NAME, ASC_OR_DESC, \
      CARDINALITY long, PAGES long, FILTER_CONDITION \
      | NON_UNIQUE, TYPE, INDEX_NAME, ORDINAL_POSITION
      TYPE_INFO: TYPE_NAME, DATA_TYPE int, PRECISION int, LITERAL_PREFIX, LITERAL_SUFFIX, \
      CREATE_PARAMS, NULLABLE short, CASE_SENSITIVE boolean, SEARCHABLE short, \
      UNSIGNED_ATTRIBUTE boolean, FIXED_PREC_SCALE boolean, AUTO_INCREMENT boolean, \
      LOCAL_TYPE_NAME, MINIMUM_SCALE short, MAXIMUM_SCALE short, SQL_DATA_TYPE int, \
      SQL_DATETIME_SUB int, NUM_PREC_RADIX int | DATA_TYPE
      PROCEDURES: PROCEDURE_CAT, PROCEDURE_SCHEM, PROCEDURE_NAME, RESERVED1, RESERVED2, \
      RESERVED3, REMARKS, PROCEDURE_TYPE short, SPECIFIC_NAME \
      | PROCEDURE_CAT, PROCEDURE_SCHEM, PROCEDURE_NAME, SPECIFIC_NAME
      PROCEDURE_COLUMNS: PROCEDURE_CAT, PROCEDURE_SCHEM, PROCEDURE_NAME, COLUMN_NAME, \
      COLUMN_TYPE short, DATA_TYPE int, TYPE_NAME, PRECISION int, LENGTH int, SCALE short, \
      RADIX short, NULLABLE short, REMARKS, COLUMN_DEF, SQL_DATA_TYPE int, \
      SQL_DATETIME_SUB int, CHAR_OCTET_LENGTH int, ORDINAL_POSITION int, IS_NULLABLE, \
      SPECIFIC_NAME | PROCEDURE_CAT, PROCEDURE_SCHEM, PROCEDURE_NAME, SPECIFIC_NAME
      FUNCTIONS: FUNCTION_CAT, FUNCTION_SCHEM, FUNCTION_NAME, REMARKS, FUNCTION_TYPE short, \
      SPECIFIC_NAME | FUNCTION_CAT, FUNCTION_SCHEM, FUNCTION_NAME, SPECIFIC_NAME
      FUNCTION_COLUMNS: FUNCTION_CAT, FUNCTION_SCHEM, FUNCTION_NAME, COLUMN_NAME, \
      COLUMN_TYPE short, DATA_TYPE int, TYPE_NAME, PRECISION int, LENGTH int, SCALE short, \
      RADIX short, NULLABLE short, REMARKS, CHAR_OCTET_LENGTH int, ORDINAL_POSITION int, \
      IS_NULLABLE, SPECIFIC_NAME | FUNCTION_CAT, FUNCTION_SCHEM, FUNCTION_NAME, SPECIFIC_NAME
      TABLE_PRIVILEGES: TABLE_CAT, TABLE_SCHEM, TABLE_NAME, GRANTOR, GRANTEE, PRIVILEGE, \
      IS_GRANTABLE | TABLE_CAT, TABLE_SCHEM, TABLE_NAME, PRIVILEGE
      COLUMN_PRIVILEGES: TABLE_CAT, TABLE_SCHEM, TABLE_NAME, COLUMN_NAME, GRANTOR, GRANTEE, \
      PRIVILEGE, IS_GRANTABLE | COLUMN_NAME, PRIVILEGE
      BEST_ROW_IDENTIFIER: SCOPE short, COLUMN_NAME, DATA_TYPE int, TYPE_NAME, \
      COLUMN_SIZE int, BUFFER_LENGTH int, DECIMAL_DIGITS short, PSEUDO_COLUMN short | SCOPE
      VERSION_COLUMNS: SCOPE short, COLUMN_NAME, DATA_TYPE int, TYPE_NAME, COLUMN_SIZE int, \
      BUFFER_LENGTH int, DECIMAL_DIGITS short, PSEUDO_COLUMN short |
      USER_DEFINED_TYPES: TYPE_CAT, TYPE_SCHEM, TYPE_NAME, CLASS_NAME, DATA_TYPE int, REMARKS, \
      BASE_TYPE short | DATA_TYPE, TYPE_CAT, TYPE_SCHEM, TYPE_NAME
      SUPER_TYPES: TYPE_CAT, TYPE_SCHEM, TYPE_NAME, SUPERTYPE_CAT, SUPERTYPE_SCHEM, \
      SUPERTYPE_NAME |
      SUPER_TABLES: TABLE_CAT, TABLE_SCHEM, TABLE_NAME, SUPERTABLE_NAME |
      ATTRIBUTES: TYPE_CAT, TYPE_SCHEM, TYPE_NAME, ATTR_NAME, DATA_TYPE int, ATTR_TYPE_NAME, \
      ATTR_SIZE int, DECIMAL_DIGITS int, NUM_PREC_RADIX int, NULLABLE int, REMARKS, ATTR_DEF, \
      SQL_DATA_TYPE int, SQL_DATETIME_SUB int, CHAR_OCTET_LENGTH int, ORDINAL_POSITION int, \
      IS_NULLABLE, SCOPE_CATALOG, SCOPE_SCHEMA, SCOPE_TABLE, SOURCE_DATA_TYPE short \
      | TYPE_CAT, TYPE_SCHEM, TYPE_NAME, ORDINAL_POSITION
      PSEUDO_COLUMNS: TABLE_CAT, TABLE_SCHEM, TABLE_NAME, COLUMN_NAME, DATA_TYPE int, \
      COLUMN_SIZE int, DECIMAL_DIGITS int, NUM_PREC_RADIX int, COLUMN_USAGE, REMARKS, \
      CHAR_OCTET_LENGTH int, IS_NULLABLE | TABLE_CAT, TABLE_SCHEM, TABLE_NAME, COLUMN_NAME
      CLIENT_INFO_PROPERTIES: NAME, MAX_LEN int, DEFAULT_VALUE, DESCRIPTION | NAME
      """;

  @Test
  void columnsAreThoseOfTheJavadocInItsOrder() {
    Map<String, List<String>> actual = new TreeMap<>();
    for (MetadataColumns shape : MetadataColumns.values()) {
      actual.put(
          shape.name(),
          shape.schema().columns().stream()
              .map(column -> column.name() + " " + column.type().jdbcCode())
              .toList());
    }
    Map<String, List<String>> expected = new TreeMap<>();
    for (String line : JDBC.lines().toList()) {
      expected.put(shapeOf(line), columnsOf(line));
    }
    assertEquals(expected, actual);
  }

  @Test
  void typeNamesAreThoseOfTheTypes() {
    for (MetadataColumns shape : MetadataColumns.values()) {
      for (ColumnInfo column : shape.schema().columns()) {
        assertEquals(column.type().name(), column.typeName());
      }
    }
  }

  @Test
  void rowsAreSortedByTheColumnsOfTheJavadoc() {
    for (String line : JDBC.lines().toList()) {
      MetadataColumns shape = MetadataColumns.valueOf(shapeOf(line));
      String order = line.substring(line.indexOf('|') + 1).strip();
      List<String> columns = order.isEmpty() ? List.of() : Arrays.asList(order.split(", "));
      for (int i = 0; i < columns.size(); i++) {
        // Equal in what comes before, and the other way round in what comes after.
        Object[] first = new Object[shape.schema().columns().size()];
        Object[] second = first.clone();
        for (int j = i; j < columns.size(); j++) {
          int index = shape.index(columns.get(j));
          first[index] = value(shape, index, j == i ? 1 : 2);
          second[index] = value(shape, index, j == i ? 2 : 1);
        }
        List<Object[]> rows = new ArrayList<>(List.of(second, first));
        shape.sort(rows);
        assertEquals(List.of(first, second), rows, shape + " by " + columns.get(i));
      }
    }
  }

  @Test
  void nullsComeFirst() {
    List<Object[]> rows = new ArrayList<>();
    rows.add(new Object[] {"a"});
    rows.add(new Object[] {null});
    MetadataColumns.CATALOGS.sort(rows);
    assertEquals(null, rows.get(0)[0]);
  }

  private static Object value(MetadataColumns shape, int index, int number) {
    return switch (shape.schema().columns().get(index).type().jdbcCode()) {
      case Types.INTEGER -> number;
      case Types.SMALLINT -> (short) number;
      case Types.BIGINT -> (long) number;
      case Types.BOOLEAN -> number == 2;
      default -> String.format(Locale.ROOT, "%03d", number);
    };
  }

  static String shapeOf(String line) {
    return line.substring(0, line.indexOf(':'));
  }

  static List<String> columnsOf(String line) {
    List<String> columns = new ArrayList<>();
    for (String column : line.substring(line.indexOf(':') + 1, line.indexOf('|')).split(",")) {
      String[] words = column.strip().split(" ");
      columns.add(words[0] + " " + JDBC_TYPES.get(words.length == 1 ? "text" : words[1]));
    }
    return columns;
  }
}
