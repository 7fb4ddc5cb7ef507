package io.github.lakewire.jdbc.internal.thrift;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.http.HttpCall;
import io.github.lakewire.jdbc.internal.http.HttpChannel.Repeat;
import io.github.lakewire.thrift.TCLIService.CancelOperation_args;
import io.github.lakewire.thrift.TCLIService.CancelOperation_result;
import io.github.lakewire.thrift.TCLIService.CloseOperation_args;
import io.github.lakewire.thrift.TCLIService.CloseOperation_result;
import io.github.lakewire.thrift.TCLIService.CloseSession_args;
import io.github.lakewire.thrift.TCLIService.CloseSession_result;
import io.github.lakewire.thrift.TCLIService.ExecuteStatement_args;
import io.github.lakewire.thrift.TCLIService.ExecuteStatement_result;
import io.github.lakewire.thrift.TCLIService.FetchResults_args;
import io.github.lakewire.thrift.TCLIService.FetchResults_result;
import io.github.lakewire.thrift.TCLIService.GetInfo_args;
import io.github.lakewire.thrift.TCLIService.GetInfo_result;
import io.github.lakewire.thrift.TCLIService.GetOperationStatus_args;
import io.github.lakewire.thrift.TCLIService.GetOperationStatus_result;
import io.github.lakewire.thrift.TCLIService.GetResultSetMetadata_args;
import io.github.lakewire.thrift.TCLIService.GetResultSetMetadata_result;
import io.github.lakewire.thrift.TCLIService.OpenSession_args;
import io.github.lakewire.thrift.TCLIService.OpenSession_result;
import io.github.lakewire.thrift.TCancelOperationReq;
import io.github.lakewire.thrift.TCloseOperationReq;
import io.github.lakewire.thrift.TCloseSessionReq;
import io.github.lakewire.thrift.TGetInfoReq;
import io.github.lakewire.thrift.TGetInfoType;
import io.github.lakewire.thrift.TGetInfoValue;
import io.github.lakewire.thrift.TGetOperationStatusReq;
import io.github.lakewire.thrift.TGetResultSetMetadataReq;
import io.github.lakewire.thrift.TStatus;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import org.apache.thrift.TApplicationException;
import org.apache.thrift.TBase;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TProtocolException;
import org.jspecify.annotations.Nullable;

/**
 * The calls of the service. Generated types come in and go out only here and in the records around;
 * calls are prepared, not sent: see {@link ThriftCall#execute}. Thread-safe.
 */
public final class CliService {
  private static final Pattern ABOUT_ZONES =
      Pattern.compile("(?i)time[ _-]?zone|\\bzone[ _-]?(id|offset|rules)");
  private static final Pattern SETTING_OF_ZONE = Pattern.compile("(?i)timezone=");

  private final MessageChannel channel;
  private final AtomicInteger sequence = new AtomicInteger();

  public CliService(MessageChannel channel) {
    this.channel = channel;
  }

  /**
   * Whether the failure of OpenSession means that the server wants a version of Hive's in the field
   * that Databricks clients fill with "see the other field".
   */
  public static boolean needsHiveVersion(DriverException exception) {
    return exception.getCause() instanceof TApplicationException refused
        && String.valueOf(refused.getMessage()).contains("client_protocol");
  }

  /**
   * Whether the failure of OpenSession means that the server does not take the time zone: its
   * answer speaks of a zone, otherwise than by repeating the settings.
   */
  public static boolean isZoneUnsupported(DriverException exception) {
    boolean answered =
        exception.kind() == DriverException.Kind.SERVER
            || exception.kind() == DriverException.Kind.REJECTED;
    String text = SETTING_OF_ZONE.matcher(String.valueOf(exception.getMessage())).replaceAll("");
    return answered && ABOUT_ZONES.matcher(text).find();
  }

  /** OpenSession. Repeated while compute is starting. */
  public ThriftCall<OpenedSession> openSession(OpenRequest request, CallTimeouts bounds) {
    return call(
        "OpenSession",
        new OpenSession_args(request.toThrift()),
        new OpenSession_result(),
        OpenSession_result::getSuccess,
        CallTarget.OPENING,
        Repeat.WHILE_STARTING,
        bounds,
        OpenedSession::from);
  }

  /** CloseSession, which closes its operations too. */
  public ThriftCall<Void> closeSession(SessionHandle session, CallTimeouts bounds) {
    return call(
        "CloseSession",
        new CloseSession_args(new TCloseSessionReq().setSessionHandle(session.toThrift())),
        new CloseSession_result(),
        CloseSession_result::getSuccess,
        CallTarget.SESSION,
        Repeat.ALWAYS,
        bounds,
        (response, body) -> done(response.getStatus(), CallTarget.SESSION));
  }

  /** GetInfo of the product's version; "" when the server has no text for it. */
  public ThriftCall<String> serverVersion(SessionHandle session, CallTimeouts bounds) {
    return call(
        "GetInfo",
        new GetInfo_args(
            new TGetInfoReq()
                .setSessionHandle(session.toThrift())
                .setInfoType(TGetInfoType.CLI_DBMS_VER)),
        new GetInfo_result(),
        GetInfo_result::getSuccess,
        CallTarget.SESSION,
        Repeat.ALWAYS,
        bounds,
        (response, body) -> {
          done(response.getStatus(), CallTarget.SESSION);
          TGetInfoValue value = response.getInfoValue();
          return value != null && value.isSetStringValue() ? value.getStringValue() : "";
        });
  }

  /** ExecuteStatement. A failure of transport does not tell whether it runs. */
  public ThriftCall<OperationResponse> executeStatement(
      SessionHandle session, StatementSpec spec, CallTimeouts bounds) {
    return call(
        "ExecuteStatement",
        new ExecuteStatement_args(spec.toThrift(session)),
        new ExecuteStatement_result(),
        ExecuteStatement_result::getSuccess,
        CallTarget.SESSION,
        Repeat.IF_NOT_ARRIVED,
        bounds,
        (response, body) ->
            OperationResponse.from(
                response.getStatus(),
                response.getOperationHandle(),
                response.getDirectResults(),
                body));
  }

  /**
   * The nine metadata calls of a session.
   *
   * @param direct size of the page that may come with the reply; null for servers that are not
   *     Databricks, to which no extension field is sent
   */
  public MetadataCalls metadata(SessionHandle session, @Nullable PageLimits direct) {
    return new MetadataCalls(this, session, direct);
  }

  /**
   * GetOperationStatus. The state in it may be an error: see {@link OperationStatus#check}.
   *
   * @param withProgress whether to ask how far it is
   */
  public ThriftCall<OperationStatus> operationStatus(
      OperationHandle operation, boolean withProgress, CallTimeouts bounds) {
    CallTarget target = CallTarget.operation(operation.id());
    return call(
        "GetOperationStatus",
        new GetOperationStatus_args(
            withProgress
                ? new TGetOperationStatusReq()
                    .setOperationHandle(operation.toThrift())
                    .setGetProgressUpdate(true)
                : new TGetOperationStatusReq().setOperationHandle(operation.toThrift())),
        new GetOperationStatus_result(),
        GetOperationStatus_result::getSuccess,
        target,
        Repeat.ALWAYS,
        bounds,
        (response, body) -> {
          done(response.getStatus(), target);
          return OperationStatus.from(response);
        });
  }

  /** CancelOperation. */
  public ThriftCall<Void> cancelOperation(OperationHandle operation, CallTimeouts bounds) {
    CallTarget target = CallTarget.operation(operation.id());
    return call(
        "CancelOperation",
        new CancelOperation_args(
            new TCancelOperationReq().setOperationHandle(operation.toThrift())),
        new CancelOperation_result(),
        CancelOperation_result::getSuccess,
        target,
        Repeat.ALWAYS,
        bounds,
        (response, body) -> done(response.getStatus(), target));
  }

  /** CloseOperation. */
  public ThriftCall<Void> closeOperation(OperationHandle operation, CallTimeouts bounds) {
    CallTarget target = CallTarget.operation(operation.id());
    return call(
        "CloseOperation",
        new CloseOperation_args(new TCloseOperationReq().setOperationHandle(operation.toThrift())),
        new CloseOperation_result(),
        CloseOperation_result::getSuccess,
        target,
        Repeat.ALWAYS,
        bounds,
        (response, body) -> done(response.getStatus(), target));
  }

  /** GetResultSetMetadata. */
  public ThriftCall<ResultMetadata> resultMetadata(OperationHandle operation, CallTimeouts bounds) {
    CallTarget target = CallTarget.operation(operation.id());
    return call(
        "GetResultSetMetadata",
        new GetResultSetMetadata_args(
            new TGetResultSetMetadataReq().setOperationHandle(operation.toThrift())),
        new GetResultSetMetadata_result(),
        GetResultSetMetadata_result::getSuccess,
        target,
        Repeat.ALWAYS,
        bounds,
        (response, body) -> {
          done(response.getStatus(), target);
          return ResultMetadata.from(response, body);
        });
  }

  /**
   * FetchResults. Repeated freely only when it says from which row on.
   *
   * @param arrays as in {@link HttpCall#execute}; rows of the page stay in the array
   */
  public ThriftCall<FetchedPage> fetchResults(
      FetchSpec spec, CallTimeouts bounds, IntFunction<byte[]> arrays) {
    CallTarget target = CallTarget.operation(spec.operation().id());
    return call(
            "FetchResults",
            new FetchResults_args(spec.toThrift()),
            new FetchResults_result(),
            FetchResults_result::getSuccess,
            target,
            spec.isPositioned() ? Repeat.ALWAYS : Repeat.IF_NOT_ARRIVED,
            bounds,
            (response, body) -> {
              done(response.getStatus(), target);
              FetchedPage page = FetchedPage.from(response, body);
              page.check(target.queryId());
              return page;
            })
        .into(arrays);
  }

  /** Turns the struct of a successful result into the reply's record. */
  @FunctionalInterface
  interface Mapping<S, T> {
    T map(S response, ResponseBody body) throws TException, DriverException;
  }

  /** Prepares a call: which struct its result has, and where the reply is in that struct. */
  <R extends TBase<?, ?>, S, T> ThriftCall<T> call(
      String method,
      TBase<?, ?> arguments,
      R result,
      Function<R, @Nullable S> success,
      CallTarget target,
      Repeat repeat,
      CallTimeouts bounds,
      Mapping<S, T> mapping) {
    ThriftCall.Request request =
        ThriftCall.Request.of(method, sequence.incrementAndGet(), arguments);
    MessageChannel.Exchange exchange =
        channel.prepare(
            request.bytes().array(),
            request.bytes().length(),
            repeat,
            bounds.socketTimeout(),
            bounds.deadline());
    return ThriftCall.of(
        request,
        exchange,
        target,
        (protocol, body) -> {
          result.read(protocol);
          S response = success.apply(result);
          if (response == null) {
            throw new TProtocolException("no result");
          }
          return mapping.map(response, body);
        });
  }

  private static @Nullable Void done(@Nullable TStatus status, CallTarget target)
      throws TProtocolException, DriverException {
    ServerStatus.required(status).check(target);
    return null;
  }
}
