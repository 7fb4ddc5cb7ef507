package io.github.lakewire.jdbc.internal.metadata;

import io.github.lakewire.jdbc.internal.types.ColumnInfo;
import io.github.lakewire.jdbc.internal.types.ColumnType;
import io.github.lakewire.jdbc.internal.types.Nullability;
import io.github.lakewire.jdbc.internal.types.ResultSchema;
import io.github.lakewire.jdbc.internal.types.SqlType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The columns of every result set of {@code DatabaseMetaData}, with the types and the order of rows
 * that its Javadoc (JDBC 4.3) asks for.
 */
enum MetadataColumns {
  CATALOGS(order("TABLE_CAT"), text("TABLE_CAT")),

  SCHEMAS(order("TABLE_CATALOG", "TABLE_SCHEM"), text("TABLE_SCHEM", "TABLE_CATALOG")),

  TABLE_TYPES(order("TABLE_TYPE"), text("TABLE_TYPE")),

  TABLES(
      order("TABLE_TYPE", "TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME"),
      text("TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME", "TABLE_TYPE", "REMARKS"),
      text("TYPE_CAT", "TYPE_SCHEM", "TYPE_NAME"),
      text("SELF_REFERENCING_COL_NAME", "REF_GENERATION")),

  COLUMNS(
      order("TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME", "ORDINAL_POSITION"),
      text("TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME", "COLUMN_NAME"),
      integers("DATA_TYPE"),
      text("TYPE_NAME"),
      integers("COLUMN_SIZE", "BUFFER_LENGTH", "DECIMAL_DIGITS", "NUM_PREC_RADIX", "NULLABLE"),
      text("REMARKS", "COLUMN_DEF"),
      integers("SQL_DATA_TYPE", "SQL_DATETIME_SUB", "CHAR_OCTET_LENGTH", "ORDINAL_POSITION"),
      text("IS_NULLABLE", "SCOPE_CATALOG", "SCOPE_SCHEMA", "SCOPE_TABLE"),
      shorts("SOURCE_DATA_TYPE"),
      text("IS_AUTOINCREMENT", "IS_GENERATEDCOLUMN")),

  PRIMARY_KEYS(
      order("COLUMN_NAME"),
      text("TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME", "COLUMN_NAME"),
      shorts("KEY_SEQ"),
      text("PK_NAME")),

  // FK_NAME last, so that two keys between the same tables do not come in the server's order.
  IMPORTED_KEYS(
      order("PKTABLE_CAT", "PKTABLE_SCHEM", "PKTABLE_NAME", "KEY_SEQ", "FK_NAME"),
      foreignKeyColumns()),

  EXPORTED_KEYS(
      order("FKTABLE_CAT", "FKTABLE_SCHEM", "FKTABLE_NAME", "KEY_SEQ", "FK_NAME"),
      foreignKeyColumns()),

  CROSS_REFERENCE(
      order("FKTABLE_CAT", "FKTABLE_SCHEM", "FKTABLE_NAME", "KEY_SEQ", "FK_NAME"),
      foreignKeyColumns()),

  INDEX_INFO(
      order("NON_UNIQUE", "TYPE", "INDEX_NAME", "ORDINAL_POSITION"),
      text("TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME"),
      booleans("NON_UNIQUE"),
      text("INDEX_QUALIFIER", "INDEX_NAME"),
      shorts("TYPE", "ORDINAL_POSITION"),
      text("COLUMN_NAME", "ASC_OR_DESC"),
      longs("CARDINALITY", "PAGES"),
      text("FILTER_CONDITION")),

  TYPE_INFO(
      order("DATA_TYPE"),
      text("TYPE_NAME"),
      integers("DATA_TYPE", "PRECISION"),
      text("LITERAL_PREFIX", "LITERAL_SUFFIX", "CREATE_PARAMS"),
      shorts("NULLABLE"),
      booleans("CASE_SENSITIVE"),
      shorts("SEARCHABLE"),
      booleans("UNSIGNED_ATTRIBUTE", "FIXED_PREC_SCALE", "AUTO_INCREMENT"),
      text("LOCAL_TYPE_NAME"),
      shorts("MINIMUM_SCALE", "MAXIMUM_SCALE"),
      integers("SQL_DATA_TYPE", "SQL_DATETIME_SUB", "NUM_PREC_RADIX")),

  PROCEDURES(
      order("PROCEDURE_CAT", "PROCEDURE_SCHEM", "PROCEDURE_NAME", "SPECIFIC_NAME"),
      text("PROCEDURE_CAT", "PROCEDURE_SCHEM", "PROCEDURE_NAME"),
      text("RESERVED1", "RESERVED2", "RESERVED3", "REMARKS"),
      shorts("PROCEDURE_TYPE"),
      text("SPECIFIC_NAME")),

  PROCEDURE_COLUMNS(
      order(
          "PROCEDURE_CAT",
          "PROCEDURE_SCHEM",
          "PROCEDURE_NAME",
          "SPECIFIC_NAME",
          "ORDINAL_POSITION"),
      text("PROCEDURE_CAT", "PROCEDURE_SCHEM", "PROCEDURE_NAME", "COLUMN_NAME"),
      shorts("COLUMN_TYPE"),
      integers("DATA_TYPE"),
      text("TYPE_NAME"),
      integers("PRECISION", "LENGTH"),
      shorts("SCALE", "RADIX", "NULLABLE"),
      text("REMARKS", "COLUMN_DEF"),
      integers("SQL_DATA_TYPE", "SQL_DATETIME_SUB", "CHAR_OCTET_LENGTH", "ORDINAL_POSITION"),
      text("IS_NULLABLE", "SPECIFIC_NAME")),

  FUNCTIONS(
      order("FUNCTION_CAT", "FUNCTION_SCHEM", "FUNCTION_NAME", "SPECIFIC_NAME"),
      text("FUNCTION_CAT", "FUNCTION_SCHEM", "FUNCTION_NAME", "REMARKS"),
      shorts("FUNCTION_TYPE"),
      text("SPECIFIC_NAME")),

  FUNCTION_COLUMNS(
      order("FUNCTION_CAT", "FUNCTION_SCHEM", "FUNCTION_NAME", "SPECIFIC_NAME", "ORDINAL_POSITION"),
      text("FUNCTION_CAT", "FUNCTION_SCHEM", "FUNCTION_NAME", "COLUMN_NAME"),
      shorts("COLUMN_TYPE"),
      integers("DATA_TYPE"),
      text("TYPE_NAME"),
      integers("PRECISION", "LENGTH"),
      shorts("SCALE", "RADIX", "NULLABLE"),
      text("REMARKS"),
      integers("CHAR_OCTET_LENGTH", "ORDINAL_POSITION"),
      text("IS_NULLABLE", "SPECIFIC_NAME")),

  TABLE_PRIVILEGES(
      order("TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME", "PRIVILEGE"),
      text("TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME"),
      text("GRANTOR", "GRANTEE", "PRIVILEGE", "IS_GRANTABLE")),

  COLUMN_PRIVILEGES(
      order("COLUMN_NAME", "PRIVILEGE"),
      text("TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME", "COLUMN_NAME"),
      text("GRANTOR", "GRANTEE", "PRIVILEGE", "IS_GRANTABLE")),

  BEST_ROW_IDENTIFIER(order("SCOPE"), rowIdentifierColumns()),

  VERSION_COLUMNS(order(), rowIdentifierColumns()),

  USER_DEFINED_TYPES(
      order("DATA_TYPE", "TYPE_CAT", "TYPE_SCHEM", "TYPE_NAME"),
      text("TYPE_CAT", "TYPE_SCHEM", "TYPE_NAME", "CLASS_NAME"),
      integers("DATA_TYPE"),
      text("REMARKS"),
      shorts("BASE_TYPE")),

  SUPER_TYPES(
      order(),
      text("TYPE_CAT", "TYPE_SCHEM", "TYPE_NAME"),
      text("SUPERTYPE_CAT", "SUPERTYPE_SCHEM", "SUPERTYPE_NAME")),

  SUPER_TABLES(order(), text("TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME", "SUPERTABLE_NAME")),

  ATTRIBUTES(
      order("TYPE_CAT", "TYPE_SCHEM", "TYPE_NAME", "ORDINAL_POSITION"),
      text("TYPE_CAT", "TYPE_SCHEM", "TYPE_NAME", "ATTR_NAME"),
      integers("DATA_TYPE"),
      text("ATTR_TYPE_NAME"),
      integers("ATTR_SIZE", "DECIMAL_DIGITS", "NUM_PREC_RADIX", "NULLABLE"),
      text("REMARKS", "ATTR_DEF"),
      integers("SQL_DATA_TYPE", "SQL_DATETIME_SUB", "CHAR_OCTET_LENGTH", "ORDINAL_POSITION"),
      text("IS_NULLABLE", "SCOPE_CATALOG", "SCOPE_SCHEMA", "SCOPE_TABLE"),
      shorts("SOURCE_DATA_TYPE")),

  PSEUDO_COLUMNS(
      order("TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME", "COLUMN_NAME"),
      text("TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME", "COLUMN_NAME"),
      integers("DATA_TYPE", "COLUMN_SIZE", "DECIMAL_DIGITS", "NUM_PREC_RADIX"),
      text("COLUMN_USAGE", "REMARKS"),
      integers("CHAR_OCTET_LENGTH"),
      text("IS_NULLABLE")),

  CLIENT_INFO_PROPERTIES(
      order("NAME"), text("NAME"), integers("MAX_LEN"), text("DEFAULT_VALUE", "DESCRIPTION"));

  private final ResultSchema schema;
  private final Comparator<Object[]> rowOrder;

  @SafeVarargs
  MetadataColumns(List<String> order, List<ColumnInfo>... columns) {
    this.schema = new ResultSchema(concat(columns));
    this.rowOrder = comparator(order.stream().mapToInt(this::index).toArray());
  }

  ResultSchema schema() {
    return schema;
  }

  /** Returns the position of a column, from 0. */
  int index(String column) {
    for (int i = 0; i < schema.columns().size(); i++) {
      if (schema.columns().get(i).name().equals(column)) {
        return i;
      }
    }
    throw new IllegalArgumentException(name() + " has no column " + column);
  }

  /** Puts rows into JDBC's order; rows that are equal in it stay as they are. */
  void sort(List<Object[]> rows) {
    rows.sort(rowOrder);
  }

  private static Comparator<Object[]> comparator(int[] columns) {
    return (left, right) -> {
      for (int index : columns) {
        int order = compare(left[index], right[index]);
        if (order != 0) {
          return order;
        }
      }
      return 0;
    };
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // one column holds values of one type
  private static int compare(@Nullable Object left, @Nullable Object right) {
    if (left == null || right == null) {
      return Boolean.compare(left != null, right != null);
    }
    return ((Comparable) left).compareTo(right);
  }

  private static List<ColumnInfo> foreignKeyColumns() {
    return concat(
        text("PKTABLE_CAT", "PKTABLE_SCHEM", "PKTABLE_NAME", "PKCOLUMN_NAME"),
        text("FKTABLE_CAT", "FKTABLE_SCHEM", "FKTABLE_NAME", "FKCOLUMN_NAME"),
        shorts("KEY_SEQ", "UPDATE_RULE", "DELETE_RULE"),
        text("FK_NAME", "PK_NAME"),
        shorts("DEFERRABILITY"));
  }

  private static List<ColumnInfo> rowIdentifierColumns() {
    return concat(
        shorts("SCOPE"),
        text("COLUMN_NAME"),
        integers("DATA_TYPE"),
        text("TYPE_NAME"),
        integers("COLUMN_SIZE", "BUFFER_LENGTH"),
        shorts("DECIMAL_DIGITS", "PSEUDO_COLUMN"));
  }

  @SafeVarargs
  private static List<ColumnInfo> concat(List<ColumnInfo>... columns) {
    List<ColumnInfo> all = new ArrayList<>();
    for (List<ColumnInfo> some : columns) {
      all.addAll(some);
    }
    return all;
  }

  private static List<String> order(String... columns) {
    return List.of(columns);
  }

  private static List<ColumnInfo> text(String... names) {
    return columns(ColumnType.STRING, names);
  }

  private static List<ColumnInfo> integers(String... names) {
    return columns(ColumnType.INT, names);
  }

  private static List<ColumnInfo> shorts(String... names) {
    return columns(ColumnType.SMALLINT, names);
  }

  private static List<ColumnInfo> longs(String... names) {
    return columns(ColumnType.BIGINT, names);
  }

  private static List<ColumnInfo> booleans(String... names) {
    return columns(ColumnType.BOOLEAN, names);
  }

  private static List<ColumnInfo> columns(ColumnType type, String... names) {
    List<ColumnInfo> columns = new ArrayList<>(names.length);
    for (String name : names) {
      columns.add(new ColumnInfo(name, SqlType.of(type), "", Nullability.NULLABLE));
    }
    return columns;
  }
}
