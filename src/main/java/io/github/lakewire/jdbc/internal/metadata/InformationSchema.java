package io.github.lakewire.jdbc.internal.metadata;

import static java.util.Objects.requireNonNull;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.metadata.MetadataReader.RowSink;
import io.github.lakewire.jdbc.internal.sql.Identifiers;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The {@code information_schema} of catalogs, for what the metadata calls of servers do not tell.
 * Where it is missing, or the user may not read it, there are no rows: the connection gets one
 * warning, and the same view of that catalog is not asked for again. Thread-safe.
 */
final class InformationSchema {
  private static final Logger LOGGER =
      Logger.getLogger("io.github.lakewire.jdbc.internal.metadata");

  /** Has the rows of all catalogs. */
  private static final String ALL_CATALOGS = "system";

  /** Catalogs that have none; "" is a server without catalogs. */
  private static final Set<String> WITHOUT = Set.of("", "hive_metastore", "spark_catalog", "spark");

  /** So that no crawl of names that do not exist fills the memory. */
  private static final int MOST_REMEMBERED = 1000;

  private final MetadataReader server;
  private final MetadataContext context;

  /** Views that cannot be read, by catalog and name. */
  private final Set<String> unreadable = ConcurrentHashMap.newKeySet();

  private final AtomicBoolean warned = new AtomicBoolean();

  InformationSchema(MetadataReader server, MetadataContext context) {
    this.server = requireNonNull(server, "server");
    this.context = requireNonNull(context, "context");
  }

  /**
   * Hands over the rows of one query, or none where it cannot be read.
   *
   * @param catalog null for all; where these cannot be read together, it is the current one
   * @param view that is asked: its name tells what cannot be read next time
   * @param sql makes the query; gets what stands before {@code .view} in it, quoted
   * @param deadline of the call that it belongs to
   * @return whether it could be read; if not, the sink may have got rows nevertheless
   * @throws DriverException when the way to the server fails, or it takes too long
   */
  boolean read(
      @Nullable String catalog,
      String view,
      UnaryOperator<String> sql,
      Deadline deadline,
      RowSink sink)
      throws DriverException, SQLException {
    if (catalog != null) {
      return readOne(catalog, view, sql, deadline, sink);
    }
    return readOne(ALL_CATALOGS, view, sql, deadline, sink)
        || readOne(context.currentCatalog(), view, sql, deadline, sink);
  }

  /** Whether no catalog of that name has one, so that it need not be asked; null is any catalog. */
  boolean isNowhere(@Nullable String catalog) throws SQLException {
    return !context.hasInformationSchema()
        || (catalog != null && WITHOUT.contains(catalog.toLowerCase(Locale.ROOT)));
  }

  /** Whether a query for metadata would end the transaction of the user; that is a warning. */
  boolean isForbiddenNow() {
    boolean forbidden = context.inTransaction();
    if (forbidden) {
      context.warn(
          "While a transaction is open, metadata that needs a query is left out: the server would"
              + " end the transaction");
    }
    return forbidden;
  }

  private boolean readOne(
      String catalog, String view, UnaryOperator<String> sql, Deadline deadline, RowSink sink)
      throws DriverException, SQLException {
    String name = catalog.toLowerCase(Locale.ROOT);
    String key = name + '.' + view;
    if (isNowhere(catalog) || Identifiers.mayHoldVariable(catalog) || unreadable.contains(key)) {
      warn(catalog);
      return false;
    }
    if (isForbiddenNow()) {
      return false;
    }
    try {
      server.query(sql.apply(Identifiers.quote(name) + ".information_schema"), deadline, sink);
      return true;
    } catch (DriverException exception) {
      if (!MetadataErrors.isRefusedQuery(exception)) {
        throw exception;
      }
      LOGGER.log(Level.FINE, exception, () -> "Cannot read information_schema." + view);
      if (unreadable.size() < MOST_REMEMBERED) {
        unreadable.add(key);
      }
      warn(catalog);
      return false;
    }
  }

  private void warn(String catalog) {
    if (warned.compareAndSet(false, true)) {
      context.warn(
          "The information_schema of the catalog "
              + catalog
              + " is not there, or you may not read it: metadata leaves out its routines,"
              + " privileges, defaults and generated columns");
    }
  }
}
