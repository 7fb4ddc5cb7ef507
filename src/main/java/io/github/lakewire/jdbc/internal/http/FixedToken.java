package io.github.lakewire.jdbc.internal.http;

import java.util.Map;

/** A token that only the application can replace. */
record FixedToken(Map<String, String> headers) implements Authorization {
  @Override
  public Map<String, String> headers(Wait wait) {
    return headers;
  }

  @Override
  public boolean renew(Map<String, String> refused, Wait wait) {
    return !headers.equals(refused);
  }

  @Override
  public String toString() {
    return "FixedToken";
  }
}
