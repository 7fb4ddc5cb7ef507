package io.github.lakewire.hibernate;

import java.util.Set;
import org.hibernate.dialect.Dialect;
import org.hibernate.engine.jdbc.dialect.spi.DialectResolutionInfo;
import org.hibernate.engine.jdbc.dialect.spi.DialectResolver;
import org.jspecify.annotations.Nullable;

/**
 * Gives Hibernate the dialect of Databricks for what the driver says the server is: found by
 * Hibernate as a service, with Lakewire and with the official driver.
 */
public final class DatabricksDialectResolver implements DialectResolver {
  /** As the drivers of Databricks and those of Spark's own servers call what they talk to. */
  private static final Set<String> PRODUCTS =
      Set.of("SparkSQL", "Spark SQL", "Databricks", "Apache Kyuubi");

  /** For Java's service loader. */
  public DatabricksDialectResolver() {}

  @Override
  public @Nullable Dialect resolveDialect(DialectResolutionInfo info) {
    return PRODUCTS.contains(info.getDatabaseName()) ? new DatabricksDialect(info) : null;
  }
}
