package io.github.lakewire.jdbc.internal.thrift;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.ServerText;
import io.github.lakewire.jdbc.internal.http.CallTimeouts;
import io.github.lakewire.jdbc.internal.http.HttpChannel;
import io.github.lakewire.jdbc.internal.http.HttpChannel.Repeat;
import io.github.lakewire.jdbc.internal.thrift.ThriftCall.Spec;
import io.github.lakewire.jdbc.internal.tracing.TraceSource;
import io.github.lakewire.thrift.TCancelOperationReq;
import io.github.lakewire.thrift.TCancelOperationResp;
import io.github.lakewire.thrift.TCloseOperationReq;
import io.github.lakewire.thrift.TCloseOperationResp;
import io.github.lakewire.thrift.TCloseSessionReq;
import io.github.lakewire.thrift.TCloseSessionResp;
import io.github.lakewire.thrift.TExecuteStatementResp;
import io.github.lakewire.thrift.TFetchResultsResp;
import io.github.lakewire.thrift.TGetInfoReq;
import io.github.lakewire.thrift.TGetInfoResp;
import io.github.lakewire.thrift.TGetInfoType;
import io.github.lakewire.thrift.TGetInfoValue;
import io.github.lakewire.thrift.TGetOperationStatusReq;
import io.github.lakewire.thrift.TGetOperationStatusResp;
import io.github.lakewire.thrift.TGetResultSetMetadataReq;
import io.github.lakewire.thrift.TGetResultSetMetadataResp;
import io.github.lakewire.thrift.TOpenSessionResp;
import io.github.lakewire.thrift.TStatus;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.apache.thrift.TApplicationException;
import org.apache.thrift.TBase;
import org.apache.thrift.TException;
import org.apache.thrift.TFieldIdEnum;
import org.jspecify.annotations.Nullable;

/**
 * The calls of the service. Generated types come in and go out only here and in the records around;
 * calls are prepared, not sent: see {@link ThriftCall#execute}. Thread-safe.
 */
public final class CliService {
  private static final Pattern ABOUT_ZONES =
      Pattern.compile("(?i)time[ _-]?zone|\\bzone[ _-]?(id|offset|rules)");
  private static final Pattern SETTING_OF_ZONE = Pattern.compile("(?i)timezone=");

  /** Thrift's words; the request with names and settings follows them. */
  private static final Pattern WITHOUT_VERSION =
      Pattern.compile("[\\w :.]{0,200}+'client_protocol'");

  /** Fields of every metadata request. */
  private static final int DIRECT_RESULTS = 0x501;

  private static final int RUN_ASYNC = 0x502;

  /** Field of every response. */
  private static final int STATUS = 1;

  private final HttpChannel channel;
  private final TraceSource traces;
  private final AtomicInteger sequence = new AtomicInteger();

  public CliService(HttpChannel channel, TraceSource traces) {
    this.channel = channel;
    this.traces = traces;
  }

  /**
   * Whether OpenSession failed because the server wants one of Hive's versions in the field in
   * which Databricks clients say "see the other field".
   */
  public static boolean needsHiveVersion(DriverException exception) {
    return exception.getCause() instanceof TApplicationException refused
        && WITHOUT_VERSION.matcher(String.valueOf(refused.getMessage())).lookingAt();
  }

  /**
   * Whether OpenSession failed because the server does not take the time zone: its message speaks
   * of a zone, outside of quotes and not only by repeating the settings.
   */
  public static boolean isZoneUnsupported(DriverException exception) {
    boolean answered =
        exception.kind() == DriverException.Kind.SERVER
            || exception.kind() == DriverException.Kind.REJECTED;
    String own = ServerText.unquoted(String.valueOf(exception.getMessage()));
    String text = SETTING_OF_ZONE.matcher(own).replaceAll("");
    return answered && ABOUT_ZONES.matcher(text).find();
  }

  /** OpenSession. Repeated while compute is starting. */
  public ThriftCall<OpenedSession> openSession(OpenRequest request, CallTimeouts timeouts) {
    return call(
        new Spec("OpenSession", CallTarget.OPENING, Repeat.WHILE_STARTING, traces.current()),
        request.toThrift(),
        new TOpenSessionResp(),
        timeouts,
        OpenedSession::from);
  }

  /** CloseSession, which closes its operations too. */
  public ThriftCall<Void> closeSession(SessionHandle session, CallTimeouts timeouts) {
    return call(
        ofSession("CloseSession", session, Repeat.ALWAYS),
        new TCloseSessionReq().setSessionHandle(session.toThrift()),
        new TCloseSessionResp(),
        timeouts,
        (response, body) -> null);
  }

  /** GetInfo of the product's version; "" when the server has no text for it. */
  public ThriftCall<String> serverVersion(SessionHandle session, CallTimeouts timeouts) {
    return call(
        ofSession("GetInfo", session, Repeat.ALWAYS),
        new TGetInfoReq()
            .setSessionHandle(session.toThrift())
            .setInfoType(TGetInfoType.CLI_DBMS_VER),
        new TGetInfoResp(),
        timeouts,
        (response, body) -> {
          TGetInfoValue value = response.getInfoValue();
          return value != null && value.isSetStringValue() ? value.getStringValue() : "";
        });
  }

  /**
   * ExecuteStatement. After a failure of transport it is not known whether the statement is
   * executed.
   *
   * @param repeat IF_NOT_ARRIVED or IF_NOT_SENT
   */
  public ThriftCall<OperationResponse> executeStatement(
      SessionHandle session,
      StatementRequest request,
      StatementRequest.@Nullable Forms forms,
      Repeat repeat,
      CallTimeouts timeouts) {
    Spec spec = ofSession("ExecuteStatement", session, repeat);
    return call(
        spec,
        request.toThrift(session, forms),
        new TExecuteStatementResp(),
        timeouts,
        (response, body) -> OperationResponse.from(response, body, spec.trace()));
  }

  /**
   * A metadata call. On Databricks it runs asynchronously, as it waits for compute otherwise.
   *
   * @param direct size of the page that may come with the response; null for servers that are not
   *     Databricks, to which no extension field is sent
   */
  public ThriftCall<OperationResponse> metadata(
      SessionHandle session,
      MetadataRequest request,
      @Nullable PageLimits direct,
      CallTimeouts timeouts) {
    TBase<?, ?> message = request.toThrift(session);
    if (direct != null) {
      set(message, DIRECT_RESULTS, direct.toThrift());
      set(message, RUN_ASYNC, true);
    }
    Spec spec = ofSession(request.method(), session, Repeat.ALWAYS);
    return call(
        spec,
        message,
        // All calls that make an operation have the same response.
        new TExecuteStatementResp(),
        timeouts,
        (response, body) -> OperationResponse.from(response, body, spec.trace()));
  }

  private static <F extends TFieldIdEnum> void set(TBase<?, F> message, int field, Object value) {
    message.setFieldValue(message.fieldForId(field), value);
  }

  /**
   * GetOperationStatus. The state in it may be an error: see {@link OperationStatus#check}.
   *
   * @param withProgress whether to ask how far it is
   */
  public ThriftCall<OperationStatus> operationStatus(
      OperationHandle operation, boolean withProgress, CallTimeouts timeouts) {
    return call(
        ofOperation("GetOperationStatus", operation, Repeat.ALWAYS),
        withProgress
            ? new TGetOperationStatusReq()
                .setOperationHandle(operation.toThrift())
                .setGetProgressUpdate(true)
            : new TGetOperationStatusReq().setOperationHandle(operation.toThrift()),
        new TGetOperationStatusResp(),
        timeouts,
        (response, body) -> OperationStatus.from(response));
  }

  /** CancelOperation. */
  public ThriftCall<Void> cancelOperation(OperationHandle operation, CallTimeouts timeouts) {
    return call(
        ofOperation("CancelOperation", operation, Repeat.ALWAYS),
        new TCancelOperationReq().setOperationHandle(operation.toThrift()),
        new TCancelOperationResp(),
        timeouts,
        (response, body) -> null);
  }

  /** CloseOperation. */
  public ThriftCall<Void> closeOperation(OperationHandle operation, CallTimeouts timeouts) {
    return call(
        ofOperation("CloseOperation", operation, Repeat.ALWAYS),
        new TCloseOperationReq().setOperationHandle(operation.toThrift()),
        new TCloseOperationResp(),
        timeouts,
        (response, body) -> null);
  }

  /** GetResultSetMetadata. */
  public ThriftCall<ResultMetadata> resultMetadata(
      OperationHandle operation, CallTimeouts timeouts) {
    return call(
        ofOperation("GetResultSetMetadata", operation, Repeat.ALWAYS),
        new TGetResultSetMetadataReq().setOperationHandle(operation.toThrift()),
        new TGetResultSetMetadataResp(),
        timeouts,
        ResultMetadata::from);
  }

  /** FetchResults. Repeated after any failure only when the request names its first row. */
  public ThriftCall<FetchedPage> fetchResults(FetchSpec spec, CallTimeouts timeouts) {
    return call(
        ofOperation(
            "FetchResults",
            spec.operation(),
            spec.isPositioned() ? Repeat.ALWAYS : Repeat.IF_NOT_ARRIVED),
        spec.toThrift(),
        new TFetchResultsResp(),
        timeouts,
        (response, body) -> {
          FetchedPage page = FetchedPage.from(response, body);
          page.check(spec.operation().id());
          return page;
        });
  }

  /** A call of the thread that prepares it, in the trace that it is in. */
  private Spec ofSession(String method, SessionHandle session, Repeat repeat) {
    return new Spec(method, CallTarget.session(session.id()), repeat, traces.current());
  }

  /** A call of any thread, in the trace of the operation. */
  private static Spec ofOperation(String method, OperationHandle operation, Repeat repeat) {
    return new Spec(method, CallTarget.operation(operation), repeat, operation.trace());
  }

  /** Turns the response, which is a success, into its record. */
  @FunctionalInterface
  interface Mapping<S, T> {
    T map(S response, ResponseBody body) throws TException, DriverException;
  }

  private <S extends TBase<?, ?>, T> ThriftCall<T> call(
      Spec spec, TBase<?, ?> message, S response, CallTimeouts timeouts, Mapping<S, T> mapping) {
    int number = sequence.incrementAndGet();
    RequestBytes request = ThriftCall.write(spec.method(), number, message);
    return new ThriftCall<>(
        spec,
        number,
        channel.prepare(spec.context(), request.array(), request.length(), spec.repeat(), timeouts),
        (protocol, body) -> {
          TBase<?, ?> read = response;
          ThriftCall.readResult(protocol, read);
          ServerStatus.required(status(read)).check(spec.target());
          return mapping.map(response, body);
        });
  }

  private static <F extends TFieldIdEnum> @Nullable TStatus status(TBase<?, F> response) {
    return (TStatus) response.getFieldValue(response.fieldForId(STATUS));
  }
}
