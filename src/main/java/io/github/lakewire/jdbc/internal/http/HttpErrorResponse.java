package io.github.lakewire.jdbc.internal.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.HttpError;
import io.github.lakewire.jdbc.internal.error.ServerText;
import io.github.lakewire.jdbc.internal.error.ThriftRefusal;
import io.github.lakewire.jdbc.internal.http.HttpChannel.Repeat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;

/** Reads an HTTP error of the Thrift endpoint: kind, reason and what it means for a retry. */
final class HttpErrorResponse {
  private static final int MOST_BODY_BYTES = 1 << 16;
  private static final int LONGEST_ID = 200;
  private static final String UNAVAILABLE = "TEMPORARILY_UNAVAILABLE";

  /** Of 403, which otherwise means that the user may not do this. */
  private static final Pattern WRONG_TOKEN =
      Pattern.compile(
          "(?i)(?:invalid|expired) (?:access )?token|(?:access )?token (?:has )?expired");

  /** In this order (protocol.md, "HTTP errors"). */
  private static final List<String> REASON_HEADERS =
      List.of(
          "x-thriftserver-error-message",
          "x-databricks-error-or-redirect-message",
          "x-databricks-reason-phrase");

  private HttpErrorResponse() {}

  /** Turns a response with another status than 200 into the failure it is. */
  static AttemptFailedException of(ClassicHttpResponse response, HttpHost host, Repeat repeat) {
    int code = response.getCode();
    byte[] body = body(response);
    if (refusesThrift(response, body)) {
      return new AttemptFailedException(
          RetryPolicy.Failure.of(RetryPolicy.Cause.FINAL),
          ThriftRefusal.exception().inRequest(requestId(response)));
    }
    String reason = reason(response, body);
    HttpError error = HttpError.of(reason, jsonText(response, body, "error_code"));
    RetryPolicy.Failure failure =
        refusesToken(code, reason)
            ? new RetryPolicy.Failure(RetryPolicy.Cause.UNAUTHORIZED, code, null, false)
            : RetryPolicy.Failure.status(
                code, retryAfter(response), error.code().equals(UNAVAILABLE));
    String text =
        IoErrors.name(host) + " answered HTTP " + code + (reason.isEmpty() ? "" : ": " + reason);
    return new AttemptFailedException(
        failure,
        exception(code, text, repeat, failure).withHttpError(error).inRequest(requestId(response)));
  }

  /** A response that is 200 and no Thrift: a page of a gateway, or another service. */
  static AttemptFailedException notThrift(ClassicHttpResponse response, HttpHost host) {
    if (refusesThrift(response, body(response))) {
      return new AttemptFailedException(
          RetryPolicy.Failure.of(RetryPolicy.Cause.FINAL), ThriftRefusal.exception());
    }
    return new AttemptFailedException(
        RetryPolicy.Failure.of(RetryPolicy.Cause.NO_RESPONSE),
        new DriverException(
            DriverException.Kind.REJECTED,
            IoErrors.name(host)
                + " answered with "
                + (mediaType(response).isEmpty() ? "no media type" : mediaType(response))
                + " instead of Thrift; is httpPath right, and is the host a Databricks"
                + " workspace?"));
  }

  /** Whether it is the token that is wrong, which is checked before anything is done. */
  private static boolean refusesToken(int code, String reason) {
    return code == 401 || (code == 403 && WRONG_TOKEN.matcher(reason).lookingAt());
  }

  private static DriverException exception(
      int code, String text, Repeat repeat, RetryPolicy.Failure failure) {
    if (code == 401 || code == 403) {
      return new DriverException(
          DriverException.Kind.UNAUTHORIZED,
          "The credentials were refused: "
              + text
              + "; check that the token is complete, not expired, and allowed to use httpPath");
    }
    if (code == 429 || code == 408 || (code >= 500 && code != 501)) {
      if (RetryPolicy.isStarting(repeat, failure)) {
        return new DriverException(
                DriverException.Kind.CANNOT_CONNECT,
                "The compute is not ready and may be starting: " + text)
            .ofStart();
      }
      return new DriverException(
          repeat == Repeat.WHILE_STARTING
              ? DriverException.Kind.CANNOT_CONNECT
              : DriverException.Kind.TRANSPORT,
          "The server could not take the request: " + text);
    }
    if (code >= 300 && code < 400) {
      return new DriverException(
          DriverException.Kind.REJECTED,
          "The request was redirected, probably to a login page: " + text + "; check httpPath");
    }
    return new DriverException(
        DriverException.Kind.REJECTED,
        "The request was rejected: " + text + (code == 404 ? "; check httpPath" : ""));
  }

  private static boolean refusesThrift(ClassicHttpResponse response, byte[] body) {
    String code = jsonText(response, body, "error_code");
    String message = jsonText(response, body, "message");
    return (code != null && ThriftRefusal.isCode(code))
        || (message != null && ThriftRefusal.leads(message))
        || ThriftRefusal.leads(String.valueOf(response.getReasonPhrase()))
        || ThriftRefusal.leads(new String(body, StandardCharsets.UTF_8))
        || Stream.of(response.getHeaders())
            .anyMatch(header -> ThriftRefusal.leads(String.valueOf(header.getValue())));
  }

  private static String reason(ClassicHttpResponse response, byte[] body) {
    for (String name : REASON_HEADERS) {
      String value = header(response, name);
      if (!value.isEmpty()) {
        return value;
      }
    }
    String message = jsonText(response, body, "message");
    if (message != null && !message.isBlank()) {
      return plain(message);
    }
    return plain(response.getReasonPhrase() == null ? "" : response.getReasonPhrase());
  }

  /**
   * The beginning of the body. Read whatever it is: a connection whose answer was read to its end
   * can be used again. Not closed, which would read the rest of a long one.
   */
  private static byte[] body(ClassicHttpResponse response) {
    HttpEntity entity = response.getEntity();
    try {
      return entity == null ? new byte[0] : entity.getContent().readNBytes(MOST_BODY_BYTES);
    } catch (IOException e) {
      // The status says enough; a broken explanation must not replace it.
      return new byte[0];
    }
  }

  /** A text on the first level of a JSON body, null when there is none. */
  private static @Nullable String jsonText(ClassicHttpResponse response, byte[] body, String name) {
    if (!mediaType(response).endsWith("json")) {
      return null;
    }
    try (JsonParser parser = new JsonFactory().createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean wanted = parser.currentName().equals(name);
        if (parser.nextToken() == JsonToken.VALUE_STRING && wanted) {
          return parser.getText();
        }
        parser.skipChildren();
      }
      return null;
    } catch (IOException e) {
      return null;
    }
  }

  /** Seconds or an HTTP date; null when absent or unreadable. */
  static @Nullable Duration retryAfter(ClassicHttpResponse response) {
    String value = header(response, "retry-after");
    if (value.isEmpty()) {
      return null;
    }
    try {
      if (value.chars().allMatch(c -> c >= '0' && c <= '9')) {
        return value.length() > 9
            ? Duration.ofDays(365)
            : Duration.ofSeconds(Long.parseLong(value));
      }
      Instant until = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration pause = Duration.between(Instant.now(), until);
      return pause.isNegative() ? Duration.ZERO : pause;
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /** The media type without parameters, in lower case; empty when absent. */
  static String mediaType(ClassicHttpResponse response) {
    String value = header(response, "content-type");
    int end = value.indexOf(';');
    return (end < 0 ? value : value.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }

  static String requestId(ClassicHttpResponse response) {
    String id = header(response, "x-request-id");
    return id.length() <= LONGEST_ID ? id : id.substring(0, LONGEST_ID);
  }

  private static String header(ClassicHttpResponse response, String name) {
    Header header = response.getFirstHeader(name);
    return header == null || header.getValue() == null ? "" : plain(header.getValue());
  }

  private static String plain(String text) {
    return ServerText.shown(text.replaceAll("\\p{Cntrl}+", " ").strip());
  }
}
