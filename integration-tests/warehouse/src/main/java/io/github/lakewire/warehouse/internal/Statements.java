package io.github.lakewire.warehouse.internal;

import io.github.lakewire.thrift.TCloseOperationResp;
import io.github.lakewire.thrift.TExecuteStatementReq;
import io.github.lakewire.thrift.TFetchResultsResp;
import io.github.lakewire.thrift.TOperationHandle;
import io.github.lakewire.thrift.TOperationState;
import io.github.lakewire.thrift.TOperationType;
import io.github.lakewire.thrift.TSparkDirectResults;
import io.github.lakewire.thrift.TSparkGetDirectResults;
import io.github.lakewire.thrift.TStatus;
import io.github.lakewire.thrift.TStatusCode;
import io.github.lakewire.warehouse.internal.catalog.QueryHistory;
import io.github.lakewire.warehouse.internal.metadata.Metadata;
import io.github.lakewire.warehouse.internal.metadata.MetadataTable;
import io.github.lakewire.warehouse.internal.results.FileStore;
import io.github.lakewire.warehouse.internal.results.InlineResult;
import io.github.lakewire.warehouse.internal.results.ResultColumns;
import io.github.lakewire.warehouse.internal.results.ResultFormat.FetchRange;
import io.github.lakewire.warehouse.internal.results.RowStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Starts operations and makes direct results of them (protocol.md, "Direct results"). */
final class Statements {
  private static final Duration FOREVER = Duration.ofDays(2);

  private final Operations operations;
  private final WarehouseOptions options;
  private final FileStore store;
  private final Path folder;
  private final VolumeAnswers volumes;
  private final ScheduledExecutorService clock;
  private final List<String> catalogs;

  Statements(
      Operations operations,
      WarehouseOptions options,
      FileStore store,
      Path folder,
      ScheduledExecutorService clock,
      List<String> catalogs) {
    this.operations = operations;
    this.options = options;
    this.store = store;
    this.folder = folder;
    this.volumes = new VolumeAnswers(store, folder.resolveSibling("volumes"), options.cluster());
    this.clock = clock;
    this.catalogs = catalogs;
  }

  /** The three parts that every call that starts an operation answers with; null is unset. */
  record Reply(TStatus status, TOperationHandle handle, TSparkDirectResults direct) {}

  boolean isCluster() {
    return options.cluster();
  }

  int protocol() {
    return options.protocol();
  }

  /** Only warehouses send the JSON form of errors. */
  boolean withDetails() {
    return !options.cluster();
  }

  Reply execute(TExecuteStatementReq request) {
    WarehouseSession session = operations.session(request.getSessionHandle());
    WarehouseOperation operation =
        new WarehouseOperation(session, TOperationType.EXECUTE_STATEMENT, withDetails());
    operations.add(operation);
    QueryHistory.add(
        new QueryHistory.Statement(
            operation.id().toString(),
            session.id().toString(),
            request.getStatement(),
            session.tagsOf(request.getConfOverlay())));
    StatementExecution run =
        new StatementExecution(operation, request, options, store, folder, volumes);
    Thread thread = new Thread(run, "statement " + operation.id());
    thread.setDaemon(true);
    thread.start();
    if (request.getQueryTimeout() > 0) {
      long seconds = request.getQueryTimeout();
      Future<?> unused =
          clock.schedule(() -> timeOut(operation, seconds), seconds, TimeUnit.SECONDS);
    }
    boolean sync = !request.isRunAsync();
    try {
      // Without direct results the answer comes at once, but for what was never accepted.
      boolean direct = request.isSetGetDirectResults();
      operation.await(sync ? FOREVER : direct ? options.directWait() : Duration.ofMillis(200));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Failure failure = operation.failure();
    if (failure != null && (sync || failure.rejected()) && !operation.isFinished()) {
      operations.remove(operation);
      operation.close();
      return new Reply(failure.toStatus(withDetails()), null, null);
    }
    return reply(operation, request.getGetDirectResults());
  }

  private void timeOut(WarehouseOperation operation, long seconds) {
    operation.stop(
        TOperationState.TIMEDOUT_STATE,
        Failure.plain(
            "57KD0", "Query has been timed out after " + seconds + " seconds, as it was asked to"));
  }

  Reply answer(
      WarehouseSession session,
      TOperationType type,
      TSparkGetDirectResults limits,
      Function<Metadata, MetadataTable> call) {
    WarehouseOperation operation = new WarehouseOperation(session, type, withDetails());
    operations.add(operation);
    try {
      session.transaction().abortAt("a metadata call");
      Metadata metadata = new Metadata(session.spark(), catalogs, options.rules());
      MetadataTable table = Engine.active(session.spark(), () -> call.apply(metadata));
      operation.finish(
          InlineResult.columnar(
              ResultColumns.ofMetadata(table.schema()), RowStream.of(table.rows()), session.zone()),
          null);
    } catch (RuntimeException e) {
      operations.remove(operation);
      return new Reply(Failure.of(e).toStatus(withDetails()), null, null);
    }
    return reply(operation, limits);
  }

  private Reply reply(WarehouseOperation operation, TSparkGetDirectResults limits) {
    TStatus success = new TStatus().setStatusCode(TStatusCode.SUCCESS_STATUS);
    TSparkDirectResults direct = limits == null ? null : direct(operation, limits);
    return new Reply(success, operation.handle(), direct);
  }

  private TSparkDirectResults direct(WarehouseOperation operation, TSparkGetDirectResults limits) {
    TSparkDirectResults direct = new TSparkDirectResults();
    if (!operation.isFinished()) {
      return direct.setOperationStatus(operation.status());
    }
    TFetchResultsResp page =
        fetch(operation, new FetchRange(limits.getMaxRows(), limits.getMaxBytes(), -1));
    direct.setOperationStatus(operation.status());
    if (page.getStatus().getStatusCode() != TStatusCode.SUCCESS_STATUS) {
      return direct;
    }
    direct.setResultSetMetadata(operation.metadata()).setResultSet(page);
    if (!page.isHasMoreRows() && !operation.staysOpen()) {
      operations.remove(operation);
      operation.close();
      direct.setCloseOperation(
          new TCloseOperationResp()
              .setStatus(new TStatus().setStatusCode(TStatusCode.SUCCESS_STATUS)));
    }
    return direct;
  }

  /** A page, or the reason why there is none. */
  TFetchResultsResp fetch(WarehouseOperation operation, FetchRange range) {
    Failure earlier = operation.failure();
    if (earlier != null) {
      return new TFetchResultsResp().setStatus(earlier.toStatus(withDetails()));
    }
    try {
      return operation.fetch(range);
    } catch (IllegalStateException | IllegalArgumentException e) {
      return new TFetchResultsResp()
          .setStatus(new RefusedException("HY010", e.getMessage()).status());
    } catch (Throwable problem) { // a statement may fail in the middle of its rows
      Failure failure = Failure.of(problem);
      operation.failWhileRead(failure);
      return new TFetchResultsResp().setStatus(failure.toStatus(withDetails()));
    }
  }
}
