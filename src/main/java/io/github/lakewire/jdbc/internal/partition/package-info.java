/** Results in parts: planned by one process, read by any. */
@org.jspecify.annotations.NullMarked
package io.github.lakewire.jdbc.internal.partition;
