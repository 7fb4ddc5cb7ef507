package io.github.lakewire.jdbc.internal.links;

import io.github.lakewire.jdbc.LinkRequest;
import io.github.lakewire.jdbc.internal.error.SqlState;
import io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is said between a worker and the coordinator. A request is a version, the two row numbers
 * and the query id; a failure is an SQLState, a blank and a message in UTF-8. New links are the
 * bytes that the result gave.
 */
final class RenewalMessages {
  /** Where the server answers. */
  static final String PATH = "/links";

  /** Of new links and of requests. */
  static final String MEDIA_TYPE = "application/octet-stream";

  static final int MOST_REQUEST_BYTES = 256;

  /** New links for more rows than a worker asks for at once. */
  static final int MOST_LINK_BYTES = 4 << 20;

  static final int OK = 200;
  static final int MALFORMED = 400;
  static final int WRONG_KEY = 401;
  static final int UNKNOWN = 404;
  static final int WRONG_METHOD = 405;

  /** The result refused the request, with an {@code SQLException}. */
  static final int REFUSED = 409;

  static final int TOO_LONG = 413;
  static final int FAILED = 500;

  private static final byte VERSION = 1;
  private static final int ROWS = 1 + 2 * Long.BYTES;
  private static final int LONGEST_MESSAGE = 8_000;
  private static final Pattern STATE = Pattern.compile("[0-9A-Z]{5}");

  private RenewalMessages() {}

  /** What the header says that proves the key. */
  static String authorization(String key) {
    return "Bearer " + key;
  }

  /** Whether a query id can be asked for. */
  static boolean isQueryId(String id) {
    return !id.isEmpty()
        && id.length() <= MOST_REQUEST_BYTES - ROWS
        && id.chars().allMatch(c -> c > ' ' && c <= '~');
  }

  /** Writes a request whose query id can be asked for. */
  static byte[] write(LinkRequest request) {
    byte[] id = request.queryId().getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(ROWS + id.length)
        .put(VERSION)
        .putLong(request.startRow())
        .putLong(request.endRow())
        .put(id)
        .array();
  }

  /** Reads a request; null when it is none. */
  static @Nullable LinkRequest readRequest(byte[] bytes) {
    if (bytes.length <= ROWS || bytes.length > MOST_REQUEST_BYTES || bytes[0] != VERSION) {
      return null;
    }
    ByteBuffer in = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
    long startRow = in.getLong();
    long endRow = in.getLong();
    String id = new String(bytes, ROWS, bytes.length - ROWS, StandardCharsets.ISO_8859_1);
    return isQueryId(id) ? new LinkRequest(id, startRow, endRow) : null;
  }

  /** Writes what a result threw. */
  static byte[] write(SQLException failure) {
    String state = String.valueOf(failure.getSQLState());
    String message = failure.getMessage() == null ? "" : failure.getMessage();
    String told =
        (STATE.matcher(state).matches() ? state : SqlState.GENERAL_ERROR.code())
            + ' '
            + message.substring(0, Math.min(message.length(), LONGEST_MESSAGE));
    return told.getBytes(StandardCharsets.UTF_8);
  }

  /** Reads what a result threw there, to be thrown here; null when it is no such text. */
  static @Nullable SQLException readFailure(byte[] bytes) {
    String told = new String(bytes, StandardCharsets.UTF_8);
    if (told.length() < 6
        || told.charAt(5) != ' '
        || !STATE.matcher(told.substring(0, 5)).matches()) {
      return null;
    }
    return SqlExceptions.ofState(told.substring(0, 5), told.substring(6));
  }
}
