/** Bytes to and from the server: pooling, retries, proxies, credentials. */
@org.jspecify.annotations.NullMarked
package io.github.lakewire.jdbc.internal.http;
