package io.github.lakewire.jdbc.internal.results;

import io.github.lakewire.jdbc.internal.results.arrow.ArrowField;

/**
 * SQL columns from Arrow fields: by Spark's field metadata, the only complete description of a type
 * (PROTOCOL section 11), else by the Arrow type.
 */
final class ArrowColumns {
  private ArrowColumns() {}

  static ColumnInfo column(ArrowField field) {
    String sqlType = field.sqlType();
    if (sqlType == null || sqlType.isBlank()) {
      StringBuilder text = new StringBuilder();
      append(text, field);
      sqlType = text.toString();
    }
    return TypeText.column(field.name(), sqlType, "");
  }

  /**
   * A part of a nested type, which nobody asks for its full name: that would be written out again
   * at each level.
   */
  static ColumnInfo part(ArrowField field) {
    return TypeText.column(field.name(), simpleName(field), "");
  }

  private static void append(StringBuilder text, ArrowField field) {
    switch (field.type()) {
      case LIST -> {
        text.append("ARRAY<");
        append(text, field.children().get(0));
        text.append('>');
      }
      case MAP -> {
        ArrowField entry = field.children().get(0);
        text.append("MAP<");
        append(text, entry.children().get(0));
        text.append(", ");
        append(text, entry.children().get(1));
        text.append('>');
      }
      case STRUCT -> {
        text.append("STRUCT<");
        String separator = "";
        for (ArrowField child : field.children()) {
          appendName(text.append(separator), child.name());
          text.append(": ");
          append(text, child);
          separator = ", ";
        }
        text.append('>');
      }
      default -> text.append(simpleName(field));
    }
  }

  /** Quoted where it would not be one word. */
  private static void appendName(StringBuilder text, String name) {
    if (name.matches("\\w+")) {
      text.append(name);
    } else {
      text.append('`').append(name.replace("`", "``")).append('`');
    }
  }

  private static int digits(long unitsPerSecond) {
    return (int) Math.log10(unitsPerSecond);
  }

  private static String simpleName(ArrowField field) {
    return switch (field.type()) {
      case NULL -> "VOID";
      case BOOL -> "BOOLEAN";
      case INT8 -> "TINYINT";
      case INT16 -> "SMALLINT";
      case INT32 -> "INT";
      case INT64 -> "BIGINT";
      case FLOAT32 -> "FLOAT";
      case FLOAT64 -> "DOUBLE";
      case DECIMAL128 -> "DECIMAL(" + field.precision() + "," + field.scale() + ")";
      case UTF8, LARGE_UTF8 -> "STRING";
      case BINARY, LARGE_BINARY -> "BINARY";
      case DATE32 -> "DATE";
      case TIME32, TIME64 -> "TIME(" + digits(field.unitsPerSecond()) + ")";
      case TIMESTAMP -> field.zone() == null ? "TIMESTAMP_NTZ" : "TIMESTAMP";
      case INTERVAL_MONTHS -> "INTERVAL YEAR TO MONTH";
      case DURATION -> "INTERVAL DAY TO SECOND";
      case LIST -> "ARRAY";
      case MAP -> "MAP";
      case STRUCT -> "STRUCT";
    };
  }
}
