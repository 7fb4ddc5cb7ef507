/** What others may see of the driver's work: the traces of applications, and events. */
@org.jspecify.annotations.NullMarked
package io.github.lakewire.jdbc.internal.tracing;
