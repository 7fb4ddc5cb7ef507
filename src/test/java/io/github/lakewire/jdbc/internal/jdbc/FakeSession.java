package io.github.lakewire.jdbc.internal.jdbc;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.config.ConnectionConfig;
import io.github.lakewire.jdbc.internal.config.Secret;
import io.github.lakewire.jdbc.internal.cursor.Cursors;
import io.github.lakewire.jdbc.internal.cursor.ReaderActivity;
import io.github.lakewire.jdbc.internal.cursor.RowCursor;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.session.Capabilities;
import io.github.lakewire.jdbc.internal.session.Operation;
import io.github.lakewire.jdbc.internal.session.ParameterForm;
import io.github.lakewire.jdbc.internal.session.ProgressListener;
import io.github.lakewire.jdbc.internal.session.Session;
import io.github.lakewire.jdbc.internal.session.SubmittedOperation;
import io.github.lakewire.jdbc.internal.sql.ExpectedOutcome;
import io.github.lakewire.jdbc.internal.thrift.MetadataRequest;
import io.github.lakewire.jdbc.internal.thrift.OperationHandle;
import io.github.lakewire.jdbc.internal.thrift.StatementRequest;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;
import io.github.lakewire.jdbc.internal.types.ColumnType;
import io.github.lakewire.jdbc.internal.types.ResultSchema;
import io.github.lakewire.jdbc.internal.types.SqlType;
import io.github.lakewire.jdbc.internal.volume.VolumeTransfer;
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
public final class FakeSession implements Session {
  public final List<StatementRequest> requests = new ArrayList<>();
  final List<FakeOperation> operations = new ArrayList<>();
  final List<Duration> networkTimeouts = new ArrayList<>();
  final Deque<FakeOperation> script = new ArrayDeque<>();

  /** What metadata calls are answered with, in order. */
  final Deque<FakeOperation> metadata = new ArrayDeque<>();

  @Nullable String catalog = "main";
  @Nullable String schema = "default";
  boolean catalogs = true;
  boolean complexTypes = true;
  ParameterForm parameterForm = ParameterForm.NATIVE;
  boolean hasTime;
  boolean nativeBatches;
  int batchInsertSize = 2000;
  boolean alive = true;
  boolean transactions;

  /** Such as it is when no option names a zone. */
  Map<String, String> settings = Map.of("timezone", TimeZone.getDefault().getID());

  @Nullable String applicationName;
  Map<String, @Nullable String> queryTags = Map.of();
  final List<Secret> tokens = new ArrayList<>();
  volatile boolean gone;
  int closes;
  int aborts;
  @Nullable Duration asked;
  final List<String> renewals = new ArrayList<>();
  @Nullable DriverException renewalFailure;
  @Nullable VolumeTransfer transfer;
  @Nullable Runnable whenAsked;

  public static ColumnInfo column(String name, ColumnType type) {
    return SqlType.of(type).column(name);
  }

  static FakeOperation rows(List<ColumnInfo> columns, Object[]... rows) {
    FakeOperation execution = new FakeOperation();
    execution.cursor = Cursors.rows(new ResultSchema(columns), List.of(rows));
    return execution;
  }

  /** The numbers 1 to 3 as INT. */
  static FakeOperation three() {
    return rows(
        List.of(column("id", ColumnType.INT)),
        new Object[] {1},
        new Object[] {2},
        new Object[] {3});
  }

  static FakeOperation oneRow(ColumnType type, @Nullable Object value) {
    return rows(List.of(column("c", type)), new Object[] {value});
  }

  static FakeOperation count(long count) {
    FakeOperation execution = new FakeOperation();
    execution.count = OptionalLong.of(count);
    return execution;
  }

  static FakeOperation failing(Exception failure) {
    FakeOperation execution = new FakeOperation();
    execution.failure = failure;
    return execution;
  }

  FakeSession then(FakeOperation execution) {
    script.add(execution);
    return this;
  }

  public LakewireConnection connect() {
    return new LakewireConnection(
        this,
        "jdbc:databricks://host:443",
        batchInsertSize,
        Duration.ofSeconds(10),
        transactions,
        Duration.ofSeconds(30));
  }

  public List<String> statements() {
    return requests.stream().map(StatementRequest::sql).toList();
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

  /** As its fields say; in all else Databricks. */
  @Override
  public Capabilities capabilities() {
    boolean databricks = parameterForm != ParameterForm.WALL_CLOCK_LITERALS;
    boolean parameters = parameterForm == ParameterForm.NATIVE;
    return new Capabilities(
        databricks, true, true, catalogs, true, true, parameters, nativeBatches);
  }

  @Override
  public boolean hasTime(Duration atMost) {
    return hasTime;
  }

  @Override
  public boolean complexTypes() {
    return complexTypes;
  }

  @Override
  public List<String> warnings() {
    return List.of();
  }

  @Override
  public Operation statement(StatementRequest request) {
    requests.add(request);
    if (whenAsked != null) {
      whenAsked.run();
    }
    FakeOperation next = script.isEmpty() ? new FakeOperation() : script.remove();
    operations.add(next);
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
  public void setQueryTags(Map<String, @Nullable String> tags) {
    queryTags = tags;
  }

  @Override
  public void renewToken(Secret token) {
    tokens.add(token);
  }

  @Override
  public Session successor(@Nullable String catalog, @Nullable String schema, Deadline deadline)
      throws DriverException {
    renewals.add(catalog + "." + schema);
    if (renewalFailure != null) {
      throw renewalFailure;
    }
    return this;
  }

  @Override
  public boolean retire() {
    return true;
  }

  @Override
  public String serverVersion(Deadline deadline) {
    return "3.1.1";
  }

  @Override
  public Operation metadata(MetadataRequest request) {
    return metadata.isEmpty() ? new FakeOperation() : metadata.remove();
  }

  @Override
  public SubmittedOperation submitted(OperationHandle handle, ExpectedOutcome expected) {
    throw new AssertionError("nothing was submitted");
  }

  @Override
  public void leaveToServer() {}

  @Override
  public boolean isLocal() {
    return true;
  }

  @Override
  public ConnectionConfig config() {
    throw new AssertionError("no settings");
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
  public VolumeTransfer volumeTransfer(Deadline end) {
    if (transfer == null) {
      throw new AssertionError("no store");
    }
    return transfer;
  }

  @Override
  public void abort() {
    aborts++;
  }

  /** One run: DDL unless told otherwise. */
  static final class FakeOperation implements Operation {
    @Nullable RowCursor cursor;
    OptionalLong count = OptionalLong.empty();
    @Nullable Exception failure;
    @Nullable Runnable whileRunning;
    @Nullable Runnable whenCounted;
    @Nullable Runnable whenClosed;
    List<String> messages = List.of();
    boolean staging;
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
    public OperationHandle submit(Deadline given) {
      throw new AssertionError("no handle");
    }

    @Override
    public OperationHandle handle() {
      throw new AssertionError("no handle");
    }

    @Override
    public Rows openRows() {
      throw new AssertionError("no rows");
    }

    @Override
    public void keepOpen(ReaderActivity reader) {}

    @Override
    public String queryId() {
      return "01ef-query";
    }

    @Override
    public boolean hasRows() {
      return cursor != null;
    }

    @Override
    public boolean isStaging() {
      return staging;
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
    public void limit(Deadline given) {
      deadline = given;
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
      if (whenClosed != null) {
        whenClosed.run();
      }
    }
  }
}
