/** Gets pages and files ahead of the reader, within a memory budget. */
@org.jspecify.annotations.NullMarked
package io.github.lakewire.jdbc.internal.fetch;
