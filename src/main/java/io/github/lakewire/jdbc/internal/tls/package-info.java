/** TLS: whom the driver trusts, and what it shows of itself. */
@org.jspecify.annotations.NullMarked
package io.github.lakewire.jdbc.internal.tls;
