package io.github.lakewire.jdbc.internal.http;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.RetoldException;
import io.github.lakewire.jdbc.internal.http.HttpChannel.Repeat;
import io.github.lakewire.jdbc.internal.tracing.DriverEvents;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Sends one request as often as its policy allows, and can be stopped from another thread: by its
 * user, by the deadline, or because the sending thread was interrupted. Used once.
 */
final class RequestExecutor<T extends @Nullable Object> {
  private static final Logger LOGGER = Logger.getLogger("io.github.lakewire.jdbc.internal.http");

  /** A connection that is made at all is made sooner. */
  private static final Duration LONG_FOR_CONNECTING = Duration.ofSeconds(2);

  private static final Duration LONGEST_LEASE = Duration.ofSeconds(30);

  /** Reads a response whole, or says how it failed. */
  interface ResponseReader<T extends @Nullable Object> {
    T read(ClassicHttpResponse response)
        throws IOException, DriverException, AttemptFailedException;
  }

  private enum StopReason {
    ABORTED,
    INTERRUPTED,
    LATE
  }

  /**
   * What is sent where, and within which bounds.
   *
   * @param requests makes a fresh request for each attempt
   */
  record RequestSpec(
      RequestContext context,
      CloseableHttpClient client,
      Watchdog watchdog,
      HttpHost host,
      RequestSource requests,
      Repeat repeat,
      RetryPolicy policy,
      CallTimeouts timeouts) {}

  private final RequestSpec spec;
  private final ResponseReader<T> reading;
  private final AtomicReference<@Nullable StopReason> stop = new AtomicReference<>();
  private final CompletableFuture<@Nullable Void> stopped = new CompletableFuture<>();
  private volatile @Nullable HttpUriRequestBase underWay;

  /** Set when no further attempt is wanted: the end of the one under way. */
  private volatile @Nullable Deadline lastEnd;

  private Consumer<DriverException> starting = answer -> {};

  /** Whether an attempt before the last one may have reached the server. */
  private boolean arrived;

  /** Whether the last attempt had a connection, so that its request may have arrived. */
  private boolean connected;

  /** Whether other credentials were obtained, which happens once. */
  private boolean renewed;

  RequestExecutor(RequestSpec spec, ResponseReader<T> reading) {
    this.spec = spec;
    this.reading = reading;
  }

  /** Sends and reads, with repetitions. */
  T send() throws DriverException {
    try {
      return repeat();
    } catch (DriverException e) {
      throw arrived || connected ? e.mayHaveArrived() : e;
    }
  }

  private T repeat() throws DriverException {
    RetryPolicy.RetryState state = new RetryPolicy.RetryState();
    AttemptFailedException failed = null;
    long start = System.nanoTime();
    long firstFailure = 0;
    int attempts = 0;
    while (true) {
      try {
        return attempt();
      } catch (AttemptFailedException e) {
        firstFailure = failed == null ? System.nanoTime() : firstFailure;
        failed = e;
        connected = false;
        arrived |= e.failure().mayHaveArrived();
        if (e.failure().cause() == RetryPolicy.Cause.UNAUTHORIZED && !renewed) {
          renewed = true;
          if (renew()) {
            continue;
          }
        }
      } catch (DriverException e) {
        // What the server said before tells more than that time has run out.
        throw failed != null && e.kind() == DriverException.Kind.TIMED_OUT ? tooLate(failed) : e;
      }
      Duration pause =
          spec.policy()
              .next(
                  spec.repeat(),
                  failed.failure(),
                  state,
                  timeLeft(failed.failure(), start, firstFailure),
                  ThreadLocalRandom.current().nextDouble());
      if (pause == null) {
        throw failed.exception();
      }
      if (pause.compareTo(spec.timeouts().deadline().remaining()) >= 0) {
        throw tooLate(failed);
      }
      LOGGER.log(
          Level.FINE,
          RetoldException.logged(failed),
          () -> spec.context() + " failed, next attempt in " + pause.toMillis() + " ms");
      recordRetry(failed.failure(), ++attempts, pause);
      if (RetryPolicy.isStarting(spec.repeat(), failed.failure())) {
        starting.accept(failed.exception());
      }
      pause(pause);
    }
  }

  private void recordRetry(RetryPolicy.Failure failure, int attempt, Duration pause) {
    DriverEvents.retry(
        () ->
            new DriverEvents.Retry(
                spec.context().name(),
                spec.context().sessionId(),
                spec.context().queryId(),
                IoErrors.name(spec.host()),
                failure.cause().name(),
                failure.code(),
                attempt,
                pause.toMillis()));
  }

  /** Of the time in which the request may be repeated. */
  private Duration timeLeft(RetryPolicy.Failure failure, long start, long firstFailure) {
    long now = System.nanoTime();
    Duration left = spec.policy().budget(spec.repeat(), failure).minusNanos(now - firstFailure);
    Duration unanswered = spec.timeouts().unanswered();
    if (unanswered.isZero() || failure.cause() == RetryPolicy.Cause.STATUS) {
      return left;
    }
    Duration patience = unanswered.minusNanos(now - start);
    return patience.compareTo(left) < 0 ? patience : left;
  }

  /** As {@link HttpCall#whileStarting}. */
  void whileStarting(Consumer<DriverException> told) {
    starting = told;
  }

  /** Ends {@link #send} with CANCELLED, now or when it is called. */
  void abort() {
    stop(StopReason.ABORTED);
  }

  /** As {@link HttpCall#finishWithin}. */
  void finishWithin(Duration grace) {
    lastEnd = Deadline.in(grace);
    stopped.complete(null);
  }

  private DriverException tooLate(AttemptFailedException failed) {
    // Compute that takes longer to start than one is willing to wait is no time-out of a statement.
    return spec.repeat() == Repeat.WHILE_STARTING
        ? failed.exception()
        : new DriverException(
            DriverException.Kind.TIMED_OUT,
            "Time-out while repeating a request: " + failed.exception().getMessage(),
            failed.exception());
  }

  /**
   * Makes the request of the next attempt. Where credentials cannot be had now, nothing was sent,
   * and a later attempt may succeed: as where there is no connection.
   */
  private HttpUriRequestBase next() throws DriverException, AttemptFailedException {
    try {
      return spec.requests().next(waiting());
    } catch (DriverException e) {
      if (endOfWaiting(e).kind() == DriverException.Kind.CANNOT_CONNECT) {
        throw new AttemptFailedException(
            RetryPolicy.Failure.of(RetryPolicy.Cause.NOT_CONNECTED), e);
      }
      throw e;
    }
  }

  private boolean renew() throws DriverException {
    try {
      return spec.requests().renew(waiting());
    } catch (DriverException e) {
      throw endOfWaiting(e);
    }
  }

  private Wait waiting() {
    return new Wait(spec.timeouts().deadline(), stopped);
  }

  /** How a wait ended, unless it ended because this was stopped. */
  private DriverException endOfWaiting(DriverException met) throws DriverException {
    if (Thread.currentThread().isInterrupted()) {
      stop(StopReason.INTERRUPTED);
    }
    checkStopped(met);
    return met;
  }

  private void pause(Duration pause) throws DriverException {
    try {
      stopped.get(pause.toNanos(), TimeUnit.NANOSECONDS);
      checkWanted();
    } catch (TimeoutException | ExecutionException e) {
      // Nobody has stopped it.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop(StopReason.INTERRUPTED);
      checkStopped(e);
    }
  }

  private T attempt() throws DriverException, AttemptFailedException {
    Thread thread = Thread.currentThread();
    if (thread.isInterrupted()) {
      stop(StopReason.INTERRUPTED);
    }
    checkWanted();
    spec.timeouts().deadline().check("a request to " + IoErrors.name(spec.host()));
    HttpUriRequestBase request = next();
    request.setConfig(bounds());
    underWay = request;
    checkStopped(null);
    HttpClientContext context = HttpClientContext.create();
    context.setAttribute(SharedClients.WANTED, (BooleanSupplier) () -> lastEnd == null);
    if (spec.repeat().isAtMostOnce()) {
      context.setAttribute(KeptConnection.AT_MOST_ONCE, true);
    }
    long start = System.nanoTime();
    try (Exchange exchange = new Exchange(request, spec.watchdog().watch(new Timeouts(thread)))) {
      exchange.open(spec.client().executeOpen(spec.host(), request, context));
      AttemptFailedException ofProxy =
          ProxyErrors.answered(exchange.response(), spec.host(), context);
      if (ofProxy != null) {
        throw ofProxy;
      }
      T result = reading.read(exchange.response());
      exchange.complete();
      LOGGER.log(
          Level.FINE,
          () ->
              spec.context()
                  + " from "
                  + IoErrors.name(spec.host())
                  + ": HTTP "
                  + exchange.response().getCode()
                  + " after "
                  + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)
                  + " ms");
      return result;
    } catch (IOException e) {
      if (thread.isInterrupted()) {
        stop(StopReason.INTERRUPTED);
      }
      boolean connecting = context.getAttribute(SharedClients.CONNECTED) == null;
      AttemptFailedException failure =
          IoErrors.of(e, spec.host(), context, spec.timeouts().socketTimeout());
      // Who gives up before connectTimeout should hear nevertheless that there was no connection.
      boolean stuck = System.nanoTime() - start > LONG_FOR_CONNECTING.toNanos();
      checkStopped(connecting && stuck ? failure.exception() : e);
      if (connecting) {
        checkWanted();
      }
      throw failure;
    } catch (IllegalStateException | RejectedExecutionException e) {
      // Its pool was closed meanwhile, or the thread was interrupted while it waited for a
      // connection of it: the library reports both unchecked.
      if (thread.isInterrupted()) {
        stop(StopReason.INTERRUPTED);
      }
      checkStopped(e);
      throw new DriverException(DriverException.Kind.SESSION_GONE, "The connection is closed", e);
    } finally {
      connected = context.getAttribute(SharedClients.CONNECTED) != null;
      underWay = null;
    }
  }

  private RequestConfig bounds() {
    Duration lease =
        spec.timeouts().deadline().remaining().compareTo(LONGEST_LEASE) < 0
            ? spec.timeouts().deadline().remaining()
            : LONGEST_LEASE;
    return RequestConfig.custom()
        .setConnectionRequestTimeout(Timeout.ofMilliseconds(Math.max(1, lease.toMillis())))
        .setResponseTimeout(
            spec.timeouts().socketTimeout().isZero()
                ? Timeout.DISABLED
                : Timeout.ofMilliseconds(Math.max(1, spec.timeouts().socketTimeout().toMillis())))
        .setProxyPreferredAuthSchemes(ProxyCredentials.PREFERRED)
        .setRedirectsEnabled(false)
        .setExpectContinueEnabled(false)
        .setContentCompressionEnabled(false)
        .setProtocolUpgradeEnabled(false)
        .build();
  }

  private void stop(StopReason why) {
    stop.compareAndSet(null, why);
    stopped.complete(null);
    HttpUriRequestBase request = underWay;
    if (request != null) {
      request.cancel();
    }
  }

  /** Fails when no attempt may begin any more. */
  private void checkWanted() throws DriverException {
    checkStopped(null);
    if (lastEnd != null) {
      stop(StopReason.ABORTED);
      checkStopped(null);
    }
  }

  private void checkStopped(@Nullable Exception cause) throws DriverException {
    StopReason why = stop.get();
    if (why == null) {
      return;
    }
    throw switch (why) {
      case ABORTED ->
          new DriverException(DriverException.Kind.CANCELLED, "The request was cancelled", cause);
      case INTERRUPTED ->
          new DriverException(
              DriverException.Kind.CANCELLED, "The thread was interrupted during a request", cause);
      case LATE ->
          new DriverException(
              DriverException.Kind.TIMED_OUT,
              "Time-out: a request to " + IoErrors.name(spec.host()) + " took longer than allowed",
              cause);
    };
  }

  /** What the watchdog looks at: the sending thread and the deadline. */
  private final class Timeouts implements Watchdog.Watched {
    private final Thread thread;

    Timeouts(Thread thread) {
      this.thread = thread;
    }

    @Override
    public void check() {
      Deadline last = lastEnd;
      if (last != null && last.hasPassed()) {
        stop(StopReason.ABORTED);
      } else if (spec.timeouts().attemptEnd().hasPassed()) {
        stop(StopReason.LATE);
      } else if (thread.isInterrupted()) {
        stop(StopReason.INTERRUPTED);
      }
    }

    @Override
    public long remainingMillis() {
      return spec.timeouts().attemptEnd().remaining().toMillis();
    }
  }

  /** Gives the connection back after a complete exchange, and drops it after any other. */
  private final class Exchange implements AutoCloseable {
    private final HttpUriRequestBase request;
    private final Watchdog.Watch watch;
    private @Nullable ClassicHttpResponse response;
    private boolean complete;

    Exchange(HttpUriRequestBase request, Watchdog.Watch watch) {
      this.request = request;
      this.watch = watch;
    }

    void open(ClassicHttpResponse response) {
      this.response = response;
    }

    ClassicHttpResponse response() {
      if (response == null) {
        throw new IllegalStateException("no response");
      }
      return response;
    }

    void complete() {
      complete = true;
    }

    @Override
    public void close() {
      watch.close();
      if (!complete) {
        // First, because closing a response would otherwise read what is left of it.
        request.cancel();
      }
      if (response != null) {
        try {
          response.close();
        } catch (IOException e) {
          if (complete) {
            LOGGER.log(
                Level.FINE,
                RetoldException.logged(e),
                () -> spec.context() + ": closing the exchange failed");
          }
        }
      }
    }
  }
}
