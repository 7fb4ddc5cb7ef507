package io.github.lakewire.it;

import io.github.lakewire.jdbc.LakewireDataSource;
import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands the one local warehouse of this JVM to whoever has a parameter of type {@link
 * WarehouseProcess}: it is started by the first and ended after the last. It speaks TLS, as real
 * ones do. The build runs the tests in two JVMs, each class in a run of its own: what they share
 * belongs to the launcher's session.
 */
final class SharedWarehouse implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(SharedWarehouse.class);

  /** Ends the process when the run is over. */
  private record Holder(WarehouseProcess warehouse) implements AutoCloseable {
    @Override
    public void close() {
      warehouse.close();
    }
  }

  /** The URL for the driver, with the warehouse's own certificate authority. */
  static String trustedUrl(WarehouseProcess warehouse) {
    return warehouse.url() + ";trustStore=" + warehouse.caPem().orElseThrow();
  }

  /** A data source of the warehouse, in catalog main. */
  static LakewireDataSource dataSource(WarehouseProcess warehouse) {
    LakewireDataSource source = new LakewireDataSource();
    source.setUrl(trustedUrl(warehouse));
    source.setToken(warehouse.token());
    source.setCatalog("main");
    return source;
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == WarehouseProcess.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
        .computeIfAbsent("warehouse", key -> new Holder(start()), Holder.class)
        .warehouse();
  }

  private static WarehouseProcess start() {
    try {
      return WarehouseProcess.start(
          WarehouseProcess.classPathOfBuild(), Duration.ofMinutes(3), "--tls");
    } catch (Exception e) {
      throw new IllegalStateException("The local warehouse did not start", e);
    }
  }
}
