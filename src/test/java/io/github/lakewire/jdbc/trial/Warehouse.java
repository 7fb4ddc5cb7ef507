package io.github.lakewire.jdbc.trial;

import io.github.lakewire.jdbc.testkit.ThriftResponses;
import io.github.lakewire.thrift.TCancelOperationReq;
import io.github.lakewire.thrift.TCancelOperationResp;
import io.github.lakewire.thrift.TCloseOperationReq;
import io.github.lakewire.thrift.TCloseOperationResp;
import io.github.lakewire.thrift.TCloseSessionReq;
import io.github.lakewire.thrift.TCloseSessionResp;
import io.github.lakewire.thrift.TExecuteStatementReq;
import io.github.lakewire.thrift.TExecuteStatementResp;
import io.github.lakewire.thrift.TFetchResultsReq;
import io.github.lakewire.thrift.TFetchResultsResp;
import io.github.lakewire.thrift.TGetInfoReq;
import io.github.lakewire.thrift.TGetOperationStatusReq;
import io.github.lakewire.thrift.TGetOperationStatusResp;
import io.github.lakewire.thrift.TGetResultSetMetadataReq;
import io.github.lakewire.thrift.TGetResultSetMetadataResp;
import io.github.lakewire.thrift.THandleIdentifier;
import io.github.lakewire.thrift.TOpenSessionReq;
import io.github.lakewire.thrift.TOpenSessionResp;
import io.github.lakewire.thrift.TOperationHandle;
import io.github.lakewire.thrift.TOperationState;
import io.github.lakewire.thrift.TOperationType;
import io.github.lakewire.thrift.TSessionHandle;
import io.github.lakewire.thrift.TSparkDirectResults;
import io.github.lakewire.thrift.TStatus;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.thrift.TBase;
import org.apache.thrift.TSerializable;
import org.jspecify.annotations.Nullable;

/**
 * What the server knows and does, without its sockets. A statement that names keys ({@code k1})
 * executes each of them, if it takes effect; a query has the rows 0, 1, 2 and so on.
 */
final class Warehouse {
  private static final int MOST_CLOSED = 1_000;
  private static final Pattern KEY = Pattern.compile("\\bk\\d+\\b");

  private final Function<String, StatementPlan> plans;
  private final ServerRows rows;
  private final Map<Long, ServerSession> sessions = new HashMap<>();
  private final Map<Long, ServerOperation> operations = new HashMap<>();

  /** The sessions of operations that were closed last: their close may be sent again. */
  private final Map<Long, ServerSession> closed =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, ServerSession> eldest) {
          return size() > MOST_CLOSED;
        }
      };

  private final Map<String, Integer> executions = new HashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long lastId;

  /**
   * @param plans how the statement of a key runs, by the first one that it names
   */
  Warehouse(Function<String, StatementPlan> plans, Store store) {
    this.plans = plans;
    this.rows = new ServerRows(store);
  }

  /** Where its files are. */
  void storeAt(String url) {
    rows.storeAt(url);
  }

  /** Does what is asked, and returns the response. */
  TSerializable respond(TBase<?, ?> request) {
    lock.lock();
    try {
      return dispatch(request);
    } finally {
      changed.signalAll();
      lock.unlock();
    }
  }

  private TSerializable dispatch(TBase<?, ?> request) {
    if (request instanceof TOpenSessionReq) {
      ServerSession session = new ServerSession(++lastId);
      sessions.put(session.id, session);
      return ThriftResponses.opened()
          .setSessionHandle(new TSessionHandle().setSessionId(identifier(session.id)));
    }
    if (request instanceof TExecuteStatementReq statement) {
      return execute(statement);
    }
    if (request instanceof TGetOperationStatusReq poll) {
      ServerOperation operation = operation(poll.getOperationHandle());
      return operation == null
          ? new TGetOperationStatusResp().setStatus(invalidOperation())
          : status(operation);
    }
    if (request instanceof TGetResultSetMetadataReq metadata) {
      ServerOperation operation = operation(metadata.getOperationHandle());
      return operation == null
          ? new TGetResultSetMetadataResp().setStatus(invalidOperation())
          : ServerRows.metadata(operation);
    }
    if (request instanceof TFetchResultsReq fetch) {
      return fetch(fetch);
    }
    if (request instanceof TCancelOperationReq cancel) {
      ServerOperation operation = operation(cancel.getOperationHandle());
      if (operation != null) {
        operation.cancel();
      }
      return new TCancelOperationResp()
          .setStatus(operation == null ? invalidOperation() : ThriftResponses.ok());
    }
    if (request instanceof TCloseOperationReq close) {
      ServerOperation operation = operation(close.getOperationHandle());
      if (operation != null) {
        close(operation);
      }
      return new TCloseOperationResp()
          .setStatus(operation == null ? invalidOperation() : ThriftResponses.ok());
    }
    if (request instanceof TCloseSessionReq close) {
      ServerSession session = session(close.getSessionHandle());
      if (session != null) {
        operationsOf(session).forEach(this::close);
        sessions.remove(session.id);
      }
      return new TCloseSessionResp()
          .setStatus(session == null ? invalidSession() : ThriftResponses.ok());
    }
    if (request instanceof TGetInfoReq) {
      return ThriftResponses.info("3.5");
    }
    throw new AssertionError("nobody expected " + request);
  }

  private TExecuteStatementResp execute(TExecuteStatementReq request) {
    ServerSession session = session(request.getSessionHandle());
    if (session == null) {
      return ThriftResponses.refused(invalidSession());
    }
    List<String> keys = keys(request);
    StatementPlan plan = keys.isEmpty() ? StatementPlan.PLAIN : plans.apply(keys.get(0));
    boolean arrow = request.isCanReadArrowResult();
    boolean write = request.getStatement().startsWith("INSERT");
    ServerOperation operation =
        new ServerOperation(
            ++lastId,
            session,
            keys,
            plan,
            new ServerOperation.Shape(
                write,
                arrow,
                arrow && !write && plan.files() && request.isCanDownloadResult(),
                request.isCanDecompressLZ4Result()),
            () -> keys.forEach(key -> executions.merge(key, 1, Integer::sum)));
    operations.put(operation.id, operation);
    awaitEnd(operation);
    return response(operation);
  }

  /** Holds the response back, while others of the server go on. */
  private void awaitEnd(ServerOperation operation) {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(operation.plan.hold());
    changed.signalAll();
    while (!operation.hasEnded()) {
      long left = until - System.nanoTime();
      if (left <= 0) {
        return;
      }
      waitForChange(Math.min(left, TimeUnit.MILLISECONDS.toNanos(operation.untilEnd())));
    }
  }

  private void waitForChange(long nanos) {
    try {
      changed.awaitNanos(nanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the server is being closed", e);
    }
  }

  private TExecuteStatementResp response(ServerOperation operation) {
    TGetOperationStatusResp status = status(operation);
    TSparkDirectResults direct = new TSparkDirectResults().setOperationStatus(status);
    if (status.getOperationState() == TOperationState.FINISHED_STATE && !operation.plan.bare()) {
      TFetchResultsResp page = rows.page(operation, 0);
      direct.setResultSetMetadata(ServerRows.metadata(operation)).setResultSet(page);
      boolean whole = !page.isHasMoreRows() && !operation.shape.files();
      if (whole && !operation.plan.staysOpen()) {
        close(operation);
        direct.setCloseOperation(new TCloseOperationResp().setStatus(ThriftResponses.ok()));
      }
    }
    return ThriftResponses.accepted(
            new TOperationHandle()
                .setOperationId(identifier(operation.id))
                .setOperationType(TOperationType.EXECUTE_STATEMENT)
                .setHasResultSet(true))
        .setDirectResults(direct);
  }

  private static TGetOperationStatusResp status(ServerOperation operation) {
    TOperationState state = operation.state();
    TGetOperationStatusResp status = ThriftResponses.state(state);
    if (state == TOperationState.ERROR_STATE) {
      status.setSqlState("22012").setDisplayMessage("[DIVIDE_BY_ZERO] Division by zero");
    }
    if (state == TOperationState.FINISHED_STATE
        && operation.shape.write()
        && !operation.plan.countInRows()) {
      status.setNumModifiedRows(operation.keys.size());
    }
    return status;
  }

  private TFetchResultsResp fetch(TFetchResultsReq request) {
    ServerOperation operation = operation(request.getOperationHandle());
    if (operation == null) {
      return new TFetchResultsResp().setStatus(invalidOperation());
    }
    boolean moves =
        request.isSetStartRowOffset() && (operation.shape.files() || operation.plan.rewinds());
    TFetchResultsResp page =
        rows.page(operation, moves ? (int) request.getStartRowOffset() : operation.position);
    return request.isIncludeResultSetMetadata()
        ? page.setResultSetMetadata(ServerRows.metadata(operation))
        : page;
  }

  private static List<String> keys(TExecuteStatementReq request) {
    Set<String> keys = new LinkedHashSet<>();
    KEY.matcher(request.getStatement()).results().map(MatchResult::group).forEach(keys::add);
    if (request.isSetParameters()) {
      request.getParameters().stream()
          .map(parameter -> parameter.getValue().getStringValue())
          .filter(KEY.asMatchPredicate())
          .forEach(keys::add);
    }
    return List.copyOf(keys);
  }

  private static THandleIdentifier identifier(long id) {
    return ThriftResponses.identifier(7, id);
  }

  private static long id(THandleIdentifier identifier) {
    return ByteBuffer.wrap(identifier.getGuid()).getLong(8);
  }

  private @Nullable ServerSession session(TSessionHandle handle) {
    return sessions.get(id(handle.getSessionId()));
  }

  private @Nullable ServerOperation operation(TOperationHandle handle) {
    return operations.get(id(handle.getOperationId()));
  }

  private void close(ServerOperation operation) {
    operation.cancel();
    operations.remove(operation.id);
    closed.put(operation.id, operation.session);
  }

  private List<ServerOperation> operationsOf(ServerSession session) {
    return operations.values().stream().filter(one -> one.session == session).toList();
  }

  static TStatus invalidOperation() {
    return ThriftResponses.error("08000", "Invalid OperationHandle: OperationHandle [a]");
  }

  static TStatus invalidSession() {
    return ThriftResponses.error("08003", "Invalid SessionHandle: SessionHandle [a]");
  }

  /**
   * What a request is about, to be asked before it is executed.
   *
   * @param operation null when it names none that is open
   */
  record Subject(
      TBase<?, ?> request, @Nullable ServerSession session, @Nullable ServerOperation operation) {
    boolean isFarewell() {
      return request instanceof TCancelOperationReq
          || request instanceof TCloseOperationReq
          || request instanceof TCloseSessionReq;
    }
  }

  Subject subject(TBase<?, ?> request) {
    lock.lock();
    try {
      THandleIdentifier named = target(request);
      ServerOperation operation = named == null ? null : operations.get(id(named));
      ServerSession session =
          named == null ? null : sessions.getOrDefault(id(named), closed.get(id(named)));
      return new Subject(request, operation == null ? session : operation.session, operation);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Notes that the client has not got a good response, and what it need not do for that reason.
   *
   * @param response what it should have got; null when nothing was done
   */
  void lost(Subject subject, @Nullable TSerializable response, Fault fault) {
    lock.lock();
    try {
      if (response instanceof TExecuteStatementResp statement && statement.isSetOperationHandle()) {
        excuse(operations.get(id(statement.getOperationHandle().getOperationId())));
      } else if (response instanceof TOpenSessionResp opened) {
        excuse(sessions.get(id(opened.getSessionHandle().getSessionId())));
      }
      boolean ofSession = subject.operation() == null;
      boolean slowFarewell = subject.isFarewell() && fault.kind().isSlow();
      if (fault.deniesSession()
          || slowFarewell
          || (ofSession && (subject.isFarewell() || fault.deniesSubject()))) {
        excuse(subject.session());
      } else if (subject.isFarewell() || fault.deniesSubject()) {
        excuse(subject.operation());
      }
    } finally {
      changed.signalAll();
      lock.unlock();
    }
  }

  /** What a request is about: an operation or a session. */
  private static @Nullable THandleIdentifier target(TBase<?, ?> request) {
    if (request instanceof TGetOperationStatusReq poll) {
      return poll.getOperationHandle().getOperationId();
    } else if (request instanceof TGetResultSetMetadataReq metadata) {
      return metadata.getOperationHandle().getOperationId();
    } else if (request instanceof TFetchResultsReq fetch) {
      return fetch.getOperationHandle().getOperationId();
    } else if (request instanceof TCancelOperationReq cancel) {
      return cancel.getOperationHandle().getOperationId();
    } else if (request instanceof TCloseOperationReq close) {
      return close.getOperationHandle().getOperationId();
    } else if (request instanceof TExecuteStatementReq statement) {
      return statement.getSessionHandle().getSessionId();
    } else if (request instanceof TGetInfoReq info) {
      return info.getSessionHandle().getSessionId();
    } else if (request instanceof TCloseSessionReq close) {
      return close.getSessionHandle().getSessionId();
    }
    return null;
  }

  private static void excuse(@Nullable ServerOperation operation) {
    if (operation != null) {
      operation.excused = true;
    }
  }

  private void excuse(@Nullable ServerSession session) {
    if (session != null) {
      session.excused = true;
      operationsOf(session).forEach(Warehouse::excuse);
    }
  }

  /** How often the statement of a key took effect. */
  int executions(String key) {
    lock.lock();
    try {
      operations.values().forEach(ServerOperation::state);
      return executions.getOrDefault(key, 0);
    } finally {
      lock.unlock();
    }
  }

  /** Waits until all operations have ended, of themselves or because they were told to. */
  boolean awaitEnds(Duration longest) {
    return await(() -> operations.values().stream().allMatch(ServerOperation::hasEnded), longest);
  }

  /** Waits until all operations are closed but those that the client cannot close. */
  boolean awaitOperationsClosed(Duration longest) {
    return await(() -> operations.values().stream().allMatch(ServerOperation::isExcused), longest);
  }

  /** Waits until all sessions are closed but those that the client cannot close. */
  boolean awaitSessionsClosed(Duration longest) {
    return await(() -> sessions.values().stream().allMatch(one -> one.excused), longest);
  }

  private boolean await(BooleanSupplier reached, Duration longest) {
    long until = System.nanoTime() + longest.toNanos();
    lock.lock();
    try {
      while (!reached.getAsBoolean()) {
        long left = until - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        // Operations end by themselves, which nobody signals.
        waitForChange(Math.min(left, TimeUnit.MILLISECONDS.toNanos(20)));
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Lets go of a key, as a server does of what nobody has asked for in a long time. */
  void forget(String key) {
    lock.lock();
    try {
      executions.remove(key);
      operations.values().removeIf(one -> one.excused && one.hasEnded() && one.keys.contains(key));
    } finally {
      lock.unlock();
    }
  }

  /** Without those that the client cannot close. */
  int openSessions() {
    lock.lock();
    try {
      return (int) sessions.values().stream().filter(one -> !one.excused).count();
    } finally {
      lock.unlock();
    }
  }

  /** Without those that the client cannot close. */
  int openOperations() {
    lock.lock();
    try {
      return (int) operations.values().stream().filter(one -> !one.isExcused()).count();
    } finally {
      lock.unlock();
    }
  }

  /** What is open, for a message. */
  @Override
  public String toString() {
    lock.lock();
    try {
      return "sessions " + sessions.values() + ", operations " + operations.values();
    } finally {
      lock.unlock();
    }
  }
}
