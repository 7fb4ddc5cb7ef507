package io.github.lakewire.jdbc.internal.jdbc;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.config.Secret;
import io.github.lakewire.jdbc.internal.cursor.RowCursor;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.session.ParameterForm;
import io.github.lakewire.jdbc.internal.session.ProgressListener;
import io.github.lakewire.jdbc.internal.session.Session;
import io.github.lakewire.jdbc.internal.session.StatementRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What the JDBC objects ask of the server: a {@link Session}, or a script in tests. The contracts
 * are those of {@link Session} and {@link io.github.lakewire.jdbc.internal.session.Operation}.
 */
interface Backend {
  /** The session itself, for metadata calls. */
  Session session();

  String id();

  @Nullable String initialCatalog();

  @Nullable String initialSchema();

  /** Whether there is more than one catalog. */
  boolean hasCatalogs();

  /** How values reach the markers of a statement. */
  ParameterForm parameterForm();

  /** Whether the server has the type TIME; asks it at the first call. */
  boolean hasTime() throws DriverException;

  /** Rows of one INSERT that is made of a batch; 1 makes none. */
  int batchInsertSize();

  /** Whether nested types are described as such, and not as text. */
  boolean complexTypes();

  /** One sentence for each thing that the server lacks. */
  List<String> limitations();

  Execution statement(StatementRequest request);

  /** The settings that the session was opened with. */
  Map<String, String> settings();

  void setApplicationName(@Nullable String name);

  /** Names the token of all later requests. */
  void renewToken(Secret token);

  /**
   * Opens a new session in place of the one that there is, which ends with all that is open on it.
   * When that fails, the old one is still there.
   *
   * @param catalog where to begin; null for both is where the first session began
   */
  void renew(@Nullable String catalog, @Nullable String schema, Deadline deadline)
      throws DriverException;

  boolean isAlive(Duration timeout);

  void setNetworkTimeout(Duration timeout);

  boolean isClosed();

  /** Closes the session. Never throws. */
  void close();

  /** Ends the session at once, without a request. Never throws. */
  void abort();

  /** One run of one statement; made before it is sent, so that it can be cancelled at any time. */
  interface Execution {
    /** Sets the listener for progress; before {@link #execute}. */
    void listen(ProgressListener to);

    void execute(Deadline deadline) throws DriverException;

    @Nullable String queryId();

    boolean hasRows();

    OptionalLong modifiedRows();

    RowCursor openCursor() throws DriverException;

    List<String> infoMessages();

    /** From any thread, any time. Never throws. */
    void cancel();

    /** Never throws; may be repeated. */
    void close();
  }
}
