package io.github.lakewire.jdbc.internal.session;

import io.github.lakewire.jdbc.internal.config.ConnectionConfig;
import io.github.lakewire.jdbc.internal.config.ConnectionConfig.SessionDefaults;
import io.github.lakewire.jdbc.internal.http.HttpChannel;
import io.github.lakewire.jdbc.internal.http.StoreTransfer;
import io.github.lakewire.jdbc.internal.thrift.CliService;
import io.github.lakewire.jdbc.internal.thrift.OpenRequest;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a session is opened with, and what a session that replaces it is opened with.
 *
 * @param settings what it was opened with
 * @param zone the zone that the driver has chosen
 * @param store of the files of its results
 * @param tags query tags of all statements
 */
record Origin(
    ConnectionConfig config,
    Wire wire,
    CliService service,
    Map<String, String> settings,
    SessionZone zone,
    ResultStore store,
    AtomicReference<Map<String, @Nullable String>> tags) {
  /**
   * What a session talks through.
   *
   * @param downloads makes a downloader for one result
   * @param transfers makes a transfer of one file
   * @param endsWithDriver sets what ends when the driver is taken out of service
   * @param release releases the connections
   */
  record Wire(
      HttpChannel channel,
      OperationDownloads.Maker downloads,
      StoreTransfer.Maker transfers,
      Consumer<Runnable> endsWithDriver,
      Runnable release) {}

  /** Catalog and schema to begin in; null for both is where the first session began. */
  SessionDefaults place(@Nullable String catalog, @Nullable String schema) {
    return catalog == null && schema == null
        ? config.session()
        : config.session().in(catalog, schema);
  }

  /** The request for another session, in the form that the server took. */
  OpenRequest again(SessionDefaults place, boolean databricks) {
    return SessionOpener.request(
        databricks ? OpenRequest.Dialect.DATABRICKS : OpenRequest.Dialect.HIVE, place, settings);
  }
}
