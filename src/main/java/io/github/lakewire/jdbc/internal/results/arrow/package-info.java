/**
 * Arrow bytes to positions: LZ4 frames, IPC messages, schemas. Pure functions of the bytes at hand:
 * every length is checked against them before it is used, and nothing but a {@code Fault} comes out
 * of bad ones.
 */
@org.jspecify.annotations.NullMarked
package io.github.lakewire.jdbc.internal.results.arrow;
