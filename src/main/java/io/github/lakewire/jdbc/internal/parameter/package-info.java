/** Java values to typed parameters and to literals in SQL text. */
@org.jspecify.annotations.NullMarked
package io.github.lakewire.jdbc.internal.parameter;
