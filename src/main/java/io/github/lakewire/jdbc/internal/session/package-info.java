/** The life of things on the server: sessions and operations. */
@org.jspecify.annotations.NullMarked
package io.github.lakewire.jdbc.internal.session;
