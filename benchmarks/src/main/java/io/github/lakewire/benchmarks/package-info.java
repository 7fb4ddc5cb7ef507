/**
 * How fast a JDBC driver fetches rows: JMH benchmarks over plain {@code java.sql}, the loop that
 * bounds them, and {@link io.github.lakewire.benchmarks.Compare}, which runs drivers side by side.
 *
 * <p>The driver is chosen by the class path of the measured JVM, which holds nothing of Arrow,
 * Thrift or LZ4 but what the driver itself brings.
 */
@NullMarked
package io.github.lakewire.benchmarks;

import org.jspecify.annotations.NullMarked;
