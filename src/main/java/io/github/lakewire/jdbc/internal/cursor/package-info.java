/** Walks a result forwards, batch by batch, and chooses the reader of each column. */
@org.jspecify.annotations.NullMarked
package io.github.lakewire.jdbc.internal.cursor;
