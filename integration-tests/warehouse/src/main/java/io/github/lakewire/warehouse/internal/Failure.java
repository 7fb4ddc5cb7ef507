package io.github.lakewire.warehouse.internal;

import io.github.lakewire.thrift.TGetOperationStatusResp;
import io.github.lakewire.thrift.TStatus;
import io.github.lakewire.thrift.TStatusCode;
import io.github.lakewire.warehouse.internal.catalog.RefusedStatement;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ErrorMessageFormat;
import org.apache.spark.SparkThrowable;
import org.apache.spark.SparkThrowableHelper$;
import org.apache.spark.sql.catalyst.parser.ParseException;

/**
 * Why a statement failed, in the words of a server (protocol.md, "Errors in a status").
 *
 * @param sqlState five characters
 * @param errorMessage with prefix and class names
 * @param displayMessage for people
 * @param detailsJson error class and parameters, null when there is none
 * @param frames the stack trace as Hive writes it
 * @param rejected whether the statement never became an operation
 */
record Failure(
    String sqlState,
    String errorMessage,
    String displayMessage,
    String detailsJson,
    List<String> frames,
    boolean rejected) {

  static Failure of(Throwable thrown) {
    Throwable cause = thrown;
    for (Throwable t = thrown; t != null && t != t.getCause(); t = t.getCause()) {
      if (t instanceof SparkThrowable spark && spark.getCondition() != null) {
        cause = t;
        break;
      }
    }
    String text = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    String condition = null;
    String state = null;
    String details = null;
    if (cause instanceof SparkThrowable spark && spark.getCondition() != null) {
      condition = spark.getCondition();
      state = spark.getSqlState();
      details =
          cause instanceof RefusedStatement
              ? "{\"errorClass\":\"" + condition + "\",\"sqlState\":\"" + state + "\"}"
              : SparkThrowableHelper$.MODULE$.getMessage(cause, ErrorMessageFormat.STANDARD());
    }
    String message =
        "Error running query: "
            + (condition == null ? "" : "[" + condition + "] ")
            + cause.getClass().getName()
            + ": "
            + text;
    return new Failure(
        state == null ? "HY000" : state,
        message,
        text,
        details,
        frames(message, cause),
        cause instanceof ParseException
            || (condition != null && condition.startsWith("UNBOUND_SQL_PARAMETER")));
  }

  static Failure plain(String sqlState, String message) {
    return new Failure(sqlState, message, message, null, List.of(), false);
  }

  private static List<String> frames(String message, Throwable cause) {
    List<String> frames = new ArrayList<>();
    StackTraceElement[] trace = cause.getStackTrace();
    frames.add(
        "*org.apache.hive.service.cli.HiveSQLException:"
            + message
            + ":"
            + trace.length
            + ":"
            + Math.max(0, trace.length - 1));
    for (StackTraceElement frame : trace) {
      frames.add(
          frame.getClassName()
              + ":"
              + frame.getMethodName()
              + ":"
              + frame.getFileName()
              + ":"
              + frame.getLineNumber());
    }
    return frames;
  }

  TStatus toStatus(boolean withDetails) {
    TStatus status =
        new TStatus()
            .setStatusCode(TStatusCode.ERROR_STATUS)
            .setInfoMessages(frames)
            .setSqlState(sqlState)
            .setErrorCode(0)
            .setErrorMessage(errorMessage)
            .setDisplayMessage(displayMessage);
    return withDetails && detailsJson != null ? status.setErrorDetailsJson(detailsJson) : status;
  }

  void fill(TGetOperationStatusResp response, boolean withDetails) {
    response
        .setSqlState(sqlState)
        .setErrorCode(0)
        .setErrorMessage(errorMessage)
        .setDisplayMessage(displayMessage);
    if (withDetails && detailsJson != null) {
      response.setErrorDetailsJson(detailsJson);
    }
  }
}
