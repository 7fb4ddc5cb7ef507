/**
 * Lakewire, a JDBC driver for Databricks: the classes that applications name. Everything else is
 * reached through {@code java.sql}.
 */
@org.jspecify.annotations.NullMarked
package io.github.lakewire.jdbc;
