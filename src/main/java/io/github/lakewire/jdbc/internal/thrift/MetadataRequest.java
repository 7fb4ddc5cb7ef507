package io.github.lakewire.jdbc.internal.thrift;

import io.github.lakewire.thrift.TGetCatalogsReq;
import io.github.lakewire.thrift.TGetColumnsReq;
import io.github.lakewire.thrift.TGetCrossReferenceReq;
import io.github.lakewire.thrift.TGetFunctionsReq;
import io.github.lakewire.thrift.TGetPrimaryKeysReq;
import io.github.lakewire.thrift.TGetSchemasReq;
import io.github.lakewire.thrift.TGetTablesReq;
import org.apache.thrift.TBase;
import org.jspecify.annotations.Nullable;

/**
 * What a metadata call asks for, a record for each call. Null is not sent, which means no
 * restriction.
 */
public sealed interface MetadataRequest {

  /** The request of this session, without what only Databricks understands. */
  TBase<?, ?> toThrift(SessionHandle session);

  /** The server's name of the call. */
  String method();

  /** Returns wishes for the size of each page of the response, from the usual ones. */
  default PageLimits limits(PageLimits usual) {
    return usual;
  }

  /** All catalogs. */
  record Catalogs() implements MetadataRequest {
    @Override
    public String method() {
      return "GetCatalogs";
    }

    @Override
    public TBase<?, ?> toThrift(SessionHandle session) {
      return new TGetCatalogsReq().setSessionHandle(session.toThrift());
    }
  }

  /** Schemas of a catalog by its exact name, as in all calls, and a pattern. */
  record Schemas(@Nullable String catalog, @Nullable String schemaPattern)
      implements MetadataRequest {
    @Override
    public String method() {
      return "GetSchemas";
    }

    @Override
    public TBase<?, ?> toThrift(SessionHandle session) {
      return new TGetSchemasReq()
          .setSessionHandle(session.toThrift())
          .setCatalogName(catalog)
          .setSchemaName(schemaPattern);
    }
  }

  /** Tables of all types: objects of hive_metastore have none, and a list would leave them out. */
  record Tables(
      @Nullable String catalog, @Nullable String schemaPattern, @Nullable String tablePattern)
      implements MetadataRequest {
    @Override
    public String method() {
      return "GetTables";
    }

    @Override
    public TBase<?, ?> toThrift(SessionHandle session) {
      return new TGetTablesReq()
          .setSessionHandle(session.toThrift())
          .setCatalogName(catalog)
          .setSchemaName(schemaPattern)
          .setTableName(tablePattern);
    }
  }

  /**
   * Columns of tables and views. There may be hundreds of thousands, so that the first are read
   * while more are on their way.
   */
  record Columns(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String tablePattern,
      @Nullable String columnPattern)
      implements MetadataRequest {
    /** Some ten thousand columns. */
    private static final long MOST_BYTES = 2 << 20;

    @Override
    public String method() {
      return "GetColumns";
    }

    @Override
    public PageLimits limits(PageLimits usual) {
      return new PageLimits(usual.maxRows(), Math.min(usual.maxBytes(), MOST_BYTES));
    }

    @Override
    public TBase<?, ?> toThrift(SessionHandle session) {
      return new TGetColumnsReq()
          .setSessionHandle(session.toThrift())
          .setCatalogName(catalog)
          .setSchemaName(schemaPattern)
          .setTableName(tablePattern)
          .setColumnName(columnPattern);
    }
  }

  /** Functions; servers insist on a pattern. */
  record Functions(@Nullable String catalog, @Nullable String schemaPattern, String functionPattern)
      implements MetadataRequest {
    @Override
    public String method() {
      return "GetFunctions";
    }

    @Override
    public TBase<?, ?> toThrift(SessionHandle session) {
      return new TGetFunctionsReq()
          .setSessionHandle(session.toThrift())
          .setCatalogName(catalog)
          .setSchemaName(schemaPattern)
          .setFunctionName(functionPattern);
    }
  }

  /** A table by exact names. */
  record Table(@Nullable String catalog, @Nullable String schema, @Nullable String table) {
    public static final Table ANY = new Table(null, null, null);
  }

  /** The primary key of a table. */
  record PrimaryKeys(Table table) implements MetadataRequest {
    @Override
    public String method() {
      return "GetPrimaryKeys";
    }

    @Override
    public TBase<?, ?> toThrift(SessionHandle session) {
      return new TGetPrimaryKeysReq()
          .setSessionHandle(session.toThrift())
          .setCatalogName(table.catalog())
          .setSchemaName(table.schema())
          .setTableName(table.table());
    }
  }

  /** Foreign keys: any parent asks for imported keys, any foreign table for exported ones. */
  record CrossReference(Table parent, Table foreign) implements MetadataRequest {
    @Override
    public String method() {
      return "GetCrossReference";
    }

    @Override
    public TBase<?, ?> toThrift(SessionHandle session) {
      return new TGetCrossReferenceReq()
          .setSessionHandle(session.toThrift())
          .setParentCatalogName(parent.catalog())
          .setParentSchemaName(parent.schema())
          .setParentTableName(parent.table())
          .setForeignCatalogName(foreign.catalog())
          .setForeignSchemaName(foreign.schema())
          .setForeignTableName(foreign.table());
    }
  }
}
