/** What calls of procedures and functions need beside a prepared statement. */
@org.jspecify.annotations.NullMarked
package io.github.lakewire.jdbc.internal.routine;
