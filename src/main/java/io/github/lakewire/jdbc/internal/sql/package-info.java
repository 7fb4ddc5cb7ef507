/**
 * SQL as text: what is code and what is quoted, parameter markers, identifiers. No JDBC, no I/O.
 */
@org.jspecify.annotations.NullMarked
package io.github.lakewire.jdbc.internal.sql;
