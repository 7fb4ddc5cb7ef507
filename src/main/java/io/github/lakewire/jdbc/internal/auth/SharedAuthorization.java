package io.github.lakewire.jdbc.internal.auth;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.http.Authorization;
import io.github.lakewire.jdbc.internal.http.Wait;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** One connection's part in the tokens of the process. */
final class SharedAuthorization implements Authorization {
  private final SignInKey key;
  private final TokenCache cache;
  private final AtomicBoolean closed = new AtomicBoolean();

  SharedAuthorization(SignInKey key, Supplier<TokenSource> source) {
    this.key = key;
    this.cache = SharedTokens.OF_PROCESS.join(key, source);
  }

  @Override
  public Map<String, String> headers(Wait wait) throws DriverException {
    return cache.headers(wait);
  }

  @Override
  public boolean renew(Map<String, String> refused, Wait wait) throws DriverException {
    return cache.renew(refused, wait);
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      SharedTokens.OF_PROCESS.leave(key, cache);
    }
  }
}
