package io.github.lakewire.jdbc.internal.metadata;

import static java.util.Objects.requireNonNull;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.RetoldException;
import io.github.lakewire.jdbc.internal.metadata.MetadataReader.RowSink;
import io.github.lakewire.jdbc.internal.metadata.cache.SchemaCache;
import io.github.lakewire.jdbc.internal.sql.Identifiers;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The {@code information_schema} of catalogs, for what the metadata calls of servers do not tell.
 * Where it is missing, or the user may not read it, there are no rows: the connection gets one
 * warning, and the same view of that catalog is not asked for again for a while. Thread-safe.
 */
final class InformationSchema {
  private static final Logger LOGGER =
      Logger.getLogger("io.github.lakewire.jdbc.internal.metadata");

  /** Has the rows of all catalogs. */
  private static final String ALL_CATALOGS = "system";

  /** Catalogs that have none; "" is a server without catalogs. */
  private static final Set<String> WITHOUT = Set.of("", "hive_metastore", "spark_catalog", "spark");

  private final MetadataReader server;
  private final MetadataContext context;
  private final SchemaCache cache;
  private final AtomicBoolean warned = new AtomicBoolean();

  /**
   * @param cache remembers what cannot be read
   */
  InformationSchema(MetadataReader server, MetadataContext context, SchemaCache cache) {
    this.server = requireNonNull(server, "server");
    this.context = requireNonNull(context, "context");
    this.cache = requireNonNull(cache, "cache");
  }

  /** A view of a catalog that cannot be read. */
  private record Unreadable(String catalog, String view) {}

  /** A view or catalog that is not there: names that do not exist are no warning. */
  private record Missing(String catalog, String view) {}

  /** Reads, in one of the ways below. */
  @FunctionalInterface
  interface Query {
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
        throws DriverException, SQLException;
  }

  /** What a query is for. */
  private enum Need {
    /** It was asked for: an error of the server is one. */
    ASKED,
    /** It can be left out, which is a warning. */
    OPTIONAL,
    /** There is another way to the same. */
    SHORTCUT
  }

  /** Reads what was asked for. */
  boolean read(
      @Nullable String catalog,
      String view,
      UnaryOperator<String> sql,
      Deadline deadline,
      RowSink sink)
      throws DriverException, SQLException {
    return read(Need.ASKED, catalog, view, sql, deadline, sink);
  }

  /** Reads what can be left out: any error of the server, and a time-out, leaves it out. */
  Query optional() {
    return (catalog, view, sql, deadline, sink) ->
        read(Need.OPTIONAL, catalog, view, sql, deadline, sink);
  }

  /** As {@link #optional}, where there is another way to the same: without a warning. */
  Query shortcut() {
    return (catalog, view, sql, deadline, sink) ->
        read(Need.SHORTCUT, catalog, view, sql, deadline, sink);
  }

  private boolean read(
      Need need,
      @Nullable String catalog,
      String view,
      UnaryOperator<String> sql,
      Deadline deadline,
      RowSink sink)
      throws DriverException, SQLException {
    if (catalog != null) {
      return readOne(need, catalog, view, sql, deadline, sink);
    }
    return readOne(need, ALL_CATALOGS, view, sql, deadline, sink)
        || readOne(need, context.currentCatalog(), view, sql, deadline, sink);
  }

  /** Whether no catalog of that name has one, so that it need not be asked; null is any catalog. */
  boolean isNowhere(@Nullable String catalog) throws SQLException {
    return !context.hasInformationSchema()
        || (catalog != null && WITHOUT.contains(catalog.toLowerCase(Locale.ROOT)));
  }

  private boolean readOne(
      Need need,
      String catalog,
      String view,
      UnaryOperator<String> sql,
      Deadline deadline,
      RowSink sink)
      throws DriverException, SQLException {
    String name = catalog.toLowerCase(Locale.ROOT);
    Missing missing = new Missing(name, view);
    Unreadable unreadable = new Unreadable(name, view);
    if (cache.isRefused(missing)) {
      return false;
    }
    if (isNowhere(catalog) || Identifiers.mayHoldVariable(catalog) || cache.isRefused(unreadable)) {
      warn(need, catalog);
      return false;
    }
    if (need != Need.ASKED && context.inTransaction()) {
      if (need == Need.OPTIONAL) {
        context.warn(
            "While a transaction is open, defaults and generated columns are left out: the server"
                + " would roll it back at a query for them");
      }
      return false;
    }
    try {
      server.query(sql.apply(Identifiers.quote(name) + ".information_schema"), deadline, sink);
      return true;
    } catch (DriverException exception) {
      if (!leavesOut(need, exception)) {
        throw exception;
      }
      LOGGER.log(
          Level.FINE,
          RetoldException.logged(exception),
          () -> "Cannot read information_schema." + view);
      boolean isMissing = MetadataErrors.isNotFound(exception);
      cache.refuse(isMissing ? missing : unreadable);
      if (!isMissing) {
        warn(need, catalog);
      }
      return false;
    }
  }

  private static boolean leavesOut(Need need, DriverException exception) {
    return MetadataErrors.isRefusedQuery(exception)
        || (need != Need.ASKED
            && (exception.kind() == DriverException.Kind.SERVER
                || exception.kind() == DriverException.Kind.TIMED_OUT));
  }

  private void warn(Need need, String catalog) {
    if (need != Need.SHORTCUT && warned.compareAndSet(false, true)) {
      context.warn(
          "The information_schema of the catalog "
              + catalog
              + " is not there, or you may not read it: metadata leaves out its routines,"
              + " privileges, defaults and generated columns");
    }
  }
}
