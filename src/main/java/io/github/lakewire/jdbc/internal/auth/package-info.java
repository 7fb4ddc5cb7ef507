/** Sign-in: where tokens come from, and how connections share and renew them. */
@org.jspecify.annotations.NullMarked
package io.github.lakewire.jdbc.internal.auth;
