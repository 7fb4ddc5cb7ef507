/** How fast Spark reads through this source, and through its own JDBC source with two drivers. */
@org.jspecify.annotations.NullMarked
package io.github.lakewire.spark.bench;
