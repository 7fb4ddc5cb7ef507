/**
 * The loop that no driver can beat: it receives the same bytes, decompresses them and adds up the
 * same values where they lie, and makes no objects of them.
 */
@NullMarked
package io.github.lakewire.benchmarks.loop;

import org.jspecify.annotations.NullMarked;
