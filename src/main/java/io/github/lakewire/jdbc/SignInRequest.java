package io.github.lakewire.jdbc;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in that waits for a person; see {@link SignInPrompt}. May be used from any thread, also
 * when it is over.
 *
 * @since 0.1.0
 */
public interface SignInRequest {
  /** Returns the address that the person has to open in a browser. */
  URI address();

  /**
   * Returns the code that the person has to enter there, or compare with what is shown there; null
   * where there is none. With a code, the browser may be on any machine. Without one it ends at an
   * address that leads to this machine: where it is on another, see {@link #submit}.
   */
  @Nullable String userCode();

  /** Returns until when the driver waits, by the clock of this machine. */
  Instant until();

  /**
   * Takes the address that the browser was sent to in the end ({@code
   * http://localhost:8020/?code=…}), for browsers on other machines, where that page cannot be
   * loaded. It is a secret until it has been used.
   *
   * @return false when it is not the answer to this request, or there is a {@link #userCode}
   */
  boolean submit(String address);

  /**
   * The person does not want to sign in: connections that wait for it fail at once with SQLState
   * {@code 28000}. Does nothing when it is over.
   */
  void cancel();
}
