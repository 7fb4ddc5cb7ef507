package io.github.lakewire.warehouse.internal.catalog;

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
      KeyRows::checks),
  ROUTINES(
      "specific_catalog STRING, specific_schema STRING, specific_name STRING,"
          + " routine_catalog STRING, routine_schema STRING, routine_name STRING,"
          + " routine_owner STRING, routine_type STRING, full_data_type STRING, "
          + TypeFacts.COLUMNS
          + ", routine_body STRING, routine_definition STRING, external_name STRING,"
          + " external_language STRING, parameter_style STRING, is_deterministic STRING,"
          + " sql_data_access STRING, is_null_call STRING, sql_path STRING, security_type STRING,"
          + " as_locator STRING, comment STRING, created TIMESTAMP, created_by STRING,"
          + " last_altered TIMESTAMP, last_altered_by STRING",
      RoutineRows::routines),
  PARAMETERS(
      "specific_catalog STRING, specific_schema STRING, specific_name STRING,"
          + " ordinal_position INT, parameter_mode STRING, is_result STRING, as_locator STRING,"
          + " parameter_name STRING, full_data_type STRING, "
          + TypeFacts.COLUMNS
          + ", parameter_default STRING, comment STRING",
      RoutineRows::parameters),
  ROUTINE_COLUMNS(
      "specific_catalog STRING, specific_schema STRING, specific_name STRING,"
          + " column_name STRING, ordinal_position INT, full_data_type STRING, "
          + TypeFacts.COLUMNS
          + ", comment STRING",
      RoutineRows::columns),
  CATALOG_PRIVILEGES(
      "grantor STRING, grantee STRING, catalog_name STRING, privilege_type STRING,"
          + " is_grantable STRING, inherited_from STRING",
      NoteRows::catalogPrivileges),
  SCHEMA_PRIVILEGES(
      "grantor STRING, grantee STRING, catalog_name STRING, schema_name STRING,"
          + " privilege_type STRING, is_grantable STRING, inherited_from STRING",
      NoteRows::schemaPrivileges),
  TABLE_PRIVILEGES(
      "grantor STRING, grantee STRING, table_catalog STRING, table_schema STRING,"
          + " table_name STRING, privilege_type STRING, is_grantable STRING,"
          + " inherited_from STRING",
      NoteRows::tablePrivileges),
  ROUTINE_PRIVILEGES(
      "grantor STRING, grantee STRING, specific_catalog STRING, specific_schema STRING,"
          + " specific_name STRING, routine_catalog STRING, routine_schema STRING,"
          + " routine_name STRING, privilege_type STRING, is_grantable STRING,"
          + " inherited_from STRING",
      NoteRows::routinePrivileges),
  SCHEMA_TAGS(
      "catalog_name STRING, schema_name STRING, tag_name STRING, tag_value STRING",
      NoteRows::schemaTags),
  TABLE_TAGS(
      "catalog_name STRING, schema_name STRING, table_name STRING, tag_name STRING,"
          + " tag_value STRING",
      NoteRows::tableTags),
  COLUMN_TAGS(
      "catalog_name STRING, schema_name STRING, table_name STRING, column_name STRING,"
          + " tag_name STRING, tag_value STRING",
      NoteRows::columnTags);

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
