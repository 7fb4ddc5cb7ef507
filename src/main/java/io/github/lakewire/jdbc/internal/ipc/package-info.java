/**
 * Arrow IPC and LZ4 bytes to positions: LZ4 frames, IPC messages, schemas. Every length is checked
 * against the bytes at hand before it is used, and bad bytes give a {@code DriverException} and
 * nothing else.
 */
@org.jspecify.annotations.NullMarked
package io.github.lakewire.jdbc.internal.ipc;
