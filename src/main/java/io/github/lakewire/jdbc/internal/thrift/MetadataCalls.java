package io.github.lakewire.jdbc.internal.thrift;

import io.github.lakewire.jdbc.internal.http.HttpChannel.Repeat;
import io.github.lakewire.thrift.TCLIService.GetCatalogs_args;
import io.github.lakewire.thrift.TCLIService.GetCatalogs_result;
import io.github.lakewire.thrift.TCLIService.GetColumns_args;
import io.github.lakewire.thrift.TCLIService.GetColumns_result;
import io.github.lakewire.thrift.TCLIService.GetCrossReference_args;
import io.github.lakewire.thrift.TCLIService.GetCrossReference_result;
import io.github.lakewire.thrift.TCLIService.GetFunctions_args;
import io.github.lakewire.thrift.TCLIService.GetFunctions_result;
import io.github.lakewire.thrift.TCLIService.GetPrimaryKeys_args;
import io.github.lakewire.thrift.TCLIService.GetPrimaryKeys_result;
import io.github.lakewire.thrift.TCLIService.GetSchemas_args;
import io.github.lakewire.thrift.TCLIService.GetSchemas_result;
import io.github.lakewire.thrift.TCLIService.GetTableTypes_args;
import io.github.lakewire.thrift.TCLIService.GetTableTypes_result;
import io.github.lakewire.thrift.TCLIService.GetTables_args;
import io.github.lakewire.thrift.TCLIService.GetTables_result;
import io.github.lakewire.thrift.TCLIService.GetTypeInfo_args;
import io.github.lakewire.thrift.TCLIService.GetTypeInfo_result;
import io.github.lakewire.thrift.TGetCatalogsReq;
import io.github.lakewire.thrift.TGetColumnsReq;
import io.github.lakewire.thrift.TGetCrossReferenceReq;
import io.github.lakewire.thrift.TGetFunctionsReq;
import io.github.lakewire.thrift.TGetPrimaryKeysReq;
import io.github.lakewire.thrift.TGetSchemasReq;
import io.github.lakewire.thrift.TGetTableTypesReq;
import io.github.lakewire.thrift.TGetTablesReq;
import io.github.lakewire.thrift.TGetTypeInfoReq;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.thrift.TBase;
import org.jspecify.annotations.Nullable;

/**
 * The nine metadata calls of a session (protocol.md, "Metadata calls"). Null arguments are not
 * sent, which means no restriction. On Databricks they run asynchronously, as they wait for compute
 * otherwise.
 */
public final class MetadataCalls {
  private final CliService service;
  private final SessionHandle session;
  private final @Nullable PageLimits direct;

  MetadataCalls(CliService service, SessionHandle session, @Nullable PageLimits direct) {
    this.service = service;
    this.session = session;
    this.direct = direct;
  }

  /** GetTypeInfo: the types that the server names. */
  public ThriftCall<OperationResponse> typeInfo(CallTimeouts bounds) {
    TGetTypeInfoReq request = new TGetTypeInfoReq();
    request.setSessionHandle(session.toThrift());
    if (direct != null) {
      request.setGetDirectResults(direct.toThrift()).setRunAsync(true);
    }
    return call(
        "GetTypeInfo",
        new GetTypeInfo_args(request),
        new GetTypeInfo_result(),
        GetTypeInfo_result::getSuccess,
        bounds,
        (response, body) ->
            OperationResponse.from(
                response.getStatus(),
                response.getOperationHandle(),
                response.getDirectResults(),
                body));
  }

  /** GetCatalogs. */
  public ThriftCall<OperationResponse> catalogs(CallTimeouts bounds) {
    TGetCatalogsReq request = new TGetCatalogsReq();
    request.setSessionHandle(session.toThrift());
    if (direct != null) {
      request.setGetDirectResults(direct.toThrift()).setRunAsync(true);
    }
    return call(
        "GetCatalogs",
        new GetCatalogs_args(request),
        new GetCatalogs_result(),
        GetCatalogs_result::getSuccess,
        bounds,
        (response, body) ->
            OperationResponse.from(
                response.getStatus(),
                response.getOperationHandle(),
                response.getDirectResults(),
                body));
  }

  /** GetSchemas: catalog, and a pattern of the name. */
  public ThriftCall<OperationResponse> schemas(
      @Nullable String catalog, @Nullable String schemaPattern, CallTimeouts bounds) {
    TGetSchemasReq request = new TGetSchemasReq();
    request.setSessionHandle(session.toThrift());
    set(catalog, request::setCatalogName);
    set(schemaPattern, request::setSchemaName);
    if (direct != null) {
      request.setGetDirectResults(direct.toThrift()).setRunAsync(true);
    }
    return call(
        "GetSchemas",
        new GetSchemas_args(request),
        new GetSchemas_result(),
        GetSchemas_result::getSuccess,
        bounds,
        (response, body) ->
            OperationResponse.from(
                response.getStatus(),
                response.getOperationHandle(),
                response.getDirectResults(),
                body));
  }

  /** GetTables: catalog, patterns, and types, which are never an empty list. */
  public ThriftCall<OperationResponse> tables(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String tablePattern,
      @Nullable List<String> types,
      CallTimeouts bounds) {
    TGetTablesReq request = new TGetTablesReq();
    request.setSessionHandle(session.toThrift());
    set(catalog, request::setCatalogName);
    set(schemaPattern, request::setSchemaName);
    set(tablePattern, request::setTableName);
    set(types, request::setTableTypes);
    if (direct != null) {
      request.setGetDirectResults(direct.toThrift()).setRunAsync(true);
    }
    return call(
        "GetTables",
        new GetTables_args(request),
        new GetTables_result(),
        GetTables_result::getSuccess,
        bounds,
        (response, body) ->
            OperationResponse.from(
                response.getStatus(),
                response.getOperationHandle(),
                response.getDirectResults(),
                body));
  }

  /** GetTableTypes. */
  public ThriftCall<OperationResponse> tableTypes(CallTimeouts bounds) {
    TGetTableTypesReq request = new TGetTableTypesReq();
    request.setSessionHandle(session.toThrift());
    if (direct != null) {
      request.setGetDirectResults(direct.toThrift()).setRunAsync(true);
    }
    return call(
        "GetTableTypes",
        new GetTableTypes_args(request),
        new GetTableTypes_result(),
        GetTableTypes_result::getSuccess,
        bounds,
        (response, body) ->
            OperationResponse.from(
                response.getStatus(),
                response.getOperationHandle(),
                response.getDirectResults(),
                body));
  }

  /** GetColumns: catalog, and patterns. */
  public ThriftCall<OperationResponse> columns(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String tablePattern,
      @Nullable String columnPattern,
      CallTimeouts bounds) {
    TGetColumnsReq request = new TGetColumnsReq();
    request.setSessionHandle(session.toThrift());
    set(catalog, request::setCatalogName);
    set(schemaPattern, request::setSchemaName);
    set(tablePattern, request::setTableName);
    set(columnPattern, request::setColumnName);
    if (direct != null) {
      request.setGetDirectResults(direct.toThrift()).setRunAsync(true);
    }
    return call(
        "GetColumns",
        new GetColumns_args(request),
        new GetColumns_result(),
        GetColumns_result::getSuccess,
        bounds,
        (response, body) ->
            OperationResponse.from(
                response.getStatus(),
                response.getOperationHandle(),
                response.getDirectResults(),
                body));
  }

  /** GetFunctions: catalog, and patterns, of which the last must be given. */
  public ThriftCall<OperationResponse> functions(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      String functionPattern,
      CallTimeouts bounds) {
    TGetFunctionsReq request = new TGetFunctionsReq();
    request.setSessionHandle(session.toThrift());
    set(catalog, request::setCatalogName);
    set(schemaPattern, request::setSchemaName);
    request.setFunctionName(functionPattern);
    if (direct != null) {
      request.setGetDirectResults(direct.toThrift()).setRunAsync(true);
    }
    return call(
        "GetFunctions",
        new GetFunctions_args(request),
        new GetFunctions_result(),
        GetFunctions_result::getSuccess,
        bounds,
        (response, body) ->
            OperationResponse.from(
                response.getStatus(),
                response.getOperationHandle(),
                response.getDirectResults(),
                body));
  }

  /** GetPrimaryKeys: exact names. */
  public ThriftCall<OperationResponse> primaryKeys(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String table,
      CallTimeouts bounds) {
    TGetPrimaryKeysReq request = new TGetPrimaryKeysReq();
    request.setSessionHandle(session.toThrift());
    set(catalog, request::setCatalogName);
    set(schema, request::setSchemaName);
    set(table, request::setTableName);
    if (direct != null) {
      request.setGetDirectResults(direct.toThrift()).setRunAsync(true);
    }
    return call(
        "GetPrimaryKeys",
        new GetPrimaryKeys_args(request),
        new GetPrimaryKeys_result(),
        GetPrimaryKeys_result::getSuccess,
        bounds,
        (response, body) ->
            OperationResponse.from(
                response.getStatus(),
                response.getOperationHandle(),
                response.getDirectResults(),
                body));
  }

  /** A table by exact names; null is "any". */
  public record ExactTable(
      @Nullable String catalog, @Nullable String schema, @Nullable String table) {}

  /** GetCrossReference: keys of the foreign table that refer to the parent. */
  public ThriftCall<OperationResponse> crossReference(
      ExactTable parent, ExactTable foreign, CallTimeouts bounds) {
    TGetCrossReferenceReq request = new TGetCrossReferenceReq();
    request.setSessionHandle(session.toThrift());
    set(parent.catalog(), request::setParentCatalogName);
    set(parent.schema(), request::setParentSchemaName);
    set(parent.table(), request::setParentTableName);
    set(foreign.catalog(), request::setForeignCatalogName);
    set(foreign.schema(), request::setForeignSchemaName);
    set(foreign.table(), request::setForeignTableName);
    if (direct != null) {
      request.setGetDirectResults(direct.toThrift()).setRunAsync(true);
    }
    return call(
        "GetCrossReference",
        new GetCrossReference_args(request),
        new GetCrossReference_result(),
        GetCrossReference_result::getSuccess,
        bounds,
        (response, body) ->
            OperationResponse.from(
                response.getStatus(),
                response.getOperationHandle(),
                response.getDirectResults(),
                body));
  }

  private <R extends TBase<?, ?>, S> ThriftCall<OperationResponse> call(
      String method,
      TBase<?, ?> arguments,
      R result,
      Function<R, @Nullable S> success,
      CallTimeouts bounds,
      CliService.Mapping<S, OperationResponse> mapping) {
    return service.call(
        method, arguments, result, success, CallTarget.SESSION, Repeat.ALWAYS, bounds, mapping);
  }

  private static <V> void set(@Nullable V value, Consumer<V> setter) {
    if (value != null) {
      setter.accept(value);
    }
  }
}
