package io.github.lakewire.warehouse.internal;

import io.github.lakewire.thrift.TFetchResultsResp;
import io.github.lakewire.thrift.TGetOperationStatusResp;
import io.github.lakewire.thrift.TGetResultSetMetadataResp;
import io.github.lakewire.thrift.TOperationHandle;
import io.github.lakewire.thrift.TOperationState;
import io.github.lakewire.thrift.TOperationType;
import io.github.lakewire.thrift.TStatus;
import io.github.lakewire.thrift.TStatusCode;
import io.github.lakewire.warehouse.internal.results.ResultFormat;
import io.github.lakewire.warehouse.internal.results.RowStream;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One statement or metadata call: its state, changed once from running to an end, and its result.
 */
final class WarehouseOperation {
  private final UUID id = UUID.randomUUID();
  private final TOperationType type;
  private final WarehouseSession session;
  private final boolean withDetails;
  private final long started = System.currentTimeMillis();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final ReentrantLock fetching = new ReentrantLock();
  private volatile long lastTouched = System.nanoTime();
  private TOperationState state = TOperationState.PENDING_STATE;
  private Failure failure;
  private Long modifiedRows;
  private long completed;
  private ResultFormat delivery;
  private RowStream rows;
  private Runnable canceller = () -> {};

  WarehouseOperation(WarehouseSession session, TOperationType type, boolean withDetails) {
    this.session = session;
    this.type = type;
    this.withDetails = withDetails;
  }

  UUID id() {
    return id;
  }

  WarehouseSession session() {
    return session;
  }

  TOperationHandle handle() {
    return new TOperationHandle()
        .setOperationId(HandleIds.of(id))
        .setOperationType(type)
        .setHasResultSet(true);
  }

  void touch() {
    lastTouched = System.nanoTime();
    session.touch();
  }

  boolean idleFor(Duration limit) {
    return System.nanoTime() - lastTouched > limit.toNanos() && !isActive();
  }

  synchronized void running(Runnable howToCancel) {
    if (state == TOperationState.PENDING_STATE) {
      state = TOperationState.RUNNING_STATE;
    }
    canceller = howToCancel;
  }

  /** Hands over the rows, so that a cancel stops them. Returns false when it is too late. */
  synchronized boolean reading(RowStream stream) {
    if (!isActive()) {
      stream.close();
      return false;
    }
    rows = stream;
    return true;
  }

  synchronized boolean finish(ResultFormat result, Long modified) {
    if (!isActive()) {
      result.close();
      return false;
    }
    delivery = result;
    modifiedRows = modified;
    end(TOperationState.FINISHED_STATE, null);
    return true;
  }

  synchronized void fail(Failure problem) {
    if (isActive()) {
      end(TOperationState.ERROR_STATE, problem);
    }
  }

  /** The statement failed after it had begun to deliver rows. */
  synchronized void failWhileRead(Failure problem) {
    if (state == TOperationState.FINISHED_STATE) {
      end(TOperationState.ERROR_STATE, problem);
    }
  }

  /** Stops what is still running. */
  void stop(TOperationState endState, Failure problem) {
    Runnable howTo;
    RowStream stream;
    synchronized (this) {
      if (!isActive()) {
        return;
      }
      end(endState, problem);
      howTo = canceller;
      stream = rows;
    }
    howTo.run();
    if (stream != null) {
      stream.close();
    }
  }

  private void end(TOperationState endState, Failure problem) {
    state = endState;
    failure = problem;
    completed = System.currentTimeMillis();
    touch(); // it is idle from now on, however long it took
    ended.countDown();
  }

  synchronized boolean isActive() {
    return state == TOperationState.PENDING_STATE || state == TOperationState.RUNNING_STATE;
  }

  synchronized boolean isFinished() {
    return state == TOperationState.FINISHED_STATE;
  }

  synchronized Failure failure() {
    return failure;
  }

  /** Returns whether it ended in time. */
  boolean await(Duration limit) throws InterruptedException {
    return ended.await(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  synchronized TGetOperationStatusResp status() {
    TGetOperationStatusResp status =
        new TGetOperationStatusResp()
            .setStatus(new TStatus().setStatusCode(TStatusCode.SUCCESS_STATUS))
            .setOperationState(state)
            .setOperationStarted(started);
    if (completed != 0) {
      status.setOperationCompleted(completed);
    }
    if (state == TOperationState.FINISHED_STATE) {
      status.setHasResultSet(true);
    }
    if (modifiedRows != null) {
      status.setNumModifiedRows(modifiedRows);
    }
    if (failure != null) {
      failure.fill(status, withDetails);
    }
    return status;
  }

  TGetResultSetMetadataResp metadata() {
    fetching.lock();
    try {
      return result().metadata();
    } finally {
      fetching.unlock();
    }
  }

  TFetchResultsResp fetch(ResultFormat.FetchRange range) throws Throwable {
    fetching.lock();
    try {
      TFetchResultsResp page = result().fetch(range);
      touch();
      return page;
    } finally {
      fetching.unlock();
    }
  }

  boolean staysOpen() {
    return result().staysOpen();
  }

  private synchronized ResultFormat result() {
    if (delivery == null) {
      throw new IllegalStateException("The operation has no result: it is in state " + state);
    }
    return delivery;
  }

  void close() {
    stop(TOperationState.CLOSED_STATE, null);
    RowStream stream;
    Runnable howTo;
    synchronized (this) {
      stream = rows;
      howTo = canceller;
    }
    if (stream != null) {
      // First, as a fetch may be waiting for a row with the lock in its hands.
      stream.close();
      howTo.run();
    }
    fetching.lock();
    try {
      ResultFormat result;
      synchronized (this) {
        result = delivery;
        delivery = null;
        if (state == TOperationState.FINISHED_STATE) {
          state = TOperationState.CLOSED_STATE;
        }
      }
      if (result != null) {
        result.close();
      }
    } finally {
      fetching.unlock();
    }
  }
}
