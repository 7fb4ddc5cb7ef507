/** Rows without JDBC and Thrift: pages in, cursors out. */
@org.jspecify.annotations.NullMarked
package io.github.lakewire.jdbc.internal.results;
