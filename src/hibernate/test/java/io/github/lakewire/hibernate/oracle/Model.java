package io.github.lakewire.hibernate.oracle;

import io.github.lakewire.hibernate.TestWarehouse;
import io.github.lakewire.jdbc.LakewireDataSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.jspecify.annotations.Nullable;

/** Entities with their rows, in both databases. They are made once in a JVM. */
enum Model {
  /** What Hibernate's own tests are written against. */
  STANDARD(StandardEntities.CLASSES, StandardRows::store),
  /** Mappings that those have not. */
  OWN(OwnEntities.CLASSES, OwnEntities::store);

  private final List<Class<?>> entities;
  private final Consumer<Session> rows;
  private @Nullable SessionFactory oracle;
  private @Nullable SessionFactory databricks;
  private @Nullable RuntimeException failure;

  Model(List<Class<?>> entities, Consumer<Session> rows) {
    this.entities = entities;
    this.rows = rows;
  }

  /** The factory of H2. */
  synchronized SessionFactory oracle() {
    if (oracle == null) {
      // Databricks checks no foreign keys, so H2 is not to either.
      JdbcDataSource source = new JdbcDataSource();
      source.setURL(
          "jdbc:h2:mem:" + name() + ";DB_CLOSE_DELAY=-1;INIT=SET REFERENTIAL_INTEGRITY FALSE");
      oracle = factoryOnce(source);
    }
    return oracle;
  }

  /** The factory of the warehouse. */
  synchronized SessionFactory databricks() throws Exception {
    if (databricks == null) {
      LakewireDataSource source = TestWarehouse.schema("oracle_" + name().toLowerCase());
      source.setTransactions(true);
      databricks = factoryOnce(source);
    }
    return databricks;
  }

  /** Silent about what these entities are known for. */
  private static final Logger LOGGER = Logger.getLogger("org.hibernate");

  private static final Logger LEFT_OUT = Logger.getLogger("io.github.lakewire.hibernate");

  static {
    LOGGER.setLevel(Level.SEVERE);
    LEFT_OUT.setLevel(Level.SEVERE);
  }

  /** Does not try again what fails: each check asks. */
  private SessionFactory factoryOnce(DataSource source) {
    if (failure != null) {
      throw new IllegalStateException("no session factory", failure);
    }
    try {
      return factory(source);
    } catch (RuntimeException e) {
      failure = e;
      throw e;
    }
  }

  private SessionFactory factory(DataSource source) {
    Configuration configuration = new Configuration();
    configuration.getProperties().put("hibernate.connection.datasource", source);
    configuration.getProperties().put("hibernate.jdbc.batch_size", "50");
    configuration.getProperties().put("hibernate.order_inserts", "true");
    configuration.getProperties().put("hibernate.cache.use_second_level_cache", "false");
    // Animals have parents of eight tables: fifty joins take Spark half a minute.
    configuration.getProperties().put("hibernate.max_fetch_depth", "0");
    configuration.getProperties().put("hibernate.hbm2ddl.auto", "create-only");
    configuration.getProperties().put("hibernate.query.hql.json_functions_enabled", "true");
    configuration.getProperties().put("hibernate.query.hql.xml_functions_enabled", "true");
    configuration
        .getProperties()
        .put("hibernate.show_sql", System.getProperty("oracle.show", "false"));
    configuration.getProperties().put("hibernate.type.json_format_mapper", new TextFormat());
    entities.forEach(configuration::addAnnotatedClass);
    SessionFactory factory = configuration.buildSessionFactory();
    factory.inTransaction(rows);
    return factory;
  }
}
