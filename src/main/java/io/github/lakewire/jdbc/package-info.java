/**
 * Lakewire, a JDBC driver for Databricks: the two classes that applications name, and what they get
 * beyond {@code java.sql}: the details of errors, and the progress of statements.
 */
@org.jspecify.annotations.NullMarked
package io.github.lakewire.jdbc;
