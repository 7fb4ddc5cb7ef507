package io.github.lakewire.hibernate;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.Test;

/** The dialect is found without a property that names it. */
class DialectResolutionIT {
  @Test
  void lakewireGetsTheDialectOfDatabricks() throws Exception {
    Configuration configuration = new Configuration();
    configuration
        .getProperties()
        .put("hibernate.connection.datasource", TestWarehouse.schema("dialect_resolution"));
    try (SessionFactory factory = configuration.buildSessionFactory()) {
      assertInstanceOf(
          DatabricksDialect.class,
          factory.unwrap(SessionFactoryImplementor.class).getJdbcServices().getDialect());
    }
  }
}
