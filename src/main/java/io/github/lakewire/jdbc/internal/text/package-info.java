/** Values as the texts that Spark writes, and texts back to values. */
@org.jspecify.annotations.NullMarked
package io.github.lakewire.jdbc.internal.text;
