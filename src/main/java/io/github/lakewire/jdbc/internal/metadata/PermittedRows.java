package io.github.lakewire.jdbc.internal.metadata;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.thrift.MetadataRequest;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a call over many catalogs or schemas that the server refuses as a whole, because the
 * user may not read one of them: one catalog after the other, and of a refused one a schema after
 * the other. What may not be read is left out, and the connection gets one warning that names it.
 */
final class PermittedRows implements MetadataReader.Rows {
  private static final MetadataReader.Rows NONE = new NoRows();

  private final MetadataReader server;
  private final MetadataContext context;
  private final Call call;
  private final SearchPattern schemas;
  private final Deque<Part> parts = new ArrayDeque<>();
  private final List<String> left = new ArrayList<>();
  private Deadline deadline;
  private volatile MetadataReader.Rows current = NONE;
  private String catalog = "";
  private volatile boolean closed;

  /** A call, for any part of the catalogs and schemas. */
  interface Call {
    /**
     * Makes the request.
     *
     * @param catalog as it is sent; null is all
     * @param schemas as they are sent; null is all
     */
    MetadataRequest of(@Nullable String catalog, @Nullable String schemas);
  }

  /**
   * What is asked for at once.
   *
   * @param schema null for all that the call is about
   */
  private record Part(String catalog, @Nullable String schema) {
    String name() {
      return schema == null ? "the catalog " + catalog : "the schema " + catalog + '.' + schema;
    }
  }

  private PermittedRows(
      MetadataReader server,
      MetadataContext context,
      SearchPattern schemas,
      Call call,
      Deadline deadline) {
    this.server = server;
    this.context = context;
    this.schemas = schemas;
    this.call = call;
    this.deadline = deadline;
  }

  /** Sends a call; one for all, as long as the server does not refuse it. */
  static MetadataReader.Rows open(
      MetadataReader server,
      MetadataContext context,
      CatalogFilter catalogs,
      SearchPattern schemas,
      Call call)
      throws DriverException, SQLException {
    Deadline deadline = context.deadline();
    try {
      return server.open(call.of(catalogs.sent(), schemas.text()), deadline);
    } catch (DriverException refusal) {
      if (!MetadataErrors.isForbidden(refusal)) {
        throw refusal;
      }
      PermittedRows rows = new PermittedRows(server, context, schemas, call, deadline);
      if (!rows.divide(catalogs.name())) {
        throw refusal;
      }
      return rows;
    }
  }

  /** Finds the parts of what was refused; false when there are none. */
  private boolean divide(@Nullable String refusedCatalog) throws DriverException, SQLException {
    if (refusedCatalog != null) {
      return divideCatalog(refusedCatalog);
    }
    List<String> catalogs = names(new MetadataRequest.Catalogs(), "TABLE_CAT");
    catalogs.forEach(name -> parts.add(new Part(name, null)));
    return !catalogs.isEmpty();
  }

  private boolean divideCatalog(String refused) throws DriverException, SQLException {
    if (schemas.name() != null || isOfSchemas()) {
      return false;
    }
    List<String> names;
    try {
      names =
          names(
              new MetadataRequest.Schemas(SearchPattern.escape(refused), schemas.text()),
              "TABLE_SCHEM");
    } catch (DriverException refusal) {
      if (MetadataErrors.isForbidden(refusal)) {
        return false;
      }
      throw refusal;
    }
    Collections.reverse(names);
    names.stream()
        .filter(schemas::matches)
        .forEach(name -> parts.addFirst(new Part(refused, name)));
    return true;
  }

  /** Whether it is schemas that are asked for, so that a catalog has no parts. */
  private boolean isOfSchemas() {
    return call.of(null, null) instanceof MetadataRequest.Schemas;
  }

  private List<String> names(MetadataRequest request, String column)
      throws DriverException, SQLException {
    List<String> names = new ArrayList<>();
    try (MetadataReader.Rows rows = server.open(request, deadline)) {
      while (rows.next()) {
        String name = rows.row().textOrEmpty(column);
        if (!name.isEmpty()) {
          names.add(name);
        }
      }
    }
    Collections.sort(names);
    return names;
  }

  @Override
  public void within(Deadline next) {
    deadline = next;
    current.within(next);
  }

  @Override
  public boolean next() throws DriverException, SQLException {
    while (!current.next()) {
      current.close();
      current = NONE;
      Part part = parts.poll();
      if (part == null || closed) {
        warn();
        return false;
      }
      deadline.check("reading metadata");
      open(part);
    }
    return true;
  }

  private void open(Part part) throws DriverException, SQLException {
    catalog = part.catalog();
    String sentSchemas =
        part.schema() == null ? schemas.text() : SearchPattern.escape(part.schema());
    try {
      current = server.open(call.of(SearchPattern.escape(catalog), sentSchemas), deadline);
    } catch (DriverException refusal) {
      boolean forbidden = MetadataErrors.isForbidden(refusal);
      if (!forbidden && !MetadataErrors.isNotFound(refusal)) {
        throw refusal;
      }
      if (forbidden && (part.schema() != null || !divideCatalog(catalog))) {
        left.add(part.name());
      }
    }
    if (closed) {
      current.close();
    }
  }

  private void warn() {
    if (!left.isEmpty()) {
      String others = left.size() == 1 ? "" : " and " + (left.size() - 1) + " more";
      context.warn(
          "You may not read all that was asked for: metadata leaves out " + left.get(0) + others);
      left.clear();
    }
  }

  /** The row; where the server leaves out the catalog it is that of the part. */
  @Override
  public ServerRow row() {
    ServerRow row = current.row();
    String asked = catalog;
    return column -> {
      Object value = row.value(column);
      boolean missing = value == null || "".equals(value);
      return missing && (column.equals("TABLE_CAT") || column.equals("TABLE_CATALOG"))
          ? asked
          : value;
    };
  }

  @Override
  public void close() {
    closed = true;
    current.close();
  }

  private static final class NoRows implements MetadataReader.Rows {
    @Override
    public void within(Deadline deadline) {}

    @Override
    public boolean next() {
      return false;
    }

    @Override
    public ServerRow row() {
      throw new IllegalStateException("There is no row");
    }

    @Override
    public void close() {}
  }
}
