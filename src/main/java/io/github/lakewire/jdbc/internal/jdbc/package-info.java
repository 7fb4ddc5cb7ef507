/**
 * Connections and statements. They adapt what the packages below do to what {@code java.sql}
 * promises.
 *
 * <p>One thread at a time uses an object, except for cancel, close, abort, isValid and isClosed,
 * which any thread may call at any time.
 */
@org.jspecify.annotations.NullMarked
package io.github.lakewire.jdbc.internal.jdbc;
