/**
 * What Databricks SQL and the driver can do, whatever objects there are: the constants of {@code
 * DatabaseMetaData}, its words and functions. Nothing here asks the server.
 */
@org.jspecify.annotations.NullMarked
package io.github.lakewire.jdbc.internal.dialect;
