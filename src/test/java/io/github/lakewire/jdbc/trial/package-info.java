/**
 * The fault trial: clients of the driver against a server that fails by a script, and a soak.
 *
 * <ul>
 *   <li>{@link io.github.lakewire.jdbc.trial.Sequence}, made from a seed: what the client does, how
 *       its statements run, and which requests go wrong.
 *   <li>{@link io.github.lakewire.jdbc.trial.Warehouse}, what the server knows: sessions,
 *       operations, and how often the statement of each key was executed.
 *   <li>{@link io.github.lakewire.jdbc.trial.TrialServer}, its sockets, where the faults are.
 *   <li>{@link io.github.lakewire.jdbc.trial.SequenceRun}, the client, which compares what the
 *       driver says with what the server has done.
 * </ul>
 */
@NullMarked
package io.github.lakewire.jdbc.trial;

import org.jspecify.annotations.NullMarked;
