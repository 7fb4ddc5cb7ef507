package io.github.lakewire.warehouse.internal;

import io.github.lakewire.thrift.TCLIService;
import io.github.lakewire.thrift.TCancelOperationReq;
import io.github.lakewire.thrift.TCancelOperationResp;
import io.github.lakewire.thrift.TCloseOperationReq;
import io.github.lakewire.thrift.TCloseOperationResp;
import io.github.lakewire.thrift.TCloseSessionReq;
import io.github.lakewire.thrift.TCloseSessionResp;
import io.github.lakewire.thrift.TExecuteStatementReq;
import io.github.lakewire.thrift.TExecuteStatementResp;
import io.github.lakewire.thrift.TFetchOrientation;
import io.github.lakewire.thrift.TFetchResultsReq;
import io.github.lakewire.thrift.TFetchResultsResp;
import io.github.lakewire.thrift.TGetCatalogsReq;
import io.github.lakewire.thrift.TGetCatalogsResp;
import io.github.lakewire.thrift.TGetColumnsReq;
import io.github.lakewire.thrift.TGetColumnsResp;
import io.github.lakewire.thrift.TGetCrossReferenceReq;
import io.github.lakewire.thrift.TGetCrossReferenceResp;
import io.github.lakewire.thrift.TGetFunctionsReq;
import io.github.lakewire.thrift.TGetFunctionsResp;
import io.github.lakewire.thrift.TGetInfoReq;
import io.github.lakewire.thrift.TGetInfoResp;
import io.github.lakewire.thrift.TGetInfoType;
import io.github.lakewire.thrift.TGetInfoValue;
import io.github.lakewire.thrift.TGetOperationStatusReq;
import io.github.lakewire.thrift.TGetOperationStatusResp;
import io.github.lakewire.thrift.TGetPrimaryKeysReq;
import io.github.lakewire.thrift.TGetPrimaryKeysResp;
import io.github.lakewire.thrift.TGetResultSetMetadataReq;
import io.github.lakewire.thrift.TGetResultSetMetadataResp;
import io.github.lakewire.thrift.TGetSchemasReq;
import io.github.lakewire.thrift.TGetSchemasResp;
import io.github.lakewire.thrift.TGetTableTypesReq;
import io.github.lakewire.thrift.TGetTableTypesResp;
import io.github.lakewire.thrift.TGetTablesReq;
import io.github.lakewire.thrift.TGetTablesResp;
import io.github.lakewire.thrift.TGetTypeInfoReq;
import io.github.lakewire.thrift.TGetTypeInfoResp;
import io.github.lakewire.thrift.TNamespace;
import io.github.lakewire.thrift.TOpenSessionReq;
import io.github.lakewire.thrift.TOpenSessionResp;
import io.github.lakewire.thrift.TOperationState;
import io.github.lakewire.thrift.TOperationType;
import io.github.lakewire.thrift.TProtocolVersion;
import io.github.lakewire.thrift.TSessionHandle;
import io.github.lakewire.thrift.TSparkGetDirectResults;
import io.github.lakewire.thrift.TStatus;
import io.github.lakewire.thrift.TStatusCode;
import io.github.lakewire.warehouse.internal.metadata.Metadata;
import io.github.lakewire.warehouse.internal.metadata.MetadataTable;
import io.github.lakewire.warehouse.internal.results.ResultFormat.FetchRange;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * The calls of the protocol, one method each; what they have in common is in {@link Statements}.
 */
final class ThriftService implements TCLIService.Iface {
  private final Engine engine;
  private final Operations operations;
  private final Statements statements;
  private final StartingCompute starting;

  ThriftService(
      Engine engine, Operations operations, Statements statements, StartingCompute starting) {
    this.engine = engine;
    this.operations = operations;
    this.statements = statements;
    this.starting = starting;
  }

  private static TStatus success() {
    return new TStatus().setStatusCode(TStatusCode.SUCCESS_STATUS);
  }

  @Override
  public TOpenSessionResp OpenSession(TOpenSessionReq request) {
    try {
      starting.open();
    } catch (RefusedException e) {
      return new TOpenSessionResp().setStatus(e.status());
    }
    TProtocolVersion version = negotiate(request);
    WarehouseSession session = new WarehouseSession(engine.newSession(), starting.isUnderWay());
    TOpenSessionResp response =
        new TOpenSessionResp().setStatus(success()).setServerProtocolVersion(version);
    try {
      if (request.getConfiguration() != null) {
        session.configure(request.getConfiguration());
      }
      TNamespace wanted = request.getInitialNamespace();
      if (wanted != null) {
        session.use(wanted.getCatalogName(), wanted.getSchemaName());
      }
      if (version.getValue() >= TProtocolVersion.SPARK_CLI_SERVICE_PROTOCOL_V4.getValue()) {
        response
            .setInitialNamespace(namespace(session, wanted))
            .setCanUseMultipleCatalogs(request.isCanUseMultipleCatalogs());
      }
    } catch (Exception e) { // an unknown setting, catalog or schema
      return new TOpenSessionResp().setStatus(Failure.of(e).toStatus(statements.withDetails()));
    }
    operations.add(session);
    if (statements.isCluster()) {
      response.setConfiguration(new HashMap<>());
    } else {
      response.setGetInfos(List.of());
    }
    return response.setSessionHandle(session.handle());
  }

  /** The i64 field decides; without it the answer is V2. Nobody has seen more than V8. */
  private TProtocolVersion negotiate(TOpenSessionReq request) {
    if (!request.isSetClient_protocol_i64()) {
      return TProtocolVersion.SPARK_CLI_SERVICE_PROTOCOL_V2;
    }
    long newest =
        TProtocolVersion.SPARK_CLI_SERVICE_PROTOCOL_V1.getValue() + statements.protocol() - 1;
    TProtocolVersion agreed =
        TProtocolVersion.findByValue((int) Math.min(request.getClient_protocol_i64(), newest));
    return agreed == null ? TProtocolVersion.SPARK_CLI_SERVICE_PROTOCOL_V1 : agreed;
  }

  /** A warehouse answers with the names that were asked for, a cluster in lower case. */
  private TNamespace namespace(WarehouseSession session, TNamespace wanted) {
    String catalog = session.currentCatalog();
    String schema = session.currentSchema();
    if (wanted != null && wanted.getCatalogName() != null) {
      catalog =
          statements.isCluster()
              ? wanted.getCatalogName().toLowerCase(Locale.ROOT)
              : wanted.getCatalogName();
    }
    if (wanted != null && wanted.getSchemaName() != null && !statements.isCluster()) {
      schema = wanted.getSchemaName();
    }
    return new TNamespace().setCatalogName(catalog).setSchemaName(schema);
  }

  @Override
  public TCloseSessionResp CloseSession(TCloseSessionReq request) {
    try {
      operations.close(operations.session(request.getSessionHandle()));
      return new TCloseSessionResp().setStatus(success());
    } catch (RefusedException e) {
      return new TCloseSessionResp().setStatus(e.status());
    }
  }

  @Override
  public TGetInfoResp GetInfo(TGetInfoReq request) {
    try {
      operations.session(request.getSessionHandle());
    } catch (RefusedException e) {
      return new TGetInfoResp().setStatus(e.status());
    }
    TGetInfoType type = request.getInfoType();
    String text =
        type == TGetInfoType.CLI_DBMS_VER
            ? engine.version()
            : type == TGetInfoType.CLI_SERVER_NAME || type == TGetInfoType.CLI_DBMS_NAME
                ? "Spark SQL"
                : null;
    return text == null
        ? new TGetInfoResp()
            .setStatus(
                new RefusedException("HY096", "Unrecognized GetInfoType value: " + type).status())
        : new TGetInfoResp().setStatus(success()).setInfoValue(TGetInfoValue.stringValue(text));
  }

  @Override
  public TExecuteStatementResp ExecuteStatement(TExecuteStatementReq request) {
    try {
      if (request.isSetBatchParameters()
          && (statements.protocol() < 10 || request.isSetParameters())) {
        throw new RefusedException("HY000", "Batches of parameters alone are taken since V10");
      }
      Statements.Reply reply = statements.execute(request);
      return new TExecuteStatementResp()
          .setStatus(reply.status())
          .setOperationHandle(reply.handle())
          .setDirectResults(reply.direct());
    } catch (RefusedException e) {
      return new TExecuteStatementResp().setStatus(e.status());
    }
  }

  private Statements.Reply metadata(
      TSessionHandle handle,
      TOperationType type,
      TSparkGetDirectResults limits,
      Function<Metadata, MetadataTable> call) {
    try {
      WarehouseSession session = operations.session(handle);
      return statements.answer(session, type, limits, call);
    } catch (RefusedException e) {
      return new Statements.Reply(e.status(), null, null);
    }
  }

  @Override
  public TGetTypeInfoResp GetTypeInfo(TGetTypeInfoReq request) {
    Statements.Reply reply =
        metadata(
            request.getSessionHandle(),
            TOperationType.GET_TYPE_INFO,
            request.getGetDirectResults(),
            Metadata::typeInfo);
    return new TGetTypeInfoResp()
        .setStatus(reply.status())
        .setOperationHandle(reply.handle())
        .setDirectResults(reply.direct());
  }

  @Override
  public TGetCatalogsResp GetCatalogs(TGetCatalogsReq request) {
    Statements.Reply reply =
        metadata(
            request.getSessionHandle(),
            TOperationType.GET_CATALOGS,
            request.getGetDirectResults(),
            Metadata::catalogs);
    return new TGetCatalogsResp()
        .setStatus(reply.status())
        .setOperationHandle(reply.handle())
        .setDirectResults(reply.direct());
  }

  @Override
  public TGetSchemasResp GetSchemas(TGetSchemasReq request) {
    Statements.Reply reply =
        metadata(
            request.getSessionHandle(),
            TOperationType.GET_SCHEMAS,
            request.getGetDirectResults(),
            metadata -> metadata.schemas(request.getCatalogName(), request.getSchemaName()));
    return new TGetSchemasResp()
        .setStatus(reply.status())
        .setOperationHandle(reply.handle())
        .setDirectResults(reply.direct());
  }

  @Override
  public TGetTablesResp GetTables(TGetTablesReq request) {
    Statements.Reply reply =
        metadata(
            request.getSessionHandle(),
            TOperationType.GET_TABLES,
            request.getGetDirectResults(),
            metadata ->
                metadata.tables(
                    request.getCatalogName(),
                    request.getSchemaName(),
                    request.getTableName(),
                    request.getTableTypes()));
    return new TGetTablesResp()
        .setStatus(reply.status())
        .setOperationHandle(reply.handle())
        .setDirectResults(reply.direct());
  }

  @Override
  public TGetTableTypesResp GetTableTypes(TGetTableTypesReq request) {
    Statements.Reply reply =
        metadata(
            request.getSessionHandle(),
            TOperationType.GET_TABLE_TYPES,
            request.getGetDirectResults(),
            Metadata::tableTypes);
    return new TGetTableTypesResp()
        .setStatus(reply.status())
        .setOperationHandle(reply.handle())
        .setDirectResults(reply.direct());
  }

  @Override
  public TGetColumnsResp GetColumns(TGetColumnsReq request) {
    Statements.Reply reply =
        metadata(
            request.getSessionHandle(),
            TOperationType.GET_COLUMNS,
            request.getGetDirectResults(),
            metadata ->
                metadata.columns(
                    request.getCatalogName(),
                    request.getSchemaName(),
                    request.getTableName(),
                    request.getColumnName()));
    return new TGetColumnsResp()
        .setStatus(reply.status())
        .setOperationHandle(reply.handle())
        .setDirectResults(reply.direct());
  }

  @Override
  public TGetFunctionsResp GetFunctions(TGetFunctionsReq request) {
    Statements.Reply reply =
        metadata(
            request.getSessionHandle(),
            TOperationType.GET_FUNCTIONS,
            request.getGetDirectResults(),
            metadata -> metadata.functions(request.getFunctionName()));
    return new TGetFunctionsResp()
        .setStatus(reply.status())
        .setOperationHandle(reply.handle())
        .setDirectResults(reply.direct());
  }

  @Override
  public TGetPrimaryKeysResp GetPrimaryKeys(TGetPrimaryKeysReq request) {
    Statements.Reply reply =
        metadata(
            request.getSessionHandle(),
            TOperationType.UNKNOWN,
            request.getGetDirectResults(),
            metadata ->
                metadata.primaryKeys(
                    request.getCatalogName(), request.getSchemaName(), request.getTableName()));
    return new TGetPrimaryKeysResp()
        .setStatus(reply.status())
        .setOperationHandle(reply.handle())
        .setDirectResults(reply.direct());
  }

  @Override
  public TGetCrossReferenceResp GetCrossReference(TGetCrossReferenceReq request) {
    Statements.Reply reply =
        metadata(
            request.getSessionHandle(),
            TOperationType.UNKNOWN,
            request.getGetDirectResults(),
            metadata ->
                metadata.crossReference(
                    request.getParentCatalogName(),
                    request.getParentSchemaName(),
                    request.getParentTableName(),
                    request.getForeignCatalogName(),
                    request.getForeignSchemaName(),
                    request.getForeignTableName()));
    return new TGetCrossReferenceResp()
        .setStatus(reply.status())
        .setOperationHandle(reply.handle())
        .setDirectResults(reply.direct());
  }

  @Override
  public TGetOperationStatusResp GetOperationStatus(TGetOperationStatusReq request) {
    try {
      return operations.operation(request.getOperationHandle()).status();
    } catch (RefusedException e) {
      return new TGetOperationStatusResp().setStatus(e.status());
    }
  }

  @Override
  public TCancelOperationResp CancelOperation(TCancelOperationReq request) {
    try {
      operations.operation(request.getOperationHandle()).stop(TOperationState.CANCELED_STATE, null);
      return new TCancelOperationResp().setStatus(success());
    } catch (RefusedException e) {
      return new TCancelOperationResp().setStatus(e.status());
    }
  }

  @Override
  public TCloseOperationResp CloseOperation(TCloseOperationReq request) {
    try {
      operations.close(request.getOperationHandle());
      return new TCloseOperationResp().setStatus(success());
    } catch (RefusedException e) {
      return new TCloseOperationResp().setStatus(e.status());
    }
  }

  @Override
  public TGetResultSetMetadataResp GetResultSetMetadata(TGetResultSetMetadataReq request) {
    try {
      return operations.operation(request.getOperationHandle()).metadata();
    } catch (RefusedException e) {
      return new TGetResultSetMetadataResp().setStatus(e.status());
    } catch (IllegalStateException e) {
      return new TGetResultSetMetadataResp()
          .setStatus(new RefusedException("HY010", e.getMessage()).status());
    }
  }

  @Override
  public TFetchResultsResp FetchResults(TFetchResultsReq request) {
    try {
      WarehouseOperation operation = operations.operation(request.getOperationHandle());
      TFetchResultsResp page = statements.fetch(operation, range(request));
      return page.getStatus().getStatusCode() == TStatusCode.SUCCESS_STATUS
              && request.isIncludeResultSetMetadata()
          ? page.setResultSetMetadata(operation.metadata())
          : page;
    } catch (RefusedException e) {
      return new TFetchResultsResp().setStatus(e.status());
    }
  }

  private static FetchRange range(TFetchResultsReq request) {
    long start = request.isSetStartRowOffset() ? request.getStartRowOffset() : -1;
    TFetchOrientation orientation = request.getOrientation();
    if (orientation == TFetchOrientation.FETCH_FIRST) {
      start = 0;
    } else if (orientation != null && orientation != TFetchOrientation.FETCH_NEXT) {
      throw new RefusedException(
          "HYC00", "The fetch orientation " + orientation + " is not supported");
    }
    return new FetchRange(
        request.getMaxRows(), request.isSetMaxBytes() ? request.getMaxBytes() : 0, start);
  }
}
