/** Signing in as a person: by a browser or a device code, and what is kept of it. */
@org.jspecify.annotations.NullMarked
package io.github.lakewire.jdbc.internal.signin;
