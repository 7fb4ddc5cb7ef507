package io.github.lakewire.jdbc.internal.tracing;

import io.github.lakewire.jdbc.ExecutionOutcome;
import java.util.function.Supplier;
import jdk.jfr.FlightRecorder;
import org.jspecify.annotations.Nullable;

/**
 * The events of the driver for Java's flight recorder (observability.md). They hold no SQL text, no
 * value, no token and no link.
 *
 * <p>The recorder may be missing, so nothing but this class and the event classes knows it; and
 * those are not even loaded before a recording was started, since the first event class takes a JVM
 * half a second.
 */
public final class DriverEvents {
  private static final boolean PRESENT = isPresent();
  private static final Span<?> NONE = details -> {};

  private DriverEvents() {}

  /**
   * Opening a connection.
   *
   * @param sessionId null when it failed
   * @param sqlState null when it did not
   */
  public record Connect(String host, @Nullable String sessionId, @Nullable String sqlState) {}

  /**
   * A statement or a metadata call, from its execution to its end, or to the rows.
   *
   * @param call of the protocol
   * @param queryId null when the server gave none
   * @param result rows or count; null when it failed
   * @param modifiedRows -1 where there is no count
   * @param rows of the first page, those of its files included
   * @param bytes of the response that the page came in
   * @param sqlState null when it did not fail
   */
  public record Statement(
      String call,
      String sessionId,
      @Nullable String queryId,
      ExecutionOutcome outcome,
      @Nullable String result,
      long modifiedRows,
      long rows,
      long bytes,
      @Nullable String sqlState) {}

  /**
   * One page of a result.
   *
   * @param form of the rows: batches, columns, links, or none
   * @param firstRow -1 where it is not known
   * @param bytes of the response
   * @param failure its kind; null when it did not fail
   */
  public record Fetch(
      @Nullable String queryId,
      @Nullable String form,
      long firstRow,
      long rows,
      long bytes,
      @Nullable String failure) {}

  /**
   * One file of a result.
   *
   * @param host of the store; nothing else of the link
   * @param bytes as they were sent
   * @param plainBytes without compression, as the server announced them
   * @param refused whether the store refused the link, which is renewed then
   * @param failure its kind; null when it did not fail
   */
  public record Download(
      @Nullable String queryId,
      String host,
      long firstRow,
      long rows,
      long bytes,
      long plainBytes,
      boolean refused,
      @Nullable String failure) {}

  /**
   * An attempt of a request that failed and will be repeated.
   *
   * @param call of the protocol, or Download
   * @param cause kind of the failure
   * @param httpStatus 0 where there was none
   * @param attempt its number, from 1
   * @param pauseMillis until the next one
   */
  public record Retry(
      String call,
      @Nullable String sessionId,
      @Nullable String queryId,
      String host,
      String cause,
      int httpStatus,
      int attempt,
      long pauseMillis) {}

  private static boolean isPresent() {
    try {
      Class.forName("jdk.jfr.FlightRecorder", false, DriverEvents.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  private static boolean isRecorded() {
    return PRESENT && FlightRecorder.isInitialized();
  }

  @SuppressWarnings("unchecked") // it ignores what it is given
  private static <D> Span<D> none() {
    return (Span<D>) NONE;
  }

  /** Begins to connect. */
  public static Span<Connect> connect() {
    return isRecorded() ? FlightEvents.connect() : none();
  }

  /** Begins to execute. */
  public static Span<Statement> statement() {
    return isRecorded() ? FlightEvents.statement() : none();
  }

  /** Begins to fetch a page. */
  public static Span<Fetch> fetch() {
    return isRecorded() ? FlightEvents.fetch() : none();
  }

  /** Begins to download a file. */
  public static Span<Download> download() {
    return isRecorded() ? FlightEvents.download() : none();
  }

  /** An attempt has failed. */
  public static void retry(Supplier<Retry> details) {
    if (isRecorded()) {
      FlightEvents.retry(details);
    }
  }
}
