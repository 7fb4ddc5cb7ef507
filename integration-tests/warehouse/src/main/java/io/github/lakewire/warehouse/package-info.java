/**
 * A Databricks SQL warehouse for tests, on this machine and in a process of its own: Apache Spark
 * behind the protocol of Databricks.
 *
 * <p>{@link io.github.lakewire.warehouse.LocalWarehouse} starts one, {@link
 * io.github.lakewire.warehouse.Warehouse} hands one to a JUnit test, and {@link
 * io.github.lakewire.warehouse.WarehouseMain} runs one for programs in other languages. What is
 * like Databricks, and what is not, is in {@code warehouse.md}.
 */
package io.github.lakewire.warehouse;
