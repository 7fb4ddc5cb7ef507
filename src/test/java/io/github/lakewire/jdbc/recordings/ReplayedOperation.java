package io.github.lakewire.jdbc.recordings;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.github.lakewire.thrift.TColumn;
import io.github.lakewire.thrift.TColumnDesc;
import io.github.lakewire.thrift.TFetchResultsReq;
import io.github.lakewire.thrift.TFetchResultsResp;
import io.github.lakewire.thrift.TGetOperationStatusReq;
import io.github.lakewire.thrift.TGetOperationStatusResp;
import io.github.lakewire.thrift.TGetResultSetMetadataResp;
import io.github.lakewire.thrift.TOperationState;
import io.github.lakewire.thrift.TPrimitiveTypeEntry;
import io.github.lakewire.thrift.TRowSet;
import io.github.lakewire.thrift.TSparkDirectResults;
import io.github.lakewire.thrift.TSparkRowSetType;
import io.github.lakewire.thrift.TStatus;
import io.github.lakewire.thrift.TStatusCode;
import io.github.lakewire.thrift.TStringColumn;
import io.github.lakewire.thrift.TTableSchema;
import io.github.lakewire.thrift.TTypeDesc;
import io.github.lakewire.thrift.TTypeEntry;
import io.github.lakewire.thrift.TTypeId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.thrift.TException;

/**
 * An operation of the replayed server. Replies that the recorded client did not ask for, since it
 * knew enough, follow protocol.md, "Rows or a count", "Polling" and "Cancel and close".
 */
final class ReplayedOperation {
  private final RecordedOperation recordedOperation;
  private final Deque<TFetchResultsResp> pages = new ArrayDeque<>();
  private final Deque<TGetOperationStatusResp> states = new ArrayDeque<>();
  private final CountDownLatch polled = new CountDownLatch(1);
  private final CountDownLatch cancelArrived = new CountDownLatch(1);
  private final List<String> objections = new ArrayList<>();
  private boolean deferred;
  private boolean closedByDirectResults;
  private boolean closedByClient;

  ReplayedOperation(
      RecordedOperation recordedOperation, List<Exchange> conversation, LinkRewriter links)
      throws TException {
    this.recordedOperation = recordedOperation;
    this.closedByDirectResults = recordedOperation.closedByDirectResults();
    for (Exchange fetch : recordedOperation.fetches(conversation)) {
      pages.add(links.page(fetch));
    }
    for (Exchange exchange : conversation) {
      if (exchange.method().equals("GetOperationStatus")) {
        ThriftMessage poll = ThriftMessage.decode(exchange.requestBody());
        if (poll.content(TGetOperationStatusReq.class)
            .getOperationHandle()
            .getOperationId()
            .equals(recordedOperation.handle().getOperationId())) {
          states.add(
              ThriftMessage.decode(exchange.responseBody()).content(TGetOperationStatusResp.class));
        }
      }
    }
  }

  private ReplayedOperation() {
    recordedOperation = null;
    closedByDirectResults = true;
  }

  /** Stands for a handle that nobody gave out. */
  static ReplayedOperation unknown() {
    return new ReplayedOperation();
  }

  RecordedOperation recordedOperation() {
    return recordedOperation;
  }

  /** Takes the direct results out of the answer, to hand them out when they are asked for. */
  void defer(TSparkDirectResults results) {
    TGetOperationStatusResp running =
        new TGetOperationStatusResp()
            .setStatus(Replay.success())
            .setOperationState(TOperationState.RUNNING_STATE);
    deferred = true;
    states.add(running);
    states.add(results.getOperationStatus());
    pages.addFirst(results.getResultSet());
    closedByDirectResults = false;
    results.setOperationStatus(running);
    results.unsetResultSetMetadata();
    results.unsetResultSet();
    results.unsetCloseOperation();
  }

  boolean hasLinks() {
    return recordedOperation != null && recordedOperation.hasLinks();
  }

  boolean hasPages() {
    return !pages.isEmpty();
  }

  /** Whether the recorded client polled this operation and cancelled it while it ran. */
  boolean runsUntilCancelled() {
    return !states.isEmpty()
        && states.getLast().getOperationState() == TOperationState.RUNNING_STATE;
  }

  /** Returns the next recorded state; the last one stays, as time stands still in a recording. */
  TGetOperationStatusResp status() {
    if (recordedOperation == null || closedByClient) {
      return new TGetOperationStatusResp().setStatus(invalidHandle());
    }
    TGetOperationStatusResp state = new TGetOperationStatusResp().setStatus(Replay.success());
    if (cancelArrived.getCount() == 0) {
      state.setOperationState(TOperationState.CANCELED_STATE);
    } else if (states.isEmpty()) {
      if (closedByDirectResults) {
        objections.add("GetOperationStatus, though it had finished: " + this);
      }
      state.setOperationState(TOperationState.FINISHED_STATE);
    } else {
      state = states.size() > 1 ? states.remove() : states.peek();
    }
    polled.countDown();
    return state;
  }

  boolean awaitPoll() throws InterruptedException {
    return polled.await(20, SECONDS);
  }

  boolean awaitCancel() throws InterruptedException {
    return cancelArrived.await(20, SECONDS);
  }

  void cancel() {
    cancelArrived.countDown();
  }

  /** The recorded metadata, or that of a statement without rows. */
  TGetResultSetMetadataResp metadata() {
    if (recordedOperation != null && recordedOperation.hasMetadata()) {
      if (!deferred) {
        objections.add("GetResultSetMetadata, though direct results had it: " + this);
      }
      return recordedOperation.metadata();
    }
    TTypeDesc string =
        new TTypeDesc()
            .setTypes(
                List.of(
                    TTypeEntry.primitiveEntry(
                        new TPrimitiveTypeEntry().setType(TTypeId.STRING_TYPE))));
    TColumnDesc result =
        new TColumnDesc().setColumnName("Result").setTypeDesc(string).setPosition(1).setComment("");
    return new TGetResultSetMetadataResp()
        .setStatus(Replay.success())
        .setSchema(new TTableSchema().setColumns(List.of(result)))
        .setResultFormat(TSparkRowSetType.COLUMN_BASED_SET);
  }

  TFetchResultsResp page(TFetchResultsReq request) {
    if (recordedOperation == null || closedByDirectResults || closedByClient) {
      objections.add("FetchResults for an operation that is closed: " + this);
      return new TFetchResultsResp().setStatus(invalidHandle());
    }
    TFetchResultsResp page = pages.poll();
    if (page == null && recordedOperation.hasMetadata()) {
      objections.add("FetchResults after hasMoreRows was false: " + this);
    }
    if (page != null
        && request.isSetStartRowOffset()
        && request.getStartRowOffset() != page.getResults().getStartRowOffset()) {
      objections.add("FetchResults asks for row " + request.getStartRowOffset() + ": " + this);
    }
    return page == null ? emptyPage() : page;
  }

  private static TFetchResultsResp emptyPage() {
    TStringColumn none = new TStringColumn().setValues(List.of()).setNulls(new byte[1]);
    TRowSet rows =
        new TRowSet()
            .setStartRowOffset(0)
            .setRows(List.of())
            .setColumns(List.of(TColumn.stringVal(none)));
    return new TFetchResultsResp()
        .setStatus(Replay.success())
        .setHasMoreRows(false)
        .setResults(rows);
  }

  TStatus close() {
    if (closedByDirectResults) {
      objections.add("CloseOperation, though direct results had closed it: " + this);
      return invalidHandle();
    } else if (closedByClient) {
      objections.add("CloseOperation a second time: " + this);
      return invalidHandle();
    }
    closedByClient = true;
    return Replay.success();
  }

  List<String> objections() {
    List<String> all = new ArrayList<>(objections);
    if (!closedByDirectResults && !closedByClient) {
      all.add("CloseOperation was not sent: " + this);
    }
    if (!pages.isEmpty() && !closedByDirectResults && !recordedOperation.isCount()) {
      all.add(pages.size() + " pages were not fetched: " + this);
    }
    return all;
  }

  private static TStatus invalidHandle() {
    return new TStatus()
        .setStatusCode(TStatusCode.ERROR_STATUS)
        .setSqlState("08000")
        .setErrorMessage("Invalid OperationHandle: OperationHandle [replayed]");
  }

  @Override
  public String toString() {
    return recordedOperation == null
        ? "unknown operation"
        : RequestDescription.of(recordedOperation.request());
  }
}
