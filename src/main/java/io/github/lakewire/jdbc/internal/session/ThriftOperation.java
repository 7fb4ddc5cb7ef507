package io.github.lakewire.jdbc.internal.session;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.cursor.ReaderActivity;
import io.github.lakewire.jdbc.internal.cursor.ResultForm;
import io.github.lakewire.jdbc.internal.cursor.RowCursor;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.DriverException.Kind;
import io.github.lakewire.jdbc.internal.fetch.ArrayAllocator;
import io.github.lakewire.jdbc.internal.fetch.LinkDownloader;
import io.github.lakewire.jdbc.internal.http.CallTimeouts;
import io.github.lakewire.jdbc.internal.thrift.DirectResults;
import io.github.lakewire.jdbc.internal.thrift.FetchSpec;
import io.github.lakewire.jdbc.internal.thrift.FetchedPage;
import io.github.lakewire.jdbc.internal.thrift.OperationHandle;
import io.github.lakewire.jdbc.internal.thrift.OperationResponse;
import io.github.lakewire.jdbc.internal.thrift.OperationState;
import io.github.lakewire.jdbc.internal.thrift.OperationStatus;
import io.github.lakewire.jdbc.internal.thrift.PageLimits;
import io.github.lakewire.jdbc.internal.thrift.ResultMetadata;
import io.github.lakewire.jdbc.internal.thrift.ThriftCall;
import io.github.lakewire.jdbc.internal.tracing.DriverEvents;
import io.github.lakewire.jdbc.internal.types.ResultSchema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An operation over Thrift.
 *
 * <p>One state, changed by compare-and-set: the thread that takes it away from ACTIVE decides how
 * the operation ended, and the thread in {@link #execute} finds out when its call or wait is cut
 * short.
 */
final class ThriftOperation implements Operation {
  private enum State {
    NEW,
    ACTIVE,
    FINISHED,
    CANCELLED,
    EXPIRED,
    FAILED,
    CLOSED
  }

  private final ThriftSession session;
  private final OperationRequest request;
  private final ActiveCalls calls = new ActiveCalls();
  private final OperationHeartbeat keepAlive;
  private final AtomicReference<State> state = new AtomicReference<>(State.NEW);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final RemoteOperation remote;
  private final Submission submission;
  private final List<String> warnings = new ArrayList<>();
  private final ProgressLog log = new ProgressLog();
  private volatile Deadline deadline = Deadline.none();
  private volatile ProgressListener listener = ProgressListener.NONE;
  private volatile @Nullable ResultPages pages;
  private volatile @Nullable LinkDownloader downloads;
  private volatile boolean allLinks;
  private final ReceivedResult result;

  ThriftOperation(ThriftSession session, OperationRequest request) {
    this.session = session;
    this.request = request;
    this.keepAlive = new OperationHeartbeat(session);
    this.remote = new RemoteOperation(session);
    this.submission = new Submission(session, request, remote::accepted, remote::end);
    this.result = new ReceivedResult(this, session, request);
  }

  @Override
  public void listen(ProgressListener to) {
    listener = to;
  }

  @Override
  public void execute(Deadline end) throws DriverException {
    session.requireOpen();
    deadline = end;
    if (!state.compareAndSet(State.NEW, State.ACTIVE)) {
      throw endedEarly();
    }
    session.register(this, remote, submission, keepAlive);
    try {
      StatementOutcome unused = DriverEvents.statement().around(this::run, this::executed);
    } catch (DriverException | RuntimeException | Error failure) {
      state.compareAndSet(State.ACTIVE, State.FAILED);
      remote.endAfter(failure);
      forget();
      throw failure;
    }
  }

  @Override
  public OperationHandle submit(Deadline end) throws DriverException {
    session.requireOpen();
    deadline = end;
    if (!state.compareAndSet(State.NEW, State.ACTIVE)) {
      throw endedEarly();
    }
    session.register(this, remote, submission, keepAlive);
    try {
      OperationResponse response = submission.send(deadline, this::computeStarts);
      warnings.addAll(response.warnings());
      if (!state.compareAndSet(State.ACTIVE, State.CLOSED)) {
        throw endedEarly();
      }
      remote.leave();
      forget();
      return response.handle();
    } catch (DriverException | RuntimeException | Error failure) {
      DriverException shown = explain(DriverException.of(failure));
      state.compareAndSet(State.ACTIVE, State.FAILED);
      remote.endAfter(shown);
      forget();
      throw shown;
    }
  }

  private OperationResponse accepted() throws DriverException {
    OperationHandle given = request.submitted();
    if (given == null) {
      return submission.send(deadline, this::computeStarts);
    }
    remote.attach(given);
    return OperationResponse.of(given);
  }

  private StatementOutcome run() throws DriverException {
    try {
      OperationResponse response = accepted();
      submission.warning().ifPresent(warnings::add);
      warnings.addAll(response.warnings());
      String ofStore = request.statement() ? session.store().takeWarning() : null;
      Stream.ofNullable(ofStore).forEach(warnings::add);
      OperationStatus status = await(response);
      log.warning().ifPresent(warnings::add);
      result.receive(response, status);
      if (!state.compareAndSet(State.ACTIVE, State.FINISHED)) {
        throw endedEarly();
      }
      if (remote.isOpen()) {
        session.operations().watch();
      } else {
        forget();
      }
      return result.outcome();
    } catch (DriverException | RuntimeException | Error failure) {
      throw explain(DriverException.of(failure));
    }
  }

  private void computeStarts() {
    listener.responded(OperationState.PENDING, null);
  }

  private DriverEvents.Statement executed(
      @Nullable StatementOutcome made, @Nullable DriverException failure) {
    return OperationEvents.executed(
        request.call(), session.id(), queryId(), made, result.firstPage(), failure);
  }

  private OperationStatus await(OperationResponse response) throws DriverException {
    DirectResults direct = response.direct();
    OperationStatus status = direct.status();
    PollSchedule schedule = new PollSchedule();
    while (!isLast(status)) {
      if (state.get() != State.ACTIVE) {
        throw endedEarly();
      }
      if (status != null) {
        pause(schedule.next());
      }
      status = session.execute(calls, poll(response.handle()));
    }
    remote.hasEnded(status.state());
    status.check(queryId());
    direct.checkParts(queryId());
    warnings.addAll(status.warnings());
    return status;
  }

  private ThriftCall<OperationStatus> poll(OperationHandle known) {
    return session
        .service()
        .operationStatus(known, listener.wantsDetails(), session.timeouts().ofPoll(deadline));
  }

  private boolean isLast(@Nullable OperationStatus status) {
    if (status == null) {
      return false;
    }
    log.responded(this::queryId, status.state(), status.progress());
    listener.responded(status.state(), status.progress());
    return status.state().isLast();
  }

  @Override
  public @Nullable String queryId() {
    return remote.id();
  }

  @Override
  public OptionalLong modifiedRows() {
    return result.outcome().modifiedRows();
  }

  @Override
  public boolean isStaging() {
    return result.isStaging();
  }

  @Override
  public boolean hasRows() {
    return result.outcome().hasRows();
  }

  public ResultSchema schema() throws DriverException {
    return result.form().schema();
  }

  @Override
  public RowCursor openCursor() throws DriverException {
    Rows opened = rows();
    RowCursor cursor =
        opened.form().cursor(opened.pages(), this::downloader, session.fetchResources());
    cursor.explainedBy(met -> ofThis(met, met));
    keepOpen(cursor);
    return cursor;
  }

  @Override
  public Rows openRows() throws DriverException {
    allLinks = true;
    return rows();
  }

  private Rows rows() throws DriverException {
    try {
      // Looks at the first page, which the pages then take.
      ResultForm form = result.form();
      return new Rows(form, pages());
    } catch (DriverException exception) {
      throw explain(exception);
    }
  }

  @Override
  public void keepOpen(ReaderActivity reader) throws DriverException {
    if (state.get() != State.FINISHED) {
      throw explain(endedEarly());
    }
    ResultPages read = pages;
    if (remote.isOpen() && read != null && read.needsServer()) {
      keepAlive.start(handle(), reader, this);
    }
  }

  LinkDownloader downloader() {
    LinkDownloader made = session.downloader(queryId(), deadline, this::explain);
    downloads = made;
    if (state.get() != State.FINISHED) {
      made.abort();
    }
    return made;
  }

  /** Whether it is still needed on the server. */
  boolean isStillWanted() {
    ResultPages read = pages;
    return state.get() == State.FINISHED
        && !deadline.hasPassed()
        && remote.isOpen()
        && read != null
        && read.needsServer();
  }

  /** The pages that a cursor reads, once. */
  ResultPages pages() throws DriverException {
    ResultPages opened =
        new ResultPages(this, result.takeFirst(), session.capabilities().databricks());
    pages = opened;
    return opened;
  }

  ResultMetadata fetchMetadata() throws DriverException {
    return session.execute(
        calls, session.service().resultMetadata(handle(), session.timeouts().until(deadline)));
  }

  @Override
  public void limit(Deadline end) {
    deadline = end;
  }

  @Override
  public List<String> infoMessages() {
    return List.copyOf(warnings);
  }

  /** Fetches a page, the next one or the one from a row on, into the arrays. */
  FetchedPage fetch(OptionalLong startRow, ArrayAllocator arrays) throws DriverException {
    if (state.get() != State.FINISHED) {
      throw endedEarly();
    }
    try {
      return fetch(startRow, false, arrays);
    } catch (DriverException exception) {
      throw explain(exception);
    }
  }

  FetchedPage fetchFirst(boolean withMetadata) throws DriverException {
    boolean databricks = session.capabilities().databricks();
    if (request.submitted() != null) {
      return ResultPages.requireBeginning(fetch(OptionalLong.of(0), withMetadata, session.spare()));
    }
    return ResultPages.requireFirst(
        ResultPages.fetchNext(0, databricks, start -> fetch(start, withMetadata, session.spare())),
        databricks);
  }

  private FetchedPage fetch(OptionalLong startRow, boolean withMetadata, ArrayAllocator arrays)
      throws DriverException {
    ResultPages read = pages;
    boolean many = allLinks && read != null && read.areLinks();
    PageLimits limits = many ? PageLimits.MANY_LINKS : request.limits();
    boolean databricks = session.capabilities().databricks();
    FetchSpec spec = new FetchSpec(handle(), limits, startRow, databricks, withMetadata);
    CallTimeouts bounds = session.timeouts().until(deadline);
    return DriverEvents.fetch()
        .around(
            () -> session.execute(calls, session.service().fetchResults(spec, bounds), arrays),
            (page, failure) -> OperationEvents.fetched(queryId(), page, failure));
  }

  @Override
  public OperationHandle handle() throws DriverException {
    OperationHandle known = remote.handle();
    if (known == null) {
      throw endedEarly();
    }
    return known;
  }

  /** Waits before the next page is asked for, until something ends the operation. */
  void pauseBetweenPages(Duration delay) throws DriverException {
    try {
      pause(delay);
    } catch (DriverException exception) {
      throw explain(exception);
    }
  }

  private void pause(Duration delay) throws DriverException {
    Duration left = deadline.remaining();
    long nanos = (left.compareTo(delay) < 0 ? left : delay).toNanos();
    try {
      if (ended.await(nanos, TimeUnit.NANOSECONDS)) {
        throw endedEarly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DriverException(
          Kind.CANCELLED, "The thread was interrupted while the statement ran", e);
    }
    deadline.check("the statement");
  }

  @Override
  public void cancel() {
    if (state.compareAndSet(State.NEW, State.CANCELLED)) {
      ended.countDown();
    } else if (state.compareAndSet(State.ACTIVE, State.CANCELLED)) {
      stop();
    } else if (isIncomplete() && state.compareAndSet(State.FINISHED, State.CANCELLED)) {
      stopReading();
    }
  }

  private void stopReading() {
    stop();
    remote.cancelReading();
  }

  private boolean isIncomplete() {
    ResultPages read = pages;
    return !calls.isEmpty() || (read != null && read.needsServer());
  }

  /**
   * Cuts short what the running thread does, once the state no longer lets it go on. While {@link
   * #execute} is under way that thread tells the server, so that it hears of a cancel before a
   * close. Never waits.
   */
  private void stop() {
    ended.countDown();
    submission.leave();
    abortCalls();
  }

  /** Whether a request is under way, which keeps the result open as well as a poll. */
  boolean isBusy() {
    return !calls.isEmpty();
  }

  @Override
  public void close() {
    State before = state.getAndSet(State.CLOSED);
    if (before == State.ACTIVE) {
      stop();
      return;
    }
    ended.countDown();
    abortCalls();
    remote.end();
    forget();
  }

  /** The session looks after it until no handle can come any more. */
  private void forget() {
    submission.whenOver(() -> session.operations().remove(remote));
  }

  private void abortCalls() {
    keepAlive.close();
    calls.abort();
    LinkDownloader running = downloads;
    if (running != null) {
      running.abort();
    }
  }

  /** Ends without a request: the operation on the server ends with the session. */
  void discard() {
    state.set(State.CLOSED);
    remote.discard();
    ended.countDown();
    submission.abort();
    abortCalls();
  }

  /** The exception of an operation that was ended although nothing failed. */
  private DriverException endedEarly() {
    if (session.isClosed()) {
      return session.ended();
    }
    return switch (state.get()) {
      case CANCELLED -> OperationErrors.cancelled(queryId());
      case EXPIRED -> OperationErrors.late(queryId(), null, log.isPending());
      case CLOSED -> OperationErrors.closed(queryId());
      case NEW, ACTIVE, FINISHED, FAILED -> OperationErrors.executedTwice();
    };
  }

  /** Replaces a failure by its reason, and says what is known of the statement. */
  private DriverException explain(DriverException met) {
    OperationHandle submitted = request.submitted();
    return ofThis(
        reason(submitted == null ? met : OperationErrors.ofOther(met, submitted, session)), met);
  }

  private DriverException ofThis(DriverException shown, DriverException met) {
    return shown.inQuery(queryId()).inExecution(remote.outcomeAfter(met), request.mayWrite());
  }

  /** What an abort or the deadline caused is a cancel or a time-out. */
  private DriverException reason(DriverException exception) {
    State now = state.get();
    if (exception.kind() == Kind.CANCELLED
        && (session.isClosed()
            || now == State.CANCELLED
            || now == State.EXPIRED
            || now == State.CLOSED)) {
      return endedEarly();
    }
    if (exception.kind() == Kind.TIMED_OUT
        && deadline.hasPassed()
        && exception.serverError() == null) {
      expire();
      return OperationErrors.late(queryId(), exception, log.isPending());
    }
    return OperationErrors.explained(
        keepAlive.explain(exception), session, deadline, request.mayWrite());
  }

  /** Ends a result whose rows have not arrived in time; {@link #execute} cleans up by itself. */
  private void expire() {
    if (state.compareAndSet(State.FINISHED, State.EXPIRED)) {
      stopReading();
    }
  }
}
