package io.github.lakewire.jdbc.internal.thrift;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.ServerText;
import io.github.lakewire.thrift.TStatus;
import io.github.lakewire.thrift.TStatusCode;
import java.util.List;
import org.apache.thrift.protocol.TProtocolException;
import org.jspecify.annotations.Nullable;

/** The status of one response, or of one part of direct results. */
final class ServerStatus {
  private static final int MOST_WARNINGS = 100;

  private final TStatusCode code;
  private final ServerFailure failure;
  private final List<String> infoMessages;

  private ServerStatus(TStatusCode code, ServerFailure failure, List<String> infoMessages) {
    this.code = code;
    this.failure = failure;
    this.infoMessages = infoMessages;
  }

  /** The status of a whole response, which must be there. */
  static ServerStatus required(@Nullable TStatus status) throws TProtocolException {
    if (status == null || status.getStatusCode() == null) {
      throw new TProtocolException("no status, or one that is not known");
    }
    List<String> info = status.getInfoMessages();
    return new ServerStatus(
        status.getStatusCode(), ServerFailure.of(status), info == null ? List.of() : info);
  }

  /** The status of a part, where nothing means success. */
  static @Nullable ServerStatus optional(@Nullable TStatus status) throws TProtocolException {
    return status == null ? null : required(status);
  }

  boolean isError() {
    return code == TStatusCode.ERROR_STATUS || code == TStatusCode.INVALID_HANDLE_STATUS;
  }

  boolean isStillExecuting() {
    return code == TStatusCode.STILL_EXECUTING_STATUS;
  }

  /** What is said along with success; along with an error it is a stack trace, and left out. */
  List<String> warnings() {
    return isError()
        ? List.of()
        : infoMessages.stream().limit(MOST_WARNINGS).map(ServerText::shown).toList();
  }

  /** Fails when the status is an error. */
  void check(CallTarget target) throws DriverException {
    if (isError()) {
      throw ServerErrors.ofStatus(failure, code == TStatusCode.INVALID_HANDLE_STATUS, target);
    }
  }
}
