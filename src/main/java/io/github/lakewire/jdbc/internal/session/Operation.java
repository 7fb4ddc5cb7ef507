package io.github.lakewire.jdbc.internal.session;

import io.github.lakewire.jdbc.internal.fault.Fault;
import io.github.lakewire.jdbc.internal.fault.Fault.Kind;
import io.github.lakewire.jdbc.internal.http.Deadline;
import io.github.lakewire.jdbc.internal.results.LinkDownloader;
import io.github.lakewire.jdbc.internal.results.ResultSchema;
import io.github.lakewire.jdbc.internal.results.RowCursor;
import io.github.lakewire.jdbc.internal.thrift.CallBounds;
import io.github.lakewire.jdbc.internal.thrift.DirectResults;
import io.github.lakewire.jdbc.internal.thrift.FetchSpec;
import io.github.lakewire.jdbc.internal.thrift.FetchedPage;
import io.github.lakewire.jdbc.internal.thrift.OperationHandle;
import io.github.lakewire.jdbc.internal.thrift.OperationState;
import io.github.lakewire.jdbc.internal.thrift.OperationStatus;
import io.github.lakewire.jdbc.internal.thrift.ResultMetadata;
import io.github.lakewire.jdbc.internal.thrift.StatementReply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;

/**
 * One statement or metadata call on the server: submit, await, fetch, cancel, close. {@link
 * #cancel}, {@link #close} and {@link #queryId} may be called from any thread at any time.
 *
 * <p>One state, changed by compare-and-set: whoever takes it away from ACTIVE decides how the
 * operation ended, and the thread in {@link #run} finds out when its call or wait is cut short.
 */
public final class Operation implements AutoCloseable {
  /** How long a cancel waits for the handle of a statement that is still being submitted. */
  private static final Duration HANDLE_PATIENCE = Duration.ofSeconds(10);

  /** Others of the session wait for a poll's end. */
  private static final Duration POLL_LIMIT = Duration.ofSeconds(30);

  private enum State {
    NEW,
    ACTIVE,
    FINISHED,
    CANCELLED,
    FAILED,
    CLOSED
  }

  private final Session session;
  private final Submission submission;
  private final InFlight calls = new InFlight();
  private final InFlight polls = new InFlight();
  private final KeepAlive keepAlive = new KeepAlive();
  private final AtomicReference<State> state = new AtomicReference<>(State.NEW);
  private final CountDownLatch submitted = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicBoolean openOnServer = new AtomicBoolean();
  private final AtomicBoolean cancelOnServer = new AtomicBoolean();
  private final List<String> warnings = new ArrayList<>();
  private final ProgressLog log = new ProgressLog();
  private volatile ProgressListener listener = ProgressListener.NONE;
  private volatile @Nullable OperationHandle handle;
  private volatile @Nullable ResultPages pages;
  private volatile @Nullable LinkDownloader downloads;
  private @Nullable ResultMetadata metadata;
  private @Nullable FetchedPage firstPage;
  private @Nullable ResultBinding binding;
  private StatementOutcome outcome = StatementOutcome.ROWS;

  Operation(Session session, Submission submission) {
    this.session = session;
    this.submission = submission;
  }

  /** Names who is told how far it is; before {@link #run}. */
  public void listen(ProgressListener to) {
    listener = to;
  }

  /**
   * Submits and waits until it has finished, polling with growing intervals. On any Fault the
   * server's side is cancelled and closed.
   *
   * @param deadline a time-out of the user; when it passes, the server's operation is cancelled
   */
  public void run(Deadline deadline) throws Fault {
    session.requireOpen();
    if (!state.compareAndSet(State.NEW, State.ACTIVE)) {
      throw endedEarly();
    }
    session.register(this);
    boolean finished = false;
    try {
      StatementReply reply = submit(deadline);
      OperationStatus status = await(reply, deadline);
      receive(reply, status, deadline);
      finished = state.compareAndSet(State.ACTIVE, State.FINISHED);
      if (!finished) {
        throw endedEarly();
      }
    } catch (Fault fault) {
      throw explain(fault, deadline);
    } finally {
      submitted.countDown();
      if (!finished) {
        state.compareAndSet(State.ACTIVE, State.FAILED);
        CallBounds both = session.farewellBounds();
        cancelOnServer(both);
        closeOnServer(both);
      }
    }
  }

  private StatementReply submit(Deadline deadline) throws Fault {
    StatementReply reply =
        session.execute(
            calls,
            submission.request().prepare(session.bounds(deadline)).into(session.spare()::take));
    handle = reply.handle();
    openOnServer.set(!reply.direct().closed());
    cancelOnServer.set(!reply.direct().closed());
    warnings.addAll(reply.warnings());
    submitted.countDown();
    return reply;
  }

  private OperationStatus await(StatementReply reply, Deadline deadline) throws Fault {
    DirectResults direct = reply.direct();
    OperationStatus status = direct.status();
    PollSchedule schedule = new PollSchedule();
    while (!isLast(status)) {
      if (state.get() != State.ACTIVE) {
        throw endedEarly();
      }
      if (status != null) {
        pause(schedule.next(), deadline);
      }
      status =
          session.execute(
              calls,
              session
                  .service()
                  .operationStatus(
                      reply.handle(), listener.wantsDetails(), session.pollBounds(deadline)));
    }
    // An operation that has ended by itself needs no cancel, but still a close.
    cancelOnServer.set(false);
    status.check(queryId());
    direct.checkParts(queryId());
    warnings.addAll(status.warnings());
    return status;
  }

  private boolean isLast(@Nullable OperationStatus status) {
    if (status == null) {
      return false;
    }
    log.answered(this::queryId, status.state(), status.progress());
    listener.answered(status.state(), status.progress());
    return status.state().isLast();
  }

  /** Takes what direct results brought, and asks for what decides between rows and a count. */
  private void receive(StatementReply reply, OperationStatus status, Deadline deadline)
      throws Fault {
    metadata = reply.direct().metadata();
    firstPage = reply.direct().firstPage();
    if (!session.capabilities().databricks()) {
      if (submission.statement()) {
        receiveOnHive(reply.handle(), status, deadline);
      }
      return;
    }
    boolean counted = submission.statement() && status.modifiedRows().isPresent();
    if (firstPage == null && !counted) {
      boolean withMetadata = metadata == null && session.capabilities().arrow();
      firstPage = fetch(OptionalLong.empty(), withMetadata, deadline, session.spare()::take);
      if (metadata == null) {
        metadata = firstPage.metadata();
      }
    }
    if (metadata == null && !counted) {
      metadata = askMetadata(deadline);
    }
    if (metadata != null && metadata.staging()) {
      throw new Fault(
          Kind.UNSUPPORTED,
          "PUT, GET and REMOVE of files in volumes are not supported by this driver");
    }
    if (submission.statement()) {
      outcome = StatementOutcome.onDatabricks(status.modifiedRows(), metadata, firstPage);
      if (!counted && StatementOutcome.isRowOfCounts(metadata.columns(), firstPage)) {
        outcome =
            StatementOutcome.counted(
                binding().number(firstPage, this::downloader, session.transfer()));
      }
    }
  }

  private void receiveOnHive(OperationHandle handle, OperationStatus status, Deadline deadline)
      throws Fault {
    outcome = StatementOutcome.onHive(handle, status);
    if (outcome.hasRows()) {
      metadata = askMetadata(deadline);
      if (StatementOutcome.isResultOfDdl(metadata.columns())) {
        firstPage = fetch(OptionalLong.empty(), false, deadline, session.spare()::take);
        outcome = StatementOutcome.onDatabricks(status.modifiedRows(), metadata, firstPage);
      }
    }
  }

  /** The query id as UUID text; null until the server gave a handle. */
  public @Nullable String queryId() {
    OperationHandle known = handle;
    return known == null ? null : known.id();
  }

  /** numModifiedRows, when the server set it. After {@link #run}. */
  public OptionalLong modifiedRows() {
    return outcome.modifiedRows();
  }

  /**
   * Whether the statement's result is rows rather than a count (PROTOCOL section 6.4). After {@link
   * #run}.
   */
  public boolean hasRows() {
    return outcome.hasRows();
  }

  /** The columns; asks the server when it has not said them yet. After {@link #run}. */
  public ResultSchema schema() throws Fault {
    return binding().schema();
  }

  /** Opens the rows, once; the cursor then owns the operation and its close() closes it. */
  public RowCursor openCursor() throws Fault {
    ResultPages opened = pages();
    RowCursor cursor = binding().cursor(opened, this::downloader, session.transfer());
    if (openOnServer.get() && opened.needsServer()) {
      keepAlive.start(
          session.workers(), session.keepAliveInterval(), () -> isStillWanted() && poll());
    }
    return cursor;
  }

  /** Downloads for this operation, which end with it. */
  private LinkDownloader downloader() {
    LinkDownloader made =
        new ExplainedDownloads(session.downloader(), fault -> explain(fault, Deadline.none()));
    downloads = made;
    if (state.get() != State.FINISHED) {
      made.abort();
    }
    return made;
  }

  private boolean isStillWanted() {
    ResultPages read = pages;
    return state.get() == State.FINISHED
        && openOnServer.get()
        && read != null
        && read.needsServer();
  }

  /** Shows the server that the operation is still wanted; false when it is not there any more. */
  private boolean poll() {
    if (!calls.isEmpty()) {
      return true;
    }
    try {
      OperationStatus status =
          session.execute(
              polls,
              session
                  .service()
                  .operationStatus(
                      requireHandle(), false, session.pollBounds(Deadline.in(POLL_LIMIT))));
      return !status.state().isLast() || status.state() == OperationState.FINISHED;
    } catch (Fault fault) {
      // Whether it matters shows when the next page is fetched.
      Session.LOG.log(Level.FINE, fault, () -> "Could not ask after query " + queryId());
      return fault.kind() == Kind.TRANSPORT
          || fault.kind() == Kind.CANNOT_CONNECT
          || fault.kind() == Kind.TIMED_OUT;
    }
  }

  /** The pages that a cursor reads, once. */
  ResultPages pages() throws Fault {
    ResultPages opened =
        new ResultPages(this, binding(), firstPage, session.capabilities().databricks());
    firstPage = null;
    pages = opened;
    return opened;
  }

  private ResultBinding binding() throws Fault {
    if (binding == null) {
      if (metadata == null) {
        metadata = askMetadata(Deadline.none());
      }
      binding = ResultBinding.of(metadata, firstPage);
    }
    return binding;
  }

  private ResultMetadata askMetadata(Deadline deadline) throws Fault {
    return session.execute(
        calls, session.service().resultMetadata(requireHandle(), session.bounds(deadline)));
  }

  /** What the server said along with success: warnings. */
  public List<String> infoMessages() {
    return List.copyOf(warnings);
  }

  /** Fetches a page, the next one or the one from a row on, into the arrays. */
  FetchedPage fetch(OptionalLong startRow, IntFunction<byte[]> arrays) throws Fault {
    if (state.get() != State.FINISHED) {
      throw endedEarly();
    }
    try {
      return fetch(startRow, false, Deadline.none(), arrays);
    } catch (Fault fault) {
      throw explain(fault, Deadline.none());
    }
  }

  private FetchedPage fetch(
      OptionalLong startRow, boolean withMetadata, Deadline deadline, IntFunction<byte[]> arrays)
      throws Fault {
    FetchSpec spec =
        new FetchSpec(
            requireHandle(),
            submission.limits(),
            startRow,
            session.capabilities().databricks(),
            withMetadata);
    return session.execute(
        calls, session.service().fetchResults(spec, session.bounds(deadline), arrays));
  }

  private OperationHandle requireHandle() throws Fault {
    OperationHandle known = handle;
    if (known == null) {
      throw endedEarly();
    }
    return known;
  }

  /** Waits, until something ends the operation. */
  void pause(Duration delay) throws Fault {
    pause(delay, Deadline.none());
  }

  private void pause(Duration delay, Deadline deadline) throws Fault {
    Duration left = deadline.remaining();
    long nanos = (left.compareTo(delay) < 0 ? left : delay).toNanos();
    try {
      if (ended.await(nanos, TimeUnit.NANOSECONDS)) {
        throw endedEarly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Fault(Kind.CANCELLED, "The thread was interrupted while the statement ran", e);
    }
    deadline.check("the statement");
  }

  /**
   * Cancels: aborts the exchange under way, and tells the server, at once or as soon as its handle
   * is known. The blocked thread gets a Fault CANCELLED. Without effect when finished, unless rows
   * are still to come from the server or in files; reading then ends with CANCELLED where they are
   * missing. Never throws.
   */
  public void cancel() {
    if (state.compareAndSet(State.NEW, State.CANCELLED)) {
      ended.countDown();
    } else if (state.compareAndSet(State.ACTIVE, State.CANCELLED)) {
      stop();
    } else if (isIncomplete() && state.compareAndSet(State.FINISHED, State.CANCELLED)) {
      cancelOnServer.set(openOnServer.get());
      stop();
      cancelOnServer(session.farewellBounds());
    }
  }

  private boolean isIncomplete() {
    ResultPages read = pages;
    return !calls.isEmpty() || (read != null && read.needsServer());
  }

  /**
   * Cuts short what the running thread does, once the state no longer lets it go on. While {@link
   * #run} is under way that thread tells the server, so that it hears of a cancel before a close.
   */
  private void stop() {
    ended.countDown();
    if (handle == null) {
      // Aborting the submission now would lose the handle, and with it a statement that runs on.
      awaitHandle();
    }
    abortCalls();
  }

  private void awaitHandle() {
    try {
      if (!submitted.await(HANDLE_PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
        Session.LOG.fine("Cancelled a statement before the server said its id");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Closes the server's side unless direct results did. Never throws; may be repeated. */
  @Override
  public void close() {
    if (state.getAndSet(State.CLOSED) == State.ACTIVE) {
      stop();
      return;
    }
    ended.countDown();
    abortCalls();
    closeOnServer(session.farewellBounds());
  }

  private void abortCalls() {
    keepAlive.close();
    calls.abort();
    polls.abort();
    LinkDownloader running = downloads;
    if (running != null) {
      running.abort();
    }
  }

  /** Ends without a word to the server, whose side ends with the session. */
  void abandon() {
    state.set(State.CLOSED);
    openOnServer.set(false);
    cancelOnServer.set(false);
    ended.countDown();
    abortCalls();
  }

  private void cancelOnServer(CallBounds bounds) {
    OperationHandle known = handle;
    if (known != null && cancelOnServer.compareAndSet(true, false)) {
      session.tell(session.service().cancelOperation(known, bounds));
    }
  }

  private void closeOnServer(CallBounds bounds) {
    OperationHandle known = handle;
    if (known != null && openOnServer.compareAndSet(true, false)) {
      session.tell(session.service().closeOperation(known, bounds));
    }
    session.forget(this);
  }

  /** Says why the operation does not go on although nothing failed. */
  private Fault endedEarly() {
    if (session.isClosed()) {
      return new Fault(Kind.SESSION_GONE, "The connection was closed");
    }
    return switch (state.get()) {
      case CANCELLED -> new Fault(Kind.CANCELLED, "The statement was cancelled" + named());
      case CLOSED -> new Fault(Kind.CANCELLED, "The statement was closed" + named());
      case NEW, ACTIVE, FINISHED, FAILED ->
          new Fault(Kind.UNSUPPORTED, "An operation runs once, and is read after it has run");
    };
  }

  /** Replaces what an abort or the deadline did to a call by its reason. */
  private Fault explain(Fault fault, Deadline deadline) {
    State now = state.get();
    if (fault.kind() == Kind.CANCELLED && (now == State.CANCELLED || now == State.CLOSED)) {
      return endedEarly().inQuery(queryId());
    }
    if (fault.kind() == Kind.TIMED_OUT && deadline.hasPassed() && fault.serverError() == null) {
      return new Fault(
              Kind.TIMED_OUT,
              "Time-out: the statement did not finish in time and was cancelled" + named(),
              fault)
          .inQuery(queryId());
    }
    return fault.inQuery(queryId());
  }

  private String named() {
    String id = queryId();
    return id == null ? "" : " (query " + id + ")";
  }
}
