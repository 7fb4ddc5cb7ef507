/** Reads columns that are made of other columns: lists, maps, structs, unions. */
@org.jspecify.annotations.NullMarked
package io.github.lakewire.jdbc.internal.column.nested;
