package io.github.lakewire.jdbc.internal.session;

import io.github.lakewire.jdbc.internal.auth.Authorizations;
import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.concurrent.Futures;
import io.github.lakewire.jdbc.internal.config.ConnectionConfig;
import io.github.lakewire.jdbc.internal.config.ConnectionConfig.SessionDefaults;
import io.github.lakewire.jdbc.internal.config.Secret;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.DriverException.Kind;
import io.github.lakewire.jdbc.internal.error.RetoldException;
import io.github.lakewire.jdbc.internal.fetch.ArrayAllocator;
import io.github.lakewire.jdbc.internal.fetch.FetchResources;
import io.github.lakewire.jdbc.internal.fetch.LinkDownloader;
import io.github.lakewire.jdbc.internal.fetch.SessionBufferPool;
import io.github.lakewire.jdbc.internal.http.HttpChannel.Repeat;
import io.github.lakewire.jdbc.internal.http.HttpTransport;
import io.github.lakewire.jdbc.internal.sql.ExpectedOutcome;
import io.github.lakewire.jdbc.internal.thrift.CliService;
import io.github.lakewire.jdbc.internal.thrift.MetadataRequest;
import io.github.lakewire.jdbc.internal.thrift.OpenRequest;
import io.github.lakewire.jdbc.internal.thrift.OpenedSession;
import io.github.lakewire.jdbc.internal.thrift.OperationHandle;
import io.github.lakewire.jdbc.internal.thrift.PageLimits;
import io.github.lakewire.jdbc.internal.thrift.StatementRequest;
import io.github.lakewire.jdbc.internal.thrift.ThriftCall;
import io.github.lakewire.jdbc.internal.volume.VolumeTransfer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One session on the server. Thread-safe: operations of several threads run side by side. */
public final class ThriftSession implements Session {
  static final Logger LOG = Logger.getLogger("io.github.lakewire.jdbc.internal.session");

  /** How long arrays are kept for the next result; an idle session holds none. */
  private static final Duration SPARE_KEPT = Duration.ofSeconds(5);

  private static final Duration LONGEST_ALIVE_CHECK = Duration.ofSeconds(10);
  private static final Duration ALIVE_REMEMBERED = Duration.ofSeconds(1);

  private final Origin origin;
  private final ConnectionConfig config;
  private final Origin.Wire wire;
  private final CliService service;
  private final SessionStart start;
  private final Capabilities capabilities;
  private final ResultForms results;
  private final List<String> warnings;
  private final ActiveCalls calls = new ActiveCalls();
  private final ActiveCalls closeCalls = new ActiveCalls();
  private final SessionExecutor workers;
  private final Farewells farewells = new Farewells(this);
  private final SessionBufferPool spare;
  private final OpenOperations operations = new OpenOperations(this);
  private final SessionEnd end = new SessionEnd();
  private final SessionTimeouts timeouts;
  private final TimeSupport time = new TimeSupport(this);
  private volatile @Nullable Deadline aliveUntil;

  ThriftSession(Origin origin, OpenRequest request, OpenedSession opened) {
    this.origin = origin;
    this.config = origin.config();
    this.timeouts = new SessionTimeouts(config.limits().socket());
    this.wire = origin.wire();
    this.service = origin.service();
    this.start = new SessionStart(this, config, request, opened);
    this.capabilities = Capabilities.of(opened, config.nativeBatches());
    this.results = new ResultForms(config.fetch(), capabilities, origin.store());
    this.warnings = new ArrayList<>(capabilities.limitations());
    String zoneProblem = origin.zone().limitation();
    if (zoneProblem != null) {
      warnings.add(zoneProblem);
    }
    this.workers = new SessionExecutor(opened.handle().id().substring(0, 8));
    this.spare =
        new SessionBufferPool(config.fetch().memory(), task -> workers.once(SPARE_KEPT, task));
  }

  /** From now on it ends with the driver, in place of the session before it. */
  ThriftSession endingWithDriver() {
    wire.endsWithDriver().accept(this::abort);
    return this;
  }

  /** Opens a session: one request, OpenSession, repeated only while compute is starting. */
  public static ThriftSession open(ConnectionConfig config, Deadline deadline)
      throws DriverException {
    HttpTransport stack = HttpTransport.acquire(config, Authorizations.of(config));
    return open(
        config,
        deadline,
        new Origin.Wire(
            stack.channel(),
            stack::downloader,
            stack::transfer,
            stack::endsWithDriver,
            stack::close));
  }

  /**
   * Opens a session over a given wire, which is released when the session ends or cannot be opened.
   */
  static ThriftSession open(ConnectionConfig config, Deadline deadline, Origin.Wire wire)
      throws DriverException {
    boolean done = false;
    try {
      ThriftSession session = SessionOpener.open(config, deadline, wire).endingWithDriver();
      done = true;
      return session;
    } finally {
      if (!done) {
        wire.release().run();
      }
    }
  }

  @Override
  public String id() {
    return start.handle().id();
  }

  @Override
  public @Nullable String initialCatalog() {
    return start.opened().catalog();
  }

  @Override
  public @Nullable String initialSchema() {
    return start.opened().schema();
  }

  @Override
  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  int protocolVersion() {
    return start.opened().protocolVersion();
  }

  @Override
  public Capabilities capabilities() {
    return capabilities;
  }

  @Override
  public ThriftOperation statement(StatementRequest request) {
    time.beforeExecute(request.sql());
    PageLimits limits = results.pageLimits(request.fetchSize());
    ExpectedOutcome expected = request.expected();
    Repeat repeat = OperationRequest.repeat(expected, config.limits().writesRepeated());
    return new ThriftOperation(
        this,
        new OperationRequest(
            bounds ->
                service.executeStatement(
                    start.handle(),
                    request.tagged(origin.tags().get()),
                    results.of(request, limits),
                    repeat,
                    bounds),
            OperationRequest.STATEMENT,
            expected,
            limits));
  }

  @Override
  public ThriftOperation metadata(MetadataRequest request) {
    PageLimits limits = request.limits(results.pageLimits(0));
    return new ThriftOperation(
        this,
        new OperationRequest(
            bounds ->
                service.metadata(
                    start.handle(), request, capabilities.directResults() ? limits : null, bounds),
            request.method(),
            ExpectedOutcome.LISTING,
            limits));
  }

  @Override
  public SubmittedOperation submitted(OperationHandle handle, ExpectedOutcome expected) {
    return new SubmittedOperation(this, handle, expected, results.pageLimits(0));
  }

  @Override
  public void leaveToServer() {
    end.leaveToServer();
  }

  @Override
  public boolean isLocal() {
    return wire.channel().isLocal();
  }

  @Override
  public ConnectionConfig config() {
    return config;
  }

  @Override
  public String serverVersion(Deadline deadline) throws DriverException {
    requireOpen();
    return start.send(() -> askVersion(deadline), deadline, start.newWait());
  }

  private String askVersion(Deadline deadline) throws DriverException {
    return ask(service.serverVersion(start.handle(), timeouts.until(deadline)));
  }

  @Override
  public boolean isAlive(Duration timeout) {
    if (isClosed()) {
      return false;
    }
    Deadline fresh = aliveUntil;
    if (fresh != null && !fresh.hasPassed()) {
      return true;
    }
    boolean longer = timeout.isZero() || timeout.compareTo(LONGEST_ALIVE_CHECK) > 0;
    Deadline deadline = Deadline.in(longer ? LONGEST_ALIVE_CHECK : timeout);
    try {
      String unused = askVersion(deadline);
    } catch (DriverException exception) {
      log(exception, "was asked whether it is alive");
      boolean inOutage = exception.kind() == Kind.OUTAGE && exception.serverError() != null;
      // What is sent next opens another, as this one was not used.
      boolean starting = exception.isOfStart() && !isClosed();
      if (exception.kind() != Kind.SERVER && !inOutage && !starting) {
        return false;
      }
      // The server knows the session but not the question.
    }
    aliveUntil = Deadline.in(ALIVE_REMEMBERED);
    return true;
  }

  @Override
  public Map<String, String> settings() {
    return origin.settings();
  }

  @Override
  public void setApplicationName(@Nullable String name) {
    wire.channel().applicationName(name);
  }

  @Override
  public void setQueryTags(Map<String, @Nullable String> tags) {
    origin.tags().set(tags);
  }

  @Override
  public void renewToken(Secret token) {
    wire.channel().renewToken(token);
  }

  @Override
  public void setNetworkTimeout(Duration timeout) {
    timeouts.setNetworkTimeout(timeout);
  }

  @Override
  public boolean isClosed() {
    return end.isOver();
  }

  @Override
  public void close() {
    if (finish()) {
      wire.release().run();
    }
  }

  @Override
  public ThriftSession successor(
      @Nullable String catalog, @Nullable String schema, Deadline deadline) throws DriverException {
    requireOpen();
    SessionDefaults place = origin.place(catalog, schema);
    OpenRequest request = origin.again(place, capabilities.databricks());
    ThriftSession session =
        new ThriftSession(
            origin,
            request,
            execute(calls, service.openSession(request, timeouts.until(deadline))));
    session.setNetworkTimeout(timeouts.networkTimeout());
    SessionOpener.useWhereNotOpened(session, place, deadline);
    return session.endingWithDriver();
  }

  @Override
  public boolean retire() {
    end.replace();
    return finish();
  }

  private boolean finish() {
    if (!end.close()) {
      return false;
    }
    Duration most = config.limits().close();
    Deadline bound = Deadline.in(most);
    Deadline part = Deadline.in(most.dividedBy(2));
    operations.endWrites(part);
    if (end.isLeftToServer()) {
      operations.endAll();
    }
    release();
    farewells.end(part);
    if (!end.isLost() && !end.isLeftToServer() && !farewells.isServerSilent()) {
      // It closes the open operations too.
      closeOnServer(bound);
    }
    spare.close();
    workers.close();
    return true;
  }

  @Override
  public void abort() {
    boolean first = end.close();
    // Also ends a close() that is under way in another thread, which then releases the connections.
    farewells.abort();
    closeCalls.abort();
    release();
    if (first) {
      spare.close();
      workers.close();
      wire.release().run();
    }
  }

  private void release() {
    calls.abort();
    start.abort();
    operations.discard();
  }

  @Override
  public boolean hasTime(Duration atMost) throws DriverException {
    return time.isThere(atMost);
  }

  // ---- for its operations

  CliService service() {
    return service;
  }

  /** A downloader for one operation, to which a failure has a {@code reason} of its own. */
  LinkDownloader downloader(
      @Nullable String queryId, Deadline deadline, UnaryOperator<DriverException> reason) {
    return new OperationDownloads(
        queryId,
        wire.downloads().make(queryId, () -> timeouts.until(deadline)),
        origin.store(),
        () -> !timeouts.networkTimeout().isZero(),
        reason);
  }

  @Override
  public VolumeTransfer volumeTransfer(Deadline deadline) {
    return new VolumeTransfer(
        wire.transfers().make(id(), () -> timeouts.until(deadline)), config.localFolders());
  }

  ResultStore store() {
    return origin.store();
  }

  SessionExecutor workers() {
    return workers;
  }

  FetchResources fetchResources() {
    return new FetchResources(
        workers, config.fetch().downloadThreads(), config.fetch().memory(), spare);
  }

  /** Arrays for responses that come before there is a result to count them. */
  SessionBufferPool spare() {
    return spare;
  }

  @Override
  public boolean complexTypes() {
    return config.fetch().complexTypes();
  }

  /** The exception of an operation that ended with this session. */
  DriverException ended() {
    return end.exception();
  }

  void requireOpen() throws DriverException {
    end.requireOpen();
  }

  void register(
      ThriftOperation operation,
      RemoteOperation remote,
      Submission submission,
      OperationHeartbeat polls) {
    operations.add(operation, remote, submission, polls);
    if (isClosed()) {
      operation.discard();
    }
  }

  /** Executes a call that ends with the session. */
  <T> T ask(ThriftCall<T> call) throws DriverException {
    return execute(calls, call);
  }

  OpenOperations operations() {
    return operations;
  }

  /** Executes a call, and notes it when the server no longer knows the session. */
  <T> T execute(ActiveCalls owner, ThriftCall<T> call) throws DriverException {
    return execute(owner, call, byte[]::new);
  }

  <T> T execute(ActiveCalls owner, ThriftCall<T> call, ArrayAllocator arrays)
      throws DriverException {
    try {
      T response = owner.execute(call, arrays);
      farewells.answered();
      return response;
    } catch (DriverException exception) {
      if (start.isLost(exception, call.sessionId())) {
        end.markLost();
      }
      if (exception.serverError() != null || exception.httpError() != null) {
        farewells.answered();
      }
      throw exception;
    }
  }

  /** What the server has opened for it. */
  SessionStart start() {
    return start;
  }

  void markLost() {
    end.markLost();
  }

  void warn(String text) {
    warnings.add(text);
  }

  boolean isLost() {
    return end.isLost();
  }

  Farewells farewells() {
    return farewells;
  }

  private void log(Throwable failure, String what) {
    LOG.log(Level.FINE, RetoldException.logged(failure), () -> "Session " + id() + " " + what);
  }

  /**
   * Sends the last request. Making a thread for it would take longer than the request mostly does;
   * only where the caller is interrupted meanwhile another thread sends it once more.
   */
  private void closeOnServer(Deadline bound) {
    boolean interrupted = Thread.interrupted();
    sendLast(bound);
    if (Thread.interrupted()) {
      interrupted = true;
      Futures.awaitQuietly(CompletableFuture.runAsync(() -> sendLast(bound), workers), bound);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void sendLast(Deadline bound) {
    try {
      execute(closeCalls, service.closeSession(start.handle(), timeouts.ofClose(bound)));
    } catch (DriverException | RuntimeException | Error failure) {
      log(failure, "could not be closed");
    }
  }

  SessionTimeouts timeouts() {
    return timeouts;
  }
}
