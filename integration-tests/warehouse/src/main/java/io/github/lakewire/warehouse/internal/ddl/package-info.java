/** Statements that Databricks knows and Spark does not: views, routines, privileges, tags. */
package io.github.lakewire.warehouse.internal.ddl;
