/** Rows as {@code java.sql} objects: the result set, its metadata, and the values in memory. */
@org.jspecify.annotations.NullMarked
package io.github.lakewire.jdbc.internal.resultset;
