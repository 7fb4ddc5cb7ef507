package io.github.lakewire.hibernate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ServiceLoader;
import org.hibernate.dialect.Dialect;
import org.hibernate.engine.jdbc.dialect.spi.DialectResolutionInfo;
import org.hibernate.engine.jdbc.dialect.spi.DialectResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which products the dialect is for. */
class DatabricksDialectResolverTest {
  @ParameterizedTest
  @ValueSource(strings = {"SparkSQL", "Spark SQL", "Databricks", "Apache Kyuubi"})
  void serversThatSpeakSparkGetIt(String product) {
    Dialect dialect = new DatabricksDialectResolver().resolveDialect(info(product));
    assertInstanceOf(DatabricksDialect.class, dialect);
    assertEquals(4, dialect.getVersion().getMajor());
  }

  @ParameterizedTest
  @ValueSource(strings = {"H2", "PostgreSQL", "Apache Hive", ""})
  void othersDoNot(String product) {
    assertNull(new DatabricksDialectResolver().resolveDialect(info(product)));
  }

  @Test
  void hibernateFindsTheResolverAsAService() {
    assertTrue(
        ServiceLoader.load(DialectResolver.class).stream()
            .anyMatch(provider -> provider.type() == DatabricksDialectResolver.class));
  }

  private static DialectResolutionInfo info(String product) {
    return new DialectResolutionInfo() {
      @Override
      public String getDatabaseName() {
        return product;
      }

      @Override
      public String getDatabaseVersion() {
        return "4.1.0";
      }

      @Override
      public int getDatabaseMajorVersion() {
        return 4;
      }

      @Override
      public int getDatabaseMinorVersion() {
        return 1;
      }

      @Override
      public String getDriverName() {
        return "driver";
      }

      @Override
      public int getDriverMajorVersion() {
        return 1;
      }

      @Override
      public int getDriverMinorVersion() {
        return 0;
      }

      @Override
      public String getSQLKeywords() {
        return "";
      }
    };
  }
}
