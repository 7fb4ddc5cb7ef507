/**
 * The fake servers of the tests, the one place where their responses are made, and what else tests
 * share:
 *
 * <ul>
 *   <li>{@link io.github.lakewire.jdbc.testkit.FakeThriftServer}, a server by script: as a channel
 *       for the inner packages, over HTTP for the whole driver.
 *   <li>{@link io.github.lakewire.jdbc.testkit.ThriftResponses}, all that such a server says.
 *   <li>{@link io.github.lakewire.jdbc.testkit.BytesChannel}, a server that is one function of
 *       bytes, for what no struct can say.
 *   <li>{@link io.github.lakewire.jdbc.testkit.ResultFiles}, a cloud store with result files.
 *   <li>{@link io.github.lakewire.jdbc.testkit.FakePages}, the pages of a result without a server.
 *   <li>{@link io.github.lakewire.jdbc.testkit.ArrowBytes}, the bytes of batches and files.
 *   <li>{@link io.github.lakewire.jdbc.testkit.StallingServer}, a server and its store that say
 *       nothing any more from one point on.
 *   <li>{@link io.github.lakewire.jdbc.testkit.RawSocketServer} for bytes that no proper server
 *       sends: scripts of raw HTTP, silence, connections that end early, TLS.
 *   <li>{@link io.github.lakewire.jdbc.testkit.SqlStates}, the state with which a call fails.
 * </ul>
 *
 * <p>Every server listens on 127.0.0.1 only, its threads are daemons, and {@code close} ends it.
 */
@NullMarked
package io.github.lakewire.jdbc.testkit;

import org.jspecify.annotations.NullMarked;
