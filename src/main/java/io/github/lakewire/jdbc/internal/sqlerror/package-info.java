/** Makes every {@code SQLException} and {@code SQLWarning} of the driver. */
@org.jspecify.annotations.NullMarked
package io.github.lakewire.jdbc.internal.sqlerror;
