package io.github.lakewire.jdbc.recordings;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.lakewire.jdbc.recordings.Recordings.Conversation;
import io.github.lakewire.thrift.TCancelOperationReq;
import io.github.lakewire.thrift.TCancelOperationResp;
import io.github.lakewire.thrift.TCloseOperationReq;
import io.github.lakewire.thrift.TCloseOperationResp;
import io.github.lakewire.thrift.TCloseSessionReq;
import io.github.lakewire.thrift.TCloseSessionResp;
import io.github.lakewire.thrift.TFetchResultsReq;
import io.github.lakewire.thrift.TFetchResultsResp;
import io.github.lakewire.thrift.TGetOperationStatusReq;
import io.github.lakewire.thrift.TGetResultSetMetadataReq;
import io.github.lakewire.thrift.THandleIdentifier;
import io.github.lakewire.thrift.TOpenSessionReq;
import io.github.lakewire.thrift.TOpenSessionResp;
import io.github.lakewire.thrift.TOperationHandle;
import io.github.lakewire.thrift.TSessionHandle;
import io.github.lakewire.thrift.TSparkDirectResults;
import io.github.lakewire.thrift.TStatus;
import io.github.lakewire.thrift.TStatusCode;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.thrift.TBase;
import org.apache.thrift.TException;
import org.apache.thrift.TFieldIdEnum;
import org.apache.thrift.protocol.TMessage;

/**
 * Plays the server's part of one conversation: answers each request by its meaning with what was
 * recorded, and notes what a real server or a careful reader of protocol.md would object to.
 */
final class Replay {
  private static final long LOWEST_VERSION_WITH_PARAMETERS = 0xA508;

  private final ReplayMode mode;
  private final LinkRewriter links;
  private final Deque<Exchange> opens = new ArrayDeque<>();
  private final Map<THandleIdentifier, Deque<RecordedOperation>> waiting = new HashMap<>();
  private final Map<THandleIdentifier, Boolean> openSessions = new HashMap<>();
  private final Map<THandleIdentifier, ReplayedOperation> operations = new HashMap<>();
  private final Map<THandleIdentifier, ReplayedOperation> recorded = new HashMap<>();
  private final List<String> objections = new ArrayList<>();

  Replay(Conversation conversation, ReplayMode mode, LinkRewriter links) throws TException {
    this.mode = mode;
    this.links = links;
    for (Exchange exchange : conversation.thrift()) {
      if (exchange.method().equals("OpenSession")) {
        opens.add(exchange);
      } else if (RecordedOperation.is(exchange)) {
        RecordedOperation recordedOperation = RecordedOperation.of(exchange);
        waiting
            .computeIfAbsent(session(recordedOperation.request()), s -> new ArrayDeque<>())
            .add(recordedOperation);
        if (recordedOperation.handle() != null) {
          recorded.put(
              recordedOperation.handle().getOperationId(),
              new ReplayedOperation(recordedOperation, conversation.thrift(), links));
        }
      }
    }
  }

  /** An answer over HTTP. */
  record Answer(int status, String contentType, Map<String, String> headers, byte[] body) {}

  synchronized Answer answer(byte[] request) throws TException {
    ThriftMessage call = ThriftMessage.decode(request);
    if (ThriftMessage.tree(request).internalFields() > 0) {
      object(call.header().name + " carries internal fields of the server");
    }
    Object content = call.content();
    if (content instanceof TOpenSessionReq open) {
      return openSession(call.header(), open);
    } else if (content instanceof TCloseSessionReq close) {
      return closeSession(call.header(), close);
    } else if (content instanceof TCloseOperationReq close) {
      return thrift(call.header(), closeOperation(close));
    } else if (content instanceof TCancelOperationReq cancel) {
      operation(cancel.getOperationHandle()).cancel();
      return thrift(call.header(), new TCancelOperationResp().setStatus(success()));
    } else if (content instanceof TGetOperationStatusReq poll) {
      return thrift(call.header(), operation(poll.getOperationHandle()).status());
    } else if (content instanceof TGetResultSetMetadataReq metadata) {
      return thrift(call.header(), operation(metadata.getOperationHandle()).metadata());
    } else if (content instanceof TFetchResultsReq fetch) {
      return thrift(call.header(), fetch(fetch));
    }
    return submit(call.header(), content);
  }

  private Answer openSession(TMessage call, TOpenSessionReq request) throws TException {
    if (!request.isCanUseMultipleCatalogs()
        || request.getClient_protocol_i64() < LOWEST_VERSION_WITH_PARAMETERS) {
      object("OpenSession asks for no catalogs or too low a version: " + request);
    }
    Exchange exchange = opens.poll();
    if (exchange == null) {
      object("one more session than recorded");
      return serverError();
    }
    TOpenSessionReq recordedRequest =
        ThriftMessage.decode(exchange.requestBody()).content(TOpenSessionReq.class);
    if (recordedRequest.isSetInitialNamespace()
        && !recordedRequest.getInitialNamespace().equals(request.getInitialNamespace())) {
      object(
          "OpenSession: expected "
              + recordedRequest.getInitialNamespace()
              + ", got "
              + request.getInitialNamespace());
    }
    if (!settings(recordedRequest).equals(settings(request))) {
      object(
          "OpenSession: expected the settings "
              + settings(recordedRequest)
              + ", got "
              + settings(request));
    }
    if (!exchange.hasResponseBody()) {
      return httpError(exchange);
    }
    TSessionHandle session =
        ThriftMessage.decode(exchange.responseBody())
            .content(TOpenSessionResp.class)
            .getSessionHandle();
    openSessions.put(session.getSessionId(), true);
    return recordedReply(call, exchange);
  }

  private static Map<String, String> settings(TOpenSessionReq request) {
    return request.isSetConfiguration() ? request.getConfiguration() : Map.of();
  }

  private Answer closeSession(TMessage call, TCloseSessionReq request) throws TException {
    THandleIdentifier session = request.getSessionHandle().getSessionId();
    if (!Boolean.TRUE.equals(openSessions.put(session, false))) {
      object("CloseSession of a session that is not open");
    }
    return thrift(call, new TCloseSessionResp().setStatus(success()));
  }

  private Answer submit(TMessage call, Object request) throws TException {
    Deque<RecordedOperation> expected = waiting.getOrDefault(session(request), new ArrayDeque<>());
    String asked = RequestDescription.of(request);
    RecordedOperation next = expected.peek();
    if (next == null || !RequestDescription.of(next.request()).equals(asked)) {
      String recordedMeaning =
          next == null ? "nothing more" : RequestDescription.of(next.request());
      object("expected\n    " + recordedMeaning + "\n  but the driver sent\n    " + asked);
      return serverError();
    }
    expected.remove();
    if (next.handle() != null) {
      THandleIdentifier id = next.handle().getOperationId();
      operations.put(id, recorded.get(id));
    }
    objections.addAll(RecordingGate.missing(next, request));
    boolean deferred = mode == ReplayMode.DEFERRED && next.hasMetadata();
    if (!deferred && !next.hasLinks()) {
      return recordedReply(call, next.exchange());
    }
    Object reply =
        next.hasLinks()
            ? links.rewritten(next)
            : ThriftMessage.decode(next.exchange().responseBody()).content();
    if (deferred) {
      TSparkDirectResults later = RecordedOperation.directResults(reply);
      recorded.get(next.handle().getOperationId()).defer(later);
    }
    return thrift(call, (TBase<?, ?>) reply);
  }

  private TFetchResultsResp fetch(TFetchResultsReq request) throws TException {
    ReplayedOperation operation = operation(request.getOperationHandle());
    if (operation.hasLinks() && request.isSetStartRowOffset() && !operation.hasPages()) {
      return links.renewed(operation.recordedOperation(), request.getStartRowOffset());
    }
    return operation.page(request);
  }

  private TCloseOperationResp closeOperation(TCloseOperationReq request) {
    return new TCloseOperationResp().setStatus(operation(request.getOperationHandle()).close());
  }

  private ReplayedOperation operation(TOperationHandle handle) {
    ReplayedOperation operation = operations.get(handle.getOperationId());
    if (operation == null) {
      object("an operation that the server never gave: " + handle);
      return ReplayedOperation.unknown();
    }
    return operation;
  }

  private void object(String objection) {
    objections.add(objection);
  }

  /** The operation that a recorded request made. */
  ReplayedOperation replayed(RecordedOperation recordedOperation) {
    return recorded.get(recordedOperation.handle().getOperationId());
  }

  /** What the driver did wrong or left undone, once its connections are closed. */
  synchronized List<String> objections() {
    List<String> all = new ArrayList<>(objections);
    all.addAll(links.objections());
    opens.forEach(open -> all.add("never opened: the session of " + open));
    waiting.values().stream()
        .flatMap(Deque::stream)
        .forEach(left -> all.add("never sent: " + RequestDescription.of(left.request())));
    openSessions.forEach(
        (session, open) -> {
          if (open) {
            all.add("CloseSession was not sent for a session");
          }
        });
    operations.values().forEach(operation -> all.addAll(operation.objections()));
    return all;
  }

  private static THandleIdentifier session(Object request) throws TException {
    return sessionHandle(request).getSessionId();
  }

  /** The session that a request belongs to: field 1 of each. */
  static TSessionHandle sessionHandle(Object request) throws TException {
    if (firstField((TBase<?, ?>) request) instanceof TSessionHandle handle) {
      return handle;
    }
    throw new TException("a request without a session: " + request);
  }

  private static <F extends TFieldIdEnum> Object firstField(TBase<?, F> request) {
    return request.getFieldValue(request.fieldForId(1));
  }

  static TStatus success() {
    return new TStatus().setStatusCode(TStatusCode.SUCCESS_STATUS);
  }

  static Answer thrift(TMessage call, TBase<?, ?> response) throws TException {
    return thriftBytes(ThriftMessage.reply(call, response).encode());
  }

  /** The recorded bytes with only the sequence id changed, so unknown fields are in it too. */
  private static Answer recordedReply(TMessage call, Exchange exchange) {
    byte[] body = exchange.responseBody().clone();
    int seqidAt = 8 + call.name.length();
    ByteBuffer.wrap(body).putInt(seqidAt, call.seqid);
    return thriftBytes(body);
  }

  private static Answer thriftBytes(byte[] body) {
    return new Answer(200, "application/x-thrift", Map.of(), body);
  }

  private static Answer httpError(Exchange exchange) {
    Map<String, String> headers = new HashMap<>();
    exchange
        .line()
        .get("headers")
        .properties()
        .forEach(header -> headers.put(header.getKey(), header.getValue().textValue()));
    String contentType = headers.remove("content-type");
    String text = exchange.line().get("response_text").textValue();
    return new Answer(exchange.status(), contentType, headers, text.getBytes(UTF_8));
  }

  private static Answer serverError() {
    Map<String, String> reason =
        Map.of("x-thriftserver-error-message", "the replayed conversation has no such request");
    return new Answer(400, "text/plain", reason, new byte[0]);
  }
}
