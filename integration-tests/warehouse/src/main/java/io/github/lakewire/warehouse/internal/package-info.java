/**
 * A Databricks SQL warehouse in one process: Spark SQL behind the Databricks dialect of HiveServer2
 * over HTTP, for tests and demonstrations. Its specification is what real servers were seen to do.
 */
package io.github.lakewire.warehouse.internal;
