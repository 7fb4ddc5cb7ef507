/**
 * {@code DatabaseMetaData}: what the driver and Databricks can do, and the result sets that
 * describe catalogs, schemas, tables, columns, keys and functions.
 *
 * <p>Servers answer metadata calls in forms and orders of their own, so that every response is
 * filtered, sorted and completed here; {@link
 * io.github.lakewire.jdbc.internal.metadata.MetadataColumns} says which columns JDBC wants.
 */
@org.jspecify.annotations.NullMarked
package io.github.lakewire.jdbc.internal.metadata;
