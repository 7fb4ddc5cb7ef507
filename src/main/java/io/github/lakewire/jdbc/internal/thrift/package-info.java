/**
 * The wire, without policy: Thrift messages of the TCLIService out and in. Generated types stay in
 * here; what goes outwards are immutable records.
 */
@org.jspecify.annotations.NullMarked
package io.github.lakewire.jdbc.internal.thrift;
