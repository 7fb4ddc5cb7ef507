package io.github.lakewire.hibernate;

import java.util.HashMap;
import java.util.Map;
import org.hibernate.boot.registry.StandardServiceInitiator;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.engine.jdbc.batch.internal.BatchBuilderInitiator;
import org.hibernate.engine.jdbc.mutation.internal.MutationExecutorServiceInitiator;
import org.hibernate.engine.jdbc.spi.JdbcServices;
import org.hibernate.service.Service;
import org.hibernate.service.spi.ServiceContributor;
import org.hibernate.service.spi.ServiceRegistryImplementor;

/**
 * Batches of 1,000 rows on Databricks, unless {@code hibernate.jdbc.batch_size} says otherwise: a
 * statement is dear there, and the driver makes one of a batch of inserts. Hibernate finds it as a
 * service; with other dialects it changes nothing.
 */
public final class BatchSizeDefault implements ServiceContributor {
  private static final int ROWS = 1_000;

  /** For Java's service loader. */
  public BatchSizeDefault() {}

  @Override
  public void contribute(StandardServiceRegistryBuilder builder) {
    builder.addInitiator(new WithDefault<>(BatchBuilderInitiator.INSTANCE));
    builder.addInitiator(new WithDefault<>(MutationExecutorServiceInitiator.INSTANCE));
  }

  /** Hibernate's own dialects cannot say this: these services look at the settings only. */
  private record WithDefault<R extends Service>(StandardServiceInitiator<R> standard)
      implements StandardServiceInitiator<R> {
    @Override
    public Class<R> getServiceInitiated() {
      return standard.getServiceInitiated();
    }

    @Override
    public R initiateService(Map<String, Object> settings, ServiceRegistryImplementor registry) {
      boolean ours =
          registry.requireService(JdbcServices.class).getDialect() instanceof DatabricksDialect;
      if (!ours || settings.containsKey(AvailableSettings.STATEMENT_BATCH_SIZE)) {
        return standard.initiateService(settings, registry);
      }
      Map<String, Object> changed = new HashMap<>(settings);
      changed.put(AvailableSettings.STATEMENT_BATCH_SIZE, ROWS);
      return standard.initiateService(changed, registry);
    }
  }
}
