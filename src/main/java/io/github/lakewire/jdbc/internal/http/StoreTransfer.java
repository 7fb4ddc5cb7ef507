package io.github.lakewire.jdbc.internal.http;

import io.github.lakewire.jdbc.ExecutionOutcome;
import io.github.lakewire.jdbc.internal.config.ConnectionConfig;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.http.HttpChannel.Repeat;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;
import org.jspecify.annotations.Nullable;

/**
 * Sends one file to the store of a volume, fetches or deletes one, by a presigned link and with the
 * client that never had the workspace's credentials. Holds one buffer, however large the file is.
 * One transfer at a time; {@link #abort} may come from any thread.
 */
public final class StoreTransfer {
  private static final int BUFFER = 1 << 16;

  /** A buffer that takes longer is on its way to nobody: about a thousand bytes a second. */
  private static final Duration LONGEST_WRITE = Duration.ofSeconds(60);

  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(5);
  private static final int NOT_FOUND = 404;
  private static final String READ = "The local file or stream could not be read";
  private static final String WRITTEN = "The local file or stream could not be written";

  private final RequestContext context;
  private final SharedClients pool;
  private final RetryPolicy policy;
  private final Supplier<CallTimeouts> timeouts;
  private final boolean plainAllowed;
  private final String userAgent;
  private volatile @Nullable RequestExecutor<?> underWay;
  private volatile boolean aborted;

  StoreTransfer(
      RequestContext context,
      SharedClients pool,
      ConnectionConfig config,
      RetryPolicy policy,
      Supplier<CallTimeouts> timeouts) {
    this.context = context;
    this.pool = pool;
    this.policy = policy;
    this.timeouts = timeouts;
    this.plainAllowed = !config.endpoint().tls();
    this.userAgent = UserAgent.of(config.userAgentEntry(), null);
  }

  /** Makes a transfer for one statement. */
  @FunctionalInterface
  public interface Maker {
    /**
     * A transfer that asks for its time-outs when it begins.
     *
     * @param sessionId for log lines
     */
    StoreTransfer make(String sessionId, Supplier<CallTimeouts> timeouts);
  }

  /** What is sent. */
  public interface Source {
    /** The bytes that are sent, no more and no less. */
    long length();

    /** Opens it from its beginning. */
    InputStream open() throws IOException;

    /** Whether it can be opened again. */
    boolean isRepeatable();
  }

  /** Where what is fetched goes. */
  public interface Sink {
    /** Opens it, empty. It is closed behind the last byte, or after a failure. */
    OutputStream open() throws IOException;

    /** Whether it can be opened again, after which nothing is left of before. */
    boolean isRepeatable();
  }

  /** Is told how much has been transferred, by the thread that transfers. */
  public interface Progress {
    /**
     * Some more has been transferred; less than before when the transfer began anew.
     *
     * @param total -1 when it is not known
     */
    void transferred(long bytes, long total);
  }

  /**
   * Puts a file in its place.
   *
   * @throws DriverException REJECTED when the store does not take the link
   */
  public void put(String url, Map<String, String> headers, Source source, Progress progress)
      throws DriverException {
    Upload upload = new Upload(source, progress);
    execute(
        url,
        "could not be sent to",
        () -> {
          upload.check();
          return upload;
        },
        "PUT",
        headers,
        source.isRepeatable() ? repeat() : Repeat.IF_NOT_SENT,
        upload,
        (response, file) -> {
          require(isDone(response), file);
          return 0L;
        });
  }

  /**
   * Fetches a file.
   *
   * @return its length
   * @throws DriverException REJECTED when the store does not take the link
   */
  public long get(String url, Map<String, String> headers, Sink sink, Progress progress)
      throws DriverException {
    boolean[] begun = new boolean[1];
    return execute(
        url,
        "could not be fetched from",
        () -> {
          if (begun[0] && !sink.isRepeatable()) {
            throw new DriverException(
                DriverException.Kind.OUTAGE,
                "A file could not be fetched whole: the connection to the store broke, and the"
                    + " stream has got a part of the file already");
          }
          return null;
        },
        "GET",
        headers,
        repeat(),
        null,
        (response, file) -> {
          HttpEntity entity = response.getEntity();
          require(response.getCode() == 200 && entity != null, file);
          begun[0] = true;
          return copy(entity, sink, progress);
        });
  }

  /** Deletes a file; one that is not there is deleted already. */
  public void delete(String url, Map<String, String> headers) throws DriverException {
    execute(
        url,
        "could not be removed from",
        () -> null,
        "DELETE",
        headers,
        repeat(),
        null,
        (response, file) -> {
          require(isDone(response) || response.getCode() == NOT_FOUND, file);
          return 0L;
        });
  }

  /** Ends the transfer, now or when it begins, with CANCELLED. */
  public void abort() {
    aborted = true;
    RequestExecutor<?> running = underWay;
    if (running != null) {
      running.abort();
    }
  }

  private Repeat repeat() {
    return pool.isStorageReached() ? Repeat.ALWAYS : Repeat.A_FEW_TIMES;
  }

  private static boolean isDone(ClassicHttpResponse response) {
    int code = response.getCode();
    return code == 200 || code == 201 || code == 202 || code == 204;
  }

  private static void require(boolean good, PresignedDownloader.FileResponse file)
      throws AttemptFailedException {
    if (!good) {
      throw file.finalFailure();
    }
  }

  /** Decides before each attempt whether there is one, and with which body. */
  private interface Attempts {
    @Nullable HttpEntity next() throws DriverException;
  }

  private interface Reader {
    long read(ClassicHttpResponse response, PresignedDownloader.FileResponse file)
        throws IOException, DriverException, AttemptFailedException;
  }

  private long execute(
      String url,
      String what,
      Attempts attempts,
      String method,
      Map<String, String> headers,
      Repeat repeat,
      @Nullable Upload upload,
      Reader reader)
      throws DriverException {
    PresignedDownloader.Link link = PresignedDownloader.Link.of(url, plainAllowed);
    CallTimeouts given = timeouts.get();
    RequestExecutor<Long> executor =
        new RequestExecutor<>(
            new RequestExecutor.RequestSpec(
                context,
                pool.storage(),
                pool.watchdog(),
                link.host(),
                unused -> {
                  HttpEntity body = attempts.next();
                  HttpUriRequestBase request = link.request(method, headers, userAgent);
                  request.setEntity(body);
                  return request;
                },
                repeat,
                policy,
                given.atMost(LONGEST_SILENCE, given.deadline())),
            response -> {
              pool.storageReached();
              return reader.read(
                  response, new PresignedDownloader.FileResponse(response, link.host()));
            });
    underWay = executor;
    if (aborted) {
      executor.abort();
    }
    Watchdog.Watch watch = upload == null ? null : upload.watch(executor);
    try {
      return executor.send();
    } catch (DriverException exception) {
      throw ofStore(upload == null ? exception : upload.explain(exception), what, link.host());
    } finally {
      underWay = null;
      if (watch != null) {
        watch.close();
      }
    }
  }

  private static DriverException ofStore(DriverException failure, String what, HttpHost host) {
    boolean arrived = failure.outcome() == ExecutionOutcome.UNKNOWN;
    DriverException shown =
        switch (failure.kind()) {
          case CANNOT_CONNECT, CANNOT_CONNECT_EVER, TRANSPORT, READ_TIMEOUT, REJECTED, OUTAGE ->
              new DriverException(
                  failure.kind(),
                  "A file of a volume "
                      + what
                      + " the cloud store "
                      + IoErrors.name(host)
                      + ": "
                      + failure.getMessage(),
                  failure);
          default -> failure;
        };
    return arrived ? shown.mayHaveArrived() : shown;
  }

  private static long copy(HttpEntity entity, Sink sink, Progress progress)
      throws IOException, DriverException {
    long total = entity.getContentLength();
    long bytes = 0;
    byte[] buffer = new byte[BUFFER];
    InputStream in = entity.getContent();
    try (LocalOutput out = new LocalOutput(sink)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        out.write(buffer, read);
        bytes += read;
        tell(progress, bytes, total);
      }
    }
    return bytes;
  }

  private static final class LocalOutput implements AutoCloseable {
    private final OutputStream out;

    LocalOutput(Sink sink) throws DriverException {
      out = local(WRITTEN, sink::open);
    }

    void write(byte[] buffer, int length) throws DriverException {
      local(
          WRITTEN,
          () -> {
            out.write(buffer, 0, length);
            return length;
          });
    }

    @Override
    public void close() throws DriverException {
      local(
          WRITTEN,
          () -> {
            out.close();
            return true;
          });
    }
  }

  private static void tell(Progress progress, long bytes, long total) throws DriverException {
    local(
        "The listener for the progress of a transfer failed",
        () -> {
          progress.transferred(bytes, total);
          return bytes;
        });
  }

  /** Something of the application's: its streams, its files, its listener. */
  private interface Local<T> {
    T call() throws IOException;
  }

  /**
   * Calls the application's side. Whatever it throws is no failure of the network, after which one
   * tries again, and none of the HTTP client, which tells its own unchecked.
   */
  private static <T> T local(String failed, Local<T> side) throws DriverException {
    try {
      return side.call();
    } catch (IOException | RuntimeException e) {
      throw new DriverException(
          DriverException.Kind.DEFECT,
          failed + ": " + (e instanceof IOException ? e.getMessage() : e),
          e);
    }
  }

  /** The body of a PUT. Each attempt reads the source from its beginning. */
  private final class Upload extends AbstractHttpEntity {
    private final Source source;
    private final Progress progress;
    private @Nullable DriverException failure;

    /** Whether an attempt may have sent all, so that the store may have the file. */
    private boolean whole;

    private volatile long writingSince;
    private volatile boolean stalled;

    Upload(Source source, Progress progress) {
      super((String) null, null);
      this.source = source;
      this.progress = progress;
    }

    void check() throws DriverException {
      if (failure != null) {
        throw failure;
      }
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      try {
        InputStream in = local(READ, source::open);
        try {
          send(in, out);
        } finally {
          local(READ, () -> closed(in));
        }
      } catch (DriverException e) {
        failure = e;
        throw new IOException(e.getMessage(), e);
      } finally {
        writingSince = 0;
      }
    }

    private void send(InputStream in, OutputStream out) throws IOException, DriverException {
      long length = source.length();
      long sent = 0;
      byte[] buffer = new byte[BUFFER];
      whole |= length == 0;
      while (sent < length) {
        int wanted = (int) Math.min(buffer.length, length - sent);
        int read = local(READ, () -> read(in, buffer, wanted));
        sent += read;
        whole |= sent == length;
        writingSince = System.nanoTime() | 1;
        out.write(buffer, 0, read);
        writingSince = 0;
        tell(progress, sent, length);
      }
    }

    private static boolean closed(InputStream in) throws IOException {
      in.close();
      return true;
    }

    private int read(InputStream in, byte[] buffer, int length) throws IOException {
      int read = in.read(buffer, 0, length);
      if (read < 0) {
        throw new IOException("it ended before " + source.length() + " bytes");
      }
      return read;
    }

    /** Ends a transfer whose receiver takes nothing more. */
    Watchdog.Watch watch(RequestExecutor<?> executor) {
      return pool.watchdog()
          .watch(
              new Watchdog.Watched() {
                @Override
                public void check() {
                  long since = writingSince;
                  if (since != 0 && System.nanoTime() - since > LONGEST_WRITE.toNanos()) {
                    stalled = true;
                    executor.abort();
                  }
                }

                @Override
                public long remainingMillis() {
                  return LONGEST_WRITE.toMillis();
                }
              });
    }

    DriverException explain(DriverException met) {
      boolean ended =
          met.kind() == DriverException.Kind.CANCELLED
              || met.kind() == DriverException.Kind.TIMED_OUT;
      if (failure != null && !ended) {
        return whole ? failure.mayHaveArrived() : failure;
      }
      return stalled
          ? new DriverException(
                  DriverException.Kind.READ_TIMEOUT,
                  "the store took less than "
                      + BUFFER
                      + " bytes in "
                      + LONGEST_WRITE.toSeconds()
                      + " s",
                  met)
              .mayHaveArrived()
          : met;
    }

    @Override
    public long getContentLength() {
      return source.length();
    }

    @Override
    public boolean isRepeatable() {
      return source.isRepeatable();
    }

    @Override
    public boolean isStreaming() {
      return true;
    }

    @Override
    public InputStream getContent() throws IOException {
      return source.open();
    }

    @Override
    public void close() {
      // Each attempt closes what it has opened.
    }
  }
}
