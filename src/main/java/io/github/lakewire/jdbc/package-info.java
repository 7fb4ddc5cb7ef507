/**
 * Lakewire, a JDBC driver for Databricks: the classes that applications name, and what they get
 * beyond {@code java.sql}: the details of errors, the progress of statements, batches of Arrow.
 */
@org.jspecify.annotations.NullMarked
package io.github.lakewire.jdbc;
