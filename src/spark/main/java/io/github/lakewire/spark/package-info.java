/**
 * Results and tables of Databricks on Apache Spark 4.1: the data source {@code lakewire} and a
 * catalog. A query runs once on a warehouse; Spark's executors read the files of its result.
 */
package io.github.lakewire.spark;
