/** From Spark's rows to what goes over the wire: Arrow batches, columnar sets, files. */
package io.github.lakewire.warehouse.internal.results;
