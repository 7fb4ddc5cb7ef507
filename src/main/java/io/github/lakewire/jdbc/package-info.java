/**
 * Lakewire, a JDBC driver for Databricks: the classes that applications name, and what the driver
 * offers beyond {@code java.sql}: details of errors, progress of statements, Arrow vectors. All
 * other packages are internal and may change in any release.
 *
 * @since 0.1.0
 */
@org.jspecify.annotations.NullMarked
package io.github.lakewire.jdbc;
