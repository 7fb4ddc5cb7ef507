package io.github.lakewire.jdbc.internal.jdbc;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.config.Secret;
import io.github.lakewire.jdbc.internal.cursor.Cursors;
import io.github.lakewire.jdbc.internal.cursor.RowCursor;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.session.ParameterForm;
import io.github.lakewire.jdbc.internal.session.ProgressListener;
import io.github.lakewire.jdbc.internal.session.Session;
import io.github.lakewire.jdbc.internal.session.StatementRequest;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;
import io.github.lakewire.jdbc.internal.types.ColumnType;
import io.github.lakewire.jdbc.internal.types.ResultSchema;
import io.github.lakewire.jdbc.internal.types.SqlType;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A server that answers statements with what a test told it to, in order. */
public final class FakeBackend implements Backend {
  public final List<StatementRequest> requests = new ArrayList<>();
  final List<FakeExecution> executions = new ArrayList<>();
  final List<Duration> networkTimeouts = new ArrayList<>();
  final Deque<FakeExecution> script = new ArrayDeque<>();
  @Nullable String catalog = "main";
  @Nullable String schema = "default";
  boolean catalogs = true;
  boolean complexTypes = true;
  ParameterForm parameterForm = ParameterForm.NATIVE;
  boolean hasTime;
  int batchInsertSize = 2000;
  boolean alive = true;

  /** Such as it is when no option names a zone. */
  Map<String, String> settings = Map.of("timezone", TimeZone.getDefault().getID());

  @Nullable String applicationName;
  final List<Secret> tokens = new ArrayList<>();
  volatile boolean gone;
  int closes;
  int aborts;
  @Nullable Duration asked;
  final List<String> renewals = new ArrayList<>();
  @Nullable DriverException renewalFailure;

  public static ColumnInfo column(String name, ColumnType type) {
    return SqlType.of(type).column(name);
  }

  static FakeExecution rows(List<ColumnInfo> columns, Object[]... rows) {
    FakeExecution execution = new FakeExecution();
    execution.cursor = Cursors.rows(new ResultSchema(columns), List.of(rows));
    return execution;
  }

  static FakeExecution oneRow(ColumnType type, @Nullable Object value) {
    return rows(List.of(column("c", type)), new Object[] {value});
  }

  static FakeExecution count(long count) {
    FakeExecution execution = new FakeExecution();
    execution.count = OptionalLong.of(count);
    return execution;
  }

  static FakeExecution failing(Exception failure) {
    FakeExecution execution = new FakeExecution();
    execution.failure = failure;
    return execution;
  }

  FakeBackend then(FakeExecution execution) {
    script.add(execution);
    return this;
  }

  public LakewireConnection connect() {
    return new LakewireConnection(this, "jdbc:databricks://host:443", Duration.ofSeconds(30));
  }

  public List<String> statements() {
    return requests.stream().map(StatementRequest::sql).toList();
  }

  /** None: constants of the metadata only ask for it to learn that the connection is open. */
  @Override
  public @Nullable Session session() {
    return null;
  }

  @Override
  public String id() {
    return "01ef-session";
  }

  @Override
  public @Nullable String initialCatalog() {
    return catalog;
  }

  @Override
  public @Nullable String initialSchema() {
    return schema;
  }

  @Override
  public boolean hasCatalogs() {
    return catalogs;
  }

  @Override
  public ParameterForm parameterForm() {
    return parameterForm;
  }

  @Override
  public boolean hasTime() {
    return hasTime;
  }

  @Override
  public int batchInsertSize() {
    return batchInsertSize;
  }

  @Override
  public boolean complexTypes() {
    return complexTypes;
  }

  @Override
  public List<String> limitations() {
    return List.of();
  }

  @Override
  public Execution statement(StatementRequest request) {
    requests.add(request);
    FakeExecution next = script.isEmpty() ? new FakeExecution() : script.remove();
    executions.add(next);
    return next;
  }

  @Override
  public Map<String, String> settings() {
    return settings;
  }

  @Override
  public void setApplicationName(@Nullable String name) {
    applicationName = name;
  }

  @Override
  public void renewToken(Secret token) {
    tokens.add(token);
  }

  @Override
  public void renew(@Nullable String catalog, @Nullable String schema, Deadline deadline)
      throws DriverException {
    renewals.add(catalog + "." + schema);
    if (renewalFailure != null) {
      throw renewalFailure;
    }
  }

  @Override
  public boolean isAlive(Duration timeout) {
    asked = timeout;
    return alive;
  }

  @Override
  public void setNetworkTimeout(Duration timeout) {
    networkTimeouts.add(timeout);
  }

  @Override
  public boolean isClosed() {
    return gone;
  }

  @Override
  public void close() {
    closes++;
  }

  @Override
  public void abort() {
    aborts++;
  }

  /** One run: DDL unless told otherwise. */
  static final class FakeExecution implements Execution {
    @Nullable RowCursor cursor;
    OptionalLong count = OptionalLong.empty();
    @Nullable Exception failure;
    @Nullable Runnable whileRunning;
    @Nullable Runnable whenCounted;
    List<String> messages = List.of();
    @Nullable Deadline deadline;
    ProgressListener listener = ProgressListener.NONE;
    private final AtomicInteger cancels = new AtomicInteger();
    private final AtomicInteger closes = new AtomicInteger();

    int cancels() {
      return cancels.get();
    }

    int closes() {
      return closes.get();
    }

    @Override
    public void listen(ProgressListener to) {
      listener = to;
    }

    @Override
    public void execute(Deadline given) throws DriverException {
      deadline = given;
      if (whileRunning != null) {
        whileRunning.run();
      }
      if (cancels() > 0) {
        throw new DriverException(DriverException.Kind.CANCELLED, "The statement was cancelled");
      }
      if (failure instanceof DriverException exception) {
        throw exception;
      }
      if (failure instanceof RuntimeException defect) {
        throw defect;
      }
    }

    @Override
    public String queryId() {
      return "01ef-query";
    }

    @Override
    public boolean hasRows() {
      return cursor != null;
    }

    @Override
    public OptionalLong modifiedRows() {
      if (whenCounted != null) {
        whenCounted.run();
      }
      return count;
    }

    @Override
    public RowCursor openCursor() {
      if (cursor == null) {
        throw new AssertionError("no rows");
      }
      return cursor;
    }

    @Override
    public List<String> infoMessages() {
      return messages;
    }

    @Override
    public void cancel() {
      cancels.incrementAndGet();
    }

    @Override
    public void close() {
      closes.incrementAndGet();
    }
  }
}
