package io.github.lakewire.jdbc.internal.metadata;

import static java.util.Objects.requireNonNull;

import io.github.lakewire.jdbc.TableDetails;
import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.sql.Identifiers;
import io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Text, properties and tags of one table or view: one query each. */
final class TableDetailQueries implements TableDetails {
  private final MetadataReader server;
  private final MetadataContext context;
  private final InformationSchema schema;

  TableDetailQueries(MetadataReader server, MetadataContext context, InformationSchema schema) {
    this.server = requireNonNull(server, "server");
    this.context = requireNonNull(context, "context");
    this.schema = requireNonNull(schema, "schema");
  }

  /** A table or view; "" is the catalog of servers without any. */
  private record Name(String catalog, String schema, String table) {
    String quoted() throws DriverException {
      String inSchema = Identifiers.quote(schema) + '.' + Identifiers.quote(table);
      return catalog.isEmpty() ? inSchema : Identifiers.quote(catalog) + '.' + inSchema;
    }
  }

  /** Asks the server. */
  private interface Question<T> {
    T ask(Name name) throws DriverException, SQLException;
  }

  private <T> T answer(
      @Nullable String catalog,
      @Nullable String schemaName,
      @Nullable String table,
      Question<T> question)
      throws SQLException {
    context.session();
    if ("".equals(catalog)
        || schemaName == null
        || schemaName.isEmpty()
        || table == null
        || table.isEmpty()) {
      throw SqlExceptions.invalidArgument("The name of a catalog, schema or table is empty");
    }
    String inCatalog = catalog == null ? context.currentCatalog() : catalog;
    try {
      return question.ask(new Name(inCatalog, schemaName, table));
    } catch (DriverException | RuntimeException | Error e) {
      throw context.toSqlException(e);
    }
  }

  @Override
  public @Nullable String viewText(@Nullable String catalog, String schemaName, String view)
      throws SQLException {
    return answer(
            catalog,
            schemaName,
            view,
            name -> schema.isNowhere(name.catalog()) ? describedText(name) : textInSchema(name))
        .text;
  }

  /** The last text that was found. */
  private static final class Found {
    private @Nullable String text;
    private boolean inDetails;
  }

  private Found textInSchema(Name view) throws DriverException, SQLException {
    String where =
        new Conditions()
            .is("table_catalog", view.catalog())
            .is("table_schema", view.schema())
            .is("table_name", view.table())
            .where();
    Found found = new Found();
    schema.read(
        view.catalog(),
        "views",
        address -> "SELECT view_definition FROM " + address + ".views" + where,
        context.deadline(),
        row -> found.text = row.text("VIEW_DEFINITION"));
    return found;
  }

  private Found describedText(Name view) throws DriverException, SQLException {
    Found found = new Found();
    query(
        "DESCRIBE TABLE EXTENDED " + view.quoted(),
        row -> {
          String name = row.textOrEmpty("COL_NAME");
          // A column may have any name.
          found.inDetails |= name.equals("# Detailed Table Information");
          if (found.inDetails && name.equals("View Text")) {
            found.text = row.text("DATA_TYPE");
          }
        });
    return found;
  }

  @Override
  public Map<String, String> tableProperties(
      @Nullable String catalog, String schemaName, String table) throws SQLException {
    return answer(
        catalog,
        schemaName,
        table,
        name -> {
          Map<String, String> properties = new TreeMap<>();
          query(
              "SHOW TBLPROPERTIES " + name.quoted(),
              row -> properties.put(row.textOrEmpty("KEY"), row.textOrEmpty("VALUE")));
          return properties;
        });
  }

  private void query(String sql, MetadataReader.RowSink sink) throws DriverException, SQLException {
    Deadline deadline = context.deadline();
    try {
      server.query(sql, deadline, sink);
    } catch (DriverException exception) {
      if (!MetadataErrors.isRefusedQuery(exception)) {
        throw exception;
      }
    }
  }

  @Override
  public Map<String, String> tableTags(@Nullable String catalog, String schemaName, String table)
      throws SQLException {
    return answer(
        catalog,
        schemaName,
        table,
        name -> {
          Map<String, String> tags = new TreeMap<>();
          readTags(
              name,
              "table_tags",
              "",
              row -> tags.put(row.textOrEmpty("TAG_NAME"), row.textOrEmpty("TAG_VALUE")));
          return tags;
        });
  }

  @Override
  public Map<String, Map<String, String>> columnTags(
      @Nullable String catalog, String schemaName, String table) throws SQLException {
    return answer(
        catalog,
        schemaName,
        table,
        name -> {
          Map<String, Map<String, String>> tags = new TreeMap<>();
          readTags(
              name,
              "column_tags",
              "column_name, ",
              row ->
                  tags.computeIfAbsent(row.textOrEmpty("COLUMN_NAME"), column -> new TreeMap<>())
                      .put(row.textOrEmpty("TAG_NAME"), row.textOrEmpty("TAG_VALUE")));
          return tags;
        });
  }

  private void readTags(Name table, String view, String columns, MetadataReader.RowSink sink)
      throws DriverException, SQLException {
    String where =
        new Conditions()
            .is("catalog_name", table.catalog())
            .is("schema_name", table.schema())
            .is("table_name", table.table())
            .where();
    schema.read(
        table.catalog(),
        view,
        address -> "SELECT " + columns + "tag_name, tag_value FROM " + address + '.' + view + where,
        context.deadline(),
        sink);
  }
}
