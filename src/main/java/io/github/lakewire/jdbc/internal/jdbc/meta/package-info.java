/**
 * {@code DatabaseMetaData}: what the driver and Databricks can do, and the result sets that
 * describe catalogs, schemas, tables, columns, keys and functions.
 *
 * <p>Servers answer metadata calls in shapes and orders of their own (PROTOCOL section 12), so
 * every answer is filtered, sorted and computed again here; one table, {@link
 * io.github.lakewire.jdbc.internal.jdbc.meta.MetadataShapes}, says what JDBC wants.
 */
@org.jspecify.annotations.NullMarked
package io.github.lakewire.jdbc.internal.jdbc.meta;
