package io.github.lakewire.hibernate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.util.Map;
import org.h2.jdbcx.JdbcDataSource;
import org.hibernate.SessionFactory;
import org.hibernate.engine.jdbc.batch.internal.BatchBuilderImpl;
import org.hibernate.engine.jdbc.batch.spi.BatchBuilder;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.Test;

/** The module is on the class path of applications that use other databases, too. */
class OtherDialectsTest {
  @Test
  void otherDatabasesKeepTheirIdentityColumnsAndBatches() {
    JdbcDataSource source = new JdbcDataSource();
    source.setUrl("jdbc:h2:mem:other_dialects;DB_CLOSE_DELAY=-1");
    try (SessionFactory factory =
        TestFactory.build(source, "create-drop", Map.of(), Numbered.class)) {
      Numbered row = new Numbered();
      factory.inTransaction(session -> session.persist(row));
      assertTrue(row.id > 0);
      BatchBuilder builder =
          factory
              .unwrap(SessionFactoryImplementor.class)
              .getServiceRegistry()
              .requireService(BatchBuilder.class);
      assertEquals(1, ((BatchBuilderImpl) builder).getJdbcBatchSize());
    }
  }

  @Entity(name = "Numbered")
  static class Numbered {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    long id;
  }
}
