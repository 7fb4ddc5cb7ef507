/** What went wrong, before JDBC: one checked exception and the table of SQLStates. */
@org.jspecify.annotations.NullMarked
package io.github.lakewire.jdbc.internal.fault;
