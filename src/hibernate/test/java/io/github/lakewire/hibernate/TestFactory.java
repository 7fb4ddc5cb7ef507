package io.github.lakewire.hibernate;

import java.util.Map;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;

/** Session factories on schemas of the test warehouse, whose errors in DDL are not passed over. */
final class TestFactory {
  private TestFactory() {}

  /** In a new schema, with tables made. */
  static SessionFactory create(String schema, Class<?>... entities) throws Exception {
    return create(schema, Map.of(), entities);
  }

  static SessionFactory create(String schema, Map<String, Object> settings, Class<?>... entities)
      throws Exception {
    return build(TestWarehouse.schema(schema), "create-only", settings, entities);
  }

  static SessionFactory build(
      Object source, String schemaTool, Map<String, Object> settings, Class<?>... entities) {
    Configuration configuration = new Configuration();
    for (Class<?> entity : entities) {
      configuration.addAnnotatedClass(entity);
    }
    configuration.getProperties().put("hibernate.connection.datasource", source);
    configuration.setProperty("hibernate.hbm2ddl.auto", schemaTool);
    configuration.setProperty("hibernate.hbm2ddl.halt_on_error", "true");
    configuration.getProperties().putAll(settings);
    return configuration.buildSessionFactory();
  }
}
