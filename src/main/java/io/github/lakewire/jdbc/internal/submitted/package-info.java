/** Statements that were submitted, and are waited for and read by whoever knows them. */
@org.jspecify.annotations.NullMarked
package io.github.lakewire.jdbc.internal.submitted;
