package io.github.lakewire.jdbc.internal.http;

import io.github.lakewire.jdbc.internal.config.Secret;
import io.github.lakewire.jdbc.internal.error.DriverException;
import java.util.Map;

/**
 * What signs the requests of a connection: gives the headers for each attempt, as tokens are
 * renewed. Thread-safe.
 */
public interface Authorization extends AutoCloseable {
  /**
   * The headers for an attempt that begins now; only to be put into a request. May obtain a token.
   *
   * @throws DriverException when there is none, with nothing sent: UNAUTHORIZED when the identity
   *     provider refuses, CANNOT_CONNECT when it cannot be reached, else as {@link Wait#until}
   */
  Map<String, String> headers(Wait wait) throws DriverException;

  /**
   * The server has refused these headers. Obtains others, unless there are some by now.
   *
   * @return false when there are no others
   * @throws DriverException as {@link #headers}
   */
  boolean renew(Map<String, String> refused, Wait wait) throws DriverException;

  /** Its connection has ended. Never throws; may be repeated. */
  @Override
  default void close() {}

  /** The headers of a token that is sent as it is. */
  static Map<String, String> bearer(String token) {
    return Map.of("Authorization", "Bearer " + token);
  }

  /** A token that the application gave, and may give anew. */
  static Authorization of(Secret token) {
    return new Fixed(bearer(token.reveal()));
  }

  /** A token that only the application can replace. */
  record Fixed(Map<String, String> headers) implements Authorization {
    @Override
    public Map<String, String> headers(Wait wait) {
      return headers;
    }

    @Override
    public boolean renew(Map<String, String> refused, Wait wait) {
      return !headers.equals(refused);
    }

    /** The headers are secret. */
    @Override
    public String toString() {
      return "Fixed";
    }
  }
}
