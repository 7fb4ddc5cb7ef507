package io.github.lakewire.warehouse.internal;

import io.github.lakewire.thrift.TSessionHandle;
import io.github.lakewire.warehouse.internal.catalog.Storage;
import io.github.lakewire.warehouse.internal.catalog.WarehouseCatalog;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.connector.catalog.CatalogManager;

/** One client's Spark session: own settings, own current catalog and schema, shared tables. */
final class WarehouseSession {
  private static final Map<String, String> SQL_PARAMETERS =
      Map.of(
          "timezone", "spark.sql.session.timeZone",
          "ansi_mode", "spark.sql.ansi.enabled");

  private static final String QUERY_TAGS = "query_tags";

  private final UUID id = UUID.randomUUID();
  private final SparkSession spark;
  private final SessionTransaction transaction = new SessionTransaction();
  private final boolean openedWhileStarting;
  private volatile long lastTouched = System.nanoTime();

  /**
   * @param openedWhileStarting whether it was opened before compute was up, and is never known
   *     there
   */
  WarehouseSession(SparkSession spark, boolean openedWhileStarting) {
    this.spark = spark;
    this.openedWhileStarting = openedWhileStarting;
  }

  boolean isOpenedWhileStarting() {
    return openedWhileStarting;
  }

  UUID id() {
    return id;
  }

  SparkSession spark() {
    return spark;
  }

  SessionTransaction transaction() {
    return transaction;
  }

  TSessionHandle handle() {
    return new TSessionHandle().setSessionId(HandleIds.of(id));
  }

  void touch() {
    lastTouched = System.nanoTime();
  }

  boolean idleFor(Duration limit) {
    return System.nanoTime() - lastTouched > limit.toNanos();
  }

  String zone() {
    return spark.sessionState().conf().sessionLocalTimeZone();
  }

  /**
   * Applies settings by their SQL parameter or Spark name; those that mean nothing here are kept.
   */
  void configure(Map<String, String> settings) {
    settings.forEach(
        (name, value) ->
            spark
                .conf()
                .set(
                    SQL_PARAMETERS.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), name),
                    value));
  }

  /** The query tags of a statement: its own, else those of the session; null for none. */
  String tagsOf(Map<String, String> overlay) {
    return overlay != null && overlay.containsKey(QUERY_TAGS)
        ? overlay.get(QUERY_TAGS)
        : spark.conf().get(QUERY_TAGS, null);
  }

  /**
   * Changes catalog and schema, whose names are kept in lower case; null leaves one as it is.
   * "SPARK" is the default catalog.
   */
  void use(String catalog, String schema) {
    if (catalog != null && !catalog.isEmpty() && !catalog.equalsIgnoreCase("spark")) {
      String key = Storage.key(catalog);
      WarehouseCatalog.checkUse(key);
      Engine.active(spark, () -> set(catalogs -> catalogs.setCurrentCatalog(key)));
    }
    if (schema != null && !schema.isEmpty()) {
      String[] namespace = {Storage.key(schema)};
      Engine.active(spark, () -> set(catalogs -> catalogs.setCurrentNamespace(namespace)));
    }
  }

  private boolean set(Consumer<CatalogManager> change) {
    change.accept(spark.sessionState().catalogManager());
    return true;
  }

  String currentCatalog() {
    return Engine.active(
        spark, () -> spark.sessionState().catalogManager().currentCatalog().name());
  }

  String currentSchema() {
    return Engine.active(
        spark, () -> String.join(".", spark.sessionState().catalogManager().currentNamespace()));
  }
}
