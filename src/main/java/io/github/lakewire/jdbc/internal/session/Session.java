package io.github.lakewire.jdbc.internal.session;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.config.ConnectionConfig;
import io.github.lakewire.jdbc.internal.config.Secret;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.sql.ExpectedOutcome;
import io.github.lakewire.jdbc.internal.thrift.MetadataRequest;
import io.github.lakewire.jdbc.internal.thrift.OperationHandle;
import io.github.lakewire.jdbc.internal.thrift.StatementRequest;
import io.github.lakewire.jdbc.internal.volume.VolumeTransfer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One session on the server. Thread-safe: operations of several threads run side by side. */
public interface Session extends AutoCloseable {
  /** The session's id as UUID text, as query history shows it. */
  String id();

  /** The catalog of the session when it was opened; null when the server did not name it. */
  @Nullable String initialCatalog();

  /** The schema of the session when it was opened; null when the server did not name it. */
  @Nullable String initialSchema();

  /** What this server can do. */
  Capabilities capabilities();

  /**
   * What the connection warns of when it is opened, one sentence each: what the server lacks, and
   * that it was waited for.
   */
  List<String> warnings();

  /** The settings that the session was opened with, the zone of the JVM included. */
  Map<String, String> settings();

  /** Whether nested types are described as such, and not as text. */
  boolean complexTypes();

  /**
   * Whether the server has the type TIME; asks it at the first call.
   *
   * @param atMost for the question; zero is no limit of the user's
   */
  boolean hasTime(Duration atMost) throws DriverException;

  /** A statement, not sent before {@link Operation#execute}. */
  Operation statement(StatementRequest request);

  /**
   * A statement that was submitted before, in this session or another one.
   *
   * @param expected what comes of it by its text
   */
  SubmittedOperation submitted(OperationHandle handle, ExpectedOutcome expected);

  /** Its end here leaves it on the server, for what was submitted in it. */
  void leaveToServer();

  /** Whether the server is at an address of this machine or its own network. */
  boolean isLocal();

  /** What it was opened with. */
  ConnectionConfig config();

  /** A metadata call, not sent before {@link Operation#execute}. */
  Operation metadata(MetadataRequest request);

  /**
   * A transfer of a file of a volume, for one statement.
   *
   * @param deadline of the transfer
   */
  VolumeTransfer volumeTransfer(Deadline deadline);

  /** GetInfo CLI_DBMS_VER: the product version; one request. */
  String serverVersion(Deadline deadline) throws DriverException;

  /**
   * Whether the session still answers: a round trip of GetInfo, whose success is remembered for one
   * second. Never throws.
   */
  boolean isAlive(Duration timeout);

  /** Sets the application's name in all later requests; null for none. */
  void setApplicationName(@Nullable String name);

  /**
   * Sets tags of all later statements, those of sessions that replace this one included.
   *
   * @param tags as {@link io.github.lakewire.jdbc.internal.text.QueryTagText#checked} returns them
   */
  void setQueryTags(Map<String, @Nullable String> tags);

  /** Sets the token of all later requests, and of later attempts of the requests under way. */
  void renewToken(Secret token);

  /** The read time-out of each further exchange; zero is the configured one. */
  void setNetworkTimeout(Duration timeout);

  /**
   * Opens a session over the same connections that replaces this one. When that fails, this one
   * stays open.
   *
   * @param catalog where to begin; null for both is where this one began
   */
  Session successor(@Nullable String catalog, @Nullable String schema, Deadline deadline)
      throws DriverException;

  /**
   * As {@link #close}, but leaves the connections to the session that replaces it; false when it
   * had ended before.
   */
  boolean retire();

  /**
   * Whether {@link #close} or {@link #abort} was called or the server no longer knows the session.
   */
  boolean isClosed();

  /** Ends the session on the server, within a few seconds. Never throws; may be repeated. */
  @Override
  void close();

  /** Ends the session here at once: aborts exchanges, tells the server nothing. Never throws. */
  void abort();
}
