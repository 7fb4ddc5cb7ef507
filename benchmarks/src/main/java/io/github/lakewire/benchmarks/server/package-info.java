/**
 * A server of canned answers: the Databricks Thrift dialect over HTTP, with every large answer
 * encoded before it is first asked for. It runs in a process of its own, so that its work is not
 * counted as the driver's.
 */
@NullMarked
package io.github.lakewire.benchmarks.server;

import org.jspecify.annotations.NullMarked;
