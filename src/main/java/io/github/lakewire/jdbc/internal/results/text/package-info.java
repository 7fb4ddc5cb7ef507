/** Dates, intervals and nested values as the texts that Spark writes: forth and back. */
@org.jspecify.annotations.NullMarked
package io.github.lakewire.jdbc.internal.results.text;
