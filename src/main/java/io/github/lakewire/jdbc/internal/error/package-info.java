/** What can fail below JDBC: one checked exception, and the table of SQLStates. */
@org.jspecify.annotations.NullMarked
package io.github.lakewire.jdbc.internal.error;
