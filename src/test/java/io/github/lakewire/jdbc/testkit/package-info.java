/**
 * The fake servers of the tests, and the one place where their responses are made:
 *
 * <ul>
 *   <li>{@link io.github.lakewire.jdbc.testkit.RawSocketServer} for bytes that no proper server
 *       sends: scripts of raw HTTP, silence, connections that end early, TLS.
 * </ul>
 *
 * <p>Every server listens on 127.0.0.1 only, its threads are daemons, and {@code close} ends it.
 */
@NullMarked
package io.github.lakewire.jdbc.testkit;

import org.jspecify.annotations.NullMarked;
