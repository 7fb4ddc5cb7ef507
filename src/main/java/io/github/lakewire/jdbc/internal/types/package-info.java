/** SQL types: names, parsing, JDBC codes, sizes, and the columns of a result. */
@org.jspecify.annotations.NullMarked
package io.github.lakewire.jdbc.internal.types;
