/**
 * Reads one column of a result: one class for each physical type of Arrow. A reader knows its bytes
 * and gives the value of a row as each Java type that it can be converted to.
 */
@org.jspecify.annotations.NullMarked
package io.github.lakewire.jdbc.internal.column;
