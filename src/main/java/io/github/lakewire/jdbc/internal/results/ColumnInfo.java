package io.github.lakewire.jdbc.internal.results;

/**
 * One column of a result.
 *
 * @param name the label, as the server sent it; may repeat in a result, may be any text
 * @param typeName the full SQL type in upper case, for example {@code DECIMAL(10,2)}, {@code
 *     ARRAY<INT>}, {@code INTERVAL DAY TO SECOND}
 * @param precision digits of DECIMAL, length of CHAR and VARCHAR, else 0
 * @param scale scale of DECIMAL, digits of the fraction of TIME, else 0
 * @param comment the column's comment, "" when there is none
 */
public record ColumnInfo(
    String name, ColumnType type, String typeName, int precision, int scale, String comment) {}
