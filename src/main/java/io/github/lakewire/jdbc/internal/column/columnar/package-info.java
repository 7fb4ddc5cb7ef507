/** Reads columns of results that are not Arrow: one array of values for each column. */
@org.jspecify.annotations.NullMarked
package io.github.lakewire.jdbc.internal.column.columnar;
