package io.github.lakewire.warehouse.catalog;

import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructType;

/**
 * The views of an information schema: names and columns as Databricks documents them. Columns that
 * are documented as reserved are null.
 */
enum InformationView {
  CATALOGS(
      "catalog_name STRING, catalog_owner STRING, comment STRING, created TIMESTAMP,"
          + " created_by STRING, last_altered TIMESTAMP, last_altered_by STRING",
      TableRows::catalogs),
  SCHEMATA(
      "catalog_name STRING, schema_name STRING, schema_owner STRING, comment STRING,"
          + " created TIMESTAMP, created_by STRING, last_altered TIMESTAMP, last_altered_by STRING",
      TableRows::schemata),
  TABLES(
      "table_catalog STRING, table_schema STRING, table_name STRING, table_type STRING,"
          + " is_insertable_into STRING, commit_action STRING, table_owner STRING, comment STRING,"
          + " created TIMESTAMP, created_by STRING, last_altered TIMESTAMP, last_altered_by STRING,"
          + " data_source_format STRING, storage_path STRING, storage_sub_directory STRING",
      TableRows::tables),
  VIEWS(
      "table_catalog STRING, table_schema STRING, table_name STRING, view_definition STRING,"
          + " check_option STRING, is_updatable STRING, is_insertable_into STRING, sql_path STRING",
      TableRows::views),
  COLUMNS(
      "table_catalog STRING, table_schema STRING, table_name STRING, column_name STRING,"
          + " ordinal_position INT, column_default STRING, is_nullable STRING,"
          + " full_data_type STRING, "
          + TypeFacts.COLUMNS
          + ", is_identity STRING, identity_generation STRING, identity_start STRING,"
          + " identity_increment STRING, identity_maximum STRING, identity_minimum STRING,"
          + " identity_cycle STRING, is_generated STRING, generation_expression STRING,"
          + " is_system_time_period_start STRING, is_system_time_period_end STRING,"
          + " system_time_period_timestamp_generation STRING, is_updatable STRING,"
          + " partition_ordinal_position INT, comment STRING",
      ColumnRows::columns),
  TABLE_CONSTRAINTS(
      "constraint_catalog STRING, constraint_schema STRING, constraint_name STRING,"
          + " table_catalog STRING, table_schema STRING, table_name STRING, constraint_type STRING,"
          + " is_deferrable STRING, initially_deferred STRING, enforced STRING, comment STRING",
      KeyRows::constraints),
  KEY_COLUMN_USAGE(
      "constraint_catalog STRING, constraint_schema STRING, constraint_name STRING,"
          + " table_catalog STRING, table_schema STRING, table_name STRING, column_name STRING,"
          + " ordinal_position INT, position_in_unique_constraint INT",
      KeyRows::columns),
  REFERENTIAL_CONSTRAINTS(
      "constraint_catalog STRING, constraint_schema STRING, constraint_name STRING,"
          + " unique_constraint_catalog STRING, unique_constraint_schema STRING,"
          + " unique_constraint_name STRING, match_option STRING, update_rule STRING,"
          + " delete_rule STRING",
      KeyRows::references),
  CHECK_CONSTRAINTS(
      "constraint_catalog STRING, constraint_schema STRING, constraint_name STRING,"
          + " check_clause STRING",
      KeyRows::checks);

  private final StructType columns;
  private final Function<Walk, Stream<Object[]>> rows;

  InformationView(String columns, Function<Walk, Stream<Object[]>> rows) {
    this.columns = StructType.fromDDL(columns);
    this.rows = rows;
  }

  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  StructType columns() {
    return columns;
  }

  /** Made as they are taken: texts, numbers, and microseconds since 1970. */
  Stream<Object[]> rows(Walk walk) {
    return rows.apply(walk);
  }
}
