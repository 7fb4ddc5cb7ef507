package io.github.lakewire.jdbc.internal.signin;

import io.github.lakewire.jdbc.SignInRequest;
import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.error.DriverException;
import java.net.URI;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A sign-in that is shown to a person, and waits for his answer. */
final class PendingSignIn implements SignInRequest {
  private final URI address;
  private final @Nullable String userCode;
  private final Instant until;
  private final Predicate<String> answers;
  private final CompletableFuture<Void> cancelled = new CompletableFuture<>();

  /**
   * A request that may be shown.
   *
   * @param answers takes the address that a browser was sent to
   */
  PendingSignIn(
      URI address, @Nullable String userCode, Deadline deadline, Predicate<String> answers) {
    this.address = address;
    this.userCode = userCode;
    this.until = Instant.now().plus(deadline.remaining());
    this.answers = answers;
  }

  @Override
  public URI address() {
    return address;
  }

  @Override
  public @Nullable String userCode() {
    return userCode;
  }

  @Override
  public Instant until() {
    return until;
  }

  @Override
  public boolean submit(String given) {
    return answers.test(given);
  }

  @Override
  public void cancel() {
    cancelled.complete(null);
  }

  /** Returns where to go and what to enter, for messages. */
  String instruction() {
    return userCode == null
        ? "open " + address + " in a browser"
        : "open " + address + " in a browser anywhere and enter the code " + userCode;
  }

  /**
   * Waits for the answer.
   *
   * @return null when it has not come until the deadline
   * @throws DriverException UNAUTHORIZED when the person does not want to, else that of the answer
   */
  <T> @Nullable T await(CompletableFuture<T> answer, Deadline deadline)
      throws DriverException, InterruptedException {
    try {
      CompletableFuture.anyOf(answer, cancelled)
          .get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
      if (answer.isDone()) {
        return answer.get();
      }
    } catch (TimeoutException e) {
      return null;
    } catch (ExecutionException e) {
      throw new DriverException(
          DriverException.Kind.CANNOT_CONNECT_EVER,
          "The answer to the sign-in cannot be received: " + e.getCause(),
          e.getCause());
    }
    throw new DriverException(
        DriverException.Kind.UNAUTHORIZED, "The sign-in was cancelled by the user");
  }

  /** The address has the state of the request in it. */
  @Override
  public String toString() {
    return "SignInRequest[until " + until + "]";
  }
}
