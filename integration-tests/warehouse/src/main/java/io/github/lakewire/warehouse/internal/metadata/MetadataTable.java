package io.github.lakewire.warehouse.internal.metadata;

import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The result of a metadata call.
 *
 * @param schema column names, types and comments as servers send them
 * @param rows in Spark's internal form, made as they are taken
 */
public record MetadataTable(StructType schema, Iterator<InternalRow> rows) {
  static final StructType CATALOGS =
      StructType.fromDDL("TABLE_CAT STRING COMMENT 'Catalog name. NULL if not applicable.'");
  static final StructType SCHEMAS =
      StructType.fromDDL(
          "TABLE_SCHEM STRING COMMENT 'Schema name.', TABLE_CATALOG STRING COMMENT 'Catalog"
              + " name.'");
  static final StructType TABLES =
      StructType.fromDDL(
          """
          TABLE_CAT STRING COMMENT 'Catalog name. NULL if not applicable.',
          TABLE_SCHEM STRING COMMENT 'Schema name.',
          TABLE_NAME STRING COMMENT 'Table name.',
          TABLE_TYPE STRING COMMENT 'The table type, e.g. "TABLE", "VIEW", etc.',
          REMARKS STRING COMMENT 'Comments about the table.',
          TYPE_CAT STRING COMMENT 'The types catalog.',
          TYPE_SCHEM STRING COMMENT 'The types schema.',
          TYPE_NAME STRING COMMENT 'Type name.',
          SELF_REFERENCING_COL_NAME STRING
            COMMENT 'Name of the designated "identifier" column of a typed table.',
          REF_GENERATION STRING
            COMMENT 'Specifies how values in SELF_REFERENCING_COL_NAME are created.'
          """);
  static final StructType TABLE_TYPES =
      StructType.fromDDL("TABLE_TYPE STRING COMMENT 'Table type name.'");
  static final StructType COLUMNS =
      StructType.fromDDL(
          """
          TABLE_CAT STRING COMMENT 'Catalog name. NULL if not applicable',
          TABLE_SCHEM STRING COMMENT 'Schema name',
          TABLE_NAME STRING COMMENT 'Table name',
          COLUMN_NAME STRING COMMENT 'Column name',
          DATA_TYPE INT COMMENT 'SQL type from java.sql.Types',
          TYPE_NAME STRING COMMENT 'Data source dependent type name',
          COLUMN_SIZE INT, BUFFER_LENGTH TINYINT, DECIMAL_DIGITS INT, NUM_PREC_RADIX INT,
          NULLABLE INT, REMARKS STRING, COLUMN_DEF STRING, SQL_DATA_TYPE INT,
          SQL_DATETIME_SUB INT, CHAR_OCTET_LENGTH INT, ORDINAL_POSITION INT, IS_NULLABLE STRING,
          SCOPE_CATALOG STRING, SCOPE_SCHEMA STRING, SCOPE_TABLE STRING, SOURCE_DATA_TYPE SMALLINT,
          IS_AUTO_INCREMENT STRING
          """);
  static final StructType FUNCTIONS =
      StructType.fromDDL(
          """
          FUNCTION_CAT STRING, FUNCTION_SCHEM STRING, FUNCTION_NAME STRING, REMARKS STRING,
          FUNCTION_TYPE INT, SPECIFIC_NAME STRING
          """);
  static final StructType TYPE_INFO =
      StructType.fromDDL(
          """
          TYPE_NAME STRING, DATA_TYPE INT, PRECISION INT, LITERAL_PREFIX STRING,
          LITERAL_SUFFIX STRING, CREATE_PARAMS STRING, NULLABLE SMALLINT, CASE_SENSITIVE BOOLEAN,
          SEARCHABLE SMALLINT, UNSIGNED_ATTRIBUTE BOOLEAN, FIXED_PREC_SCALE BOOLEAN,
          AUTO_INCREMENT BOOLEAN, LOCAL_TYPE_NAME STRING, MINIMUM_SCALE SMALLINT,
          MAXIMUM_SCALE SMALLINT, SQL_DATA_TYPE INT, SQL_DATETIME_SUB INT, NUM_PREC_RADIX INT
          """);
  static final StructType PRIMARY_KEYS =
      StructType.fromDDL(
          """
          TABLE_CAT STRING, TABLE_SCHEM STRING, TABLE_NAME STRING, COLUMN_NAME STRING,
          KEQ_SEQ INT, PK_NAME STRING
          """);
  static final StructType CROSS_REFERENCE =
      StructType.fromDDL(
          """
          PKTABLE_CAT STRING, PKTABLE_SCHEM STRING, PKTABLE_NAME STRING, PKCOLUMN_NAME STRING,
          FKTABLE_CAT STRING, FKTABLE_SCHEM STRING, FKTABLE_NAME STRING, FKCOLUMN_NAME STRING,
          KEQ_SEQ INT, UPDATE_RULE INT, DELETE_RULE INT, FK_NAME STRING, PK_NAME STRING,
          DEFERRABILITY INT
          """);

  static MetadataTable of(StructType schema, List<Object[]> rows) {
    return of(schema, rows.stream());
  }

  static MetadataTable of(StructType schema, Stream<Object[]> rows) {
    return new MetadataTable(schema, rows.map(row -> internal(schema, row)).iterator());
  }

  private static InternalRow internal(StructType schema, Object[] row) {
    Object[] values = new Object[schema.size()];
    for (int i = 0; i < row.length; i++) {
      values[i] = row[i] instanceof String text ? UTF8String.fromString(text) : row[i];
    }
    return new GenericInternalRow(values);
  }
}
