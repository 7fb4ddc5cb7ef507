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
      case LIST, LARGE_LIST, FIXED_LIST, LIST_VIEW, LARGE_LIST_VIEW -> {
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
      // They stand for values of that type.
      case DICTIONARY -> append(text, field.children().get(0));
      case RUN_END -> append(text, field.children().get(1));
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
      case UINT8 -> "SMALLINT";
      case UINT16 -> "INT";
      case UINT32 -> "BIGINT";
      case UINT64 -> "DECIMAL(20,0)";
      case FLOAT16, FLOAT32 -> "FLOAT";
      case FLOAT64 -> "DOUBLE";
      case DECIMAL32, DECIMAL64, DECIMAL128, DECIMAL256 ->
          "DECIMAL(" + field.precision() + "," + field.scale() + ")";
      case UTF8, LARGE_UTF8, UTF8_VIEW -> "STRING";
      case BINARY, LARGE_BINARY, BINARY_VIEW, FIXED_BINARY -> "BINARY";
      case DATE32, DATE64 -> "DATE";
      case TIME32, TIME64 -> "TIME(" + digits(field.unitsPerSecond()) + ")";
      case TIMESTAMP -> field.zone() == null ? "TIMESTAMP_NTZ" : "TIMESTAMP";
      case INTERVAL_MONTHS -> "INTERVAL YEAR TO MONTH";
      case DURATION, INTERVAL_DAY_TIME -> "INTERVAL DAY TO SECOND";
      case INTERVAL_MONTH_DAY_NANO -> "INTERVAL";
      case LIST, LARGE_LIST, FIXED_LIST, LIST_VIEW, LARGE_LIST_VIEW -> "ARRAY";
      case MAP -> "MAP";
      case STRUCT -> "STRUCT";
      case DICTIONARY -> simpleName(field.children().get(0));
      case RUN_END -> simpleName(field.children().get(1));
      case SPARSE_UNION, DENSE_UNION -> "UNION";
      case UNKNOWN -> "UNKNOWN";
    };
  }
}
