/**
 * The JDBC objects: connection, statements, result set. They adapt what the layers below do to what
 * {@code java.sql} promises, and turn every failure into the right {@code SQLException} ({@link
 * io.github.lakewire.jdbc.internal.jdbc.SqlErrors}).
 *
 * <p>One thread at a time uses an object, except for cancel, close, abort, isValid and isClosed,
 * which any thread may call at any moment.
 */
@org.jspecify.annotations.NullMarked
package io.github.lakewire.jdbc.internal.jdbc;
