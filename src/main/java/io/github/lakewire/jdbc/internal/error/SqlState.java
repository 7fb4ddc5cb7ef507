package io.github.lakewire.jdbc.internal.error;

/**
 * Every SQLState that the driver emits itself, and what it means; the page of errors is written
 * from this table. States of the server pass through unchanged, but for those at which pools would
 * drop a connection that lives.
 */
public enum SqlState {
  CANNOT_CONNECT(
      "08001",
      "No connection could be made: a wrong connection property, address, network, TLS, or compute"
          + " that does not start in time. Never in the middle of a session.",
      "Check host, port, network and trust store; where compute is starting, try again"
          + " later."),
  CONNECTION_GONE(
      "08003",
      "The connection is closed, or the server no longer knows its session, or has lost the process"
          + " that runs its statements, as in a restart.",
      "Connect again; pools do so by themselves. `outcome()` says whether a statement was"
          + " executed."),
  CONNECTION_REJECTED(
      "08004",
      "The server refused the session: wrong path, warehouse gone, no Thrift there.",
      "Check httpPath; where Thrift is refused, use another warehouse or a cluster."),
  CONNECTION_FAILURE(
      "08006",
      "I/O failed in the middle of a session and no retry is left. After a network time-out the"
          + " connection is closed.",
      "Connect again. `outcome()` says whether a statement was executed."),
  TRANSACTION_UNKNOWN(
      "08007",
      "The answer to a COMMIT was lost: whether the transaction is committed is not known. The"
          + " connection is closed.",
      "Look whether the changes of the transaction are there before you do anything of it again."),
  PROTOCOL_VIOLATION(
      "08P01", "The server sent data that is not valid.", "Report it, with the query id."),
  INVALID_AUTHORIZATION(
      "28000",
      "Missing, wrong or expired credentials, or no permission for this endpoint.",
      "Check the token, and that it may use httpPath."),
  INVALID_INDEX("07009", "A parameter or column number that does not exist.", "Count from 1."),
  RESTRICTED_CONVERSION(
      "07006",
      "A value cannot be converted to the type asked for.",
      "Use another getter or setter; types.md has the table."),
  PARAMETER_NOT_SET(
      "07001", "A parameter has no value.", "Set each ? before executing; setNull for NULL."),
  NUMERIC_OUT_OF_RANGE(
      "22003",
      "A number does not fit the type asked for, or would lose digits in it.",
      "Use a wider getter or type; round before, where rounding is meant."),
  INVALID_DATETIME(
      "22007", "Text that is no date or time was asked for as one.", "Read it with getString."),
  INVALID_CHARACTER_VALUE(
      "22018",
      "Text that is no number or boolean was asked for as one.",
      "Read it with getString."),
  INVALID_PARAMETER_VALUE(
      "22023",
      "A value that a method of an object (Blob, Clob, Array) does not allow; a struct with too few"
          + " or too many attributes.",
      "Check the arguments; positions count from 1."),
  INVALID_CURSOR_STATE(
      "24000",
      "The cursor is not on a row, or the server no longer has the result.",
      "Call next() first; execute the statement again."),
  INVALID_TRANSACTION_STATE(
      "25000",
      "commit or rollback in auto-commit mode (with transactions=1), or a statement or commit in"
          + " a transaction that a conflict, or a script that failed, has ended. The statement was"
          + " not sent.",
      "setAutoCommit(false) before the first; rollback() before the next statement in the second."),
  ACTIVE_TRANSACTION(
      "25001",
      "A transaction is open, and the server would roll it back at what was asked for: another"
          + " catalog or schema, lists of objects, metadata. Nothing has been sent.",
      "Commit or roll back before, or ask before the transaction begins."),
  SERIALIZATION_FAILURE(
      "40001",
      "The server ended the statement because another one wrote to the same table at the same"
          + " time (DELTA_CONCURRENT_… and the like), whatever state it sent.",
      "Execute the statement, or its whole transaction, again; in a transaction, rollback()"
          + " comes first."),
  COMPLETION_UNKNOWN(
      "40003",
      "The server does not know whether the statement took effect.",
      "Check that before executing it again."),
  UNDEFINED_COLUMN(
      "42703", "The result has no column of that label.", "Check the label; case does not matter."),
  SYNTAX_ERROR(
      "42601",
      "SQL text that cannot be used was found before it was sent: an escape that is not"
          + " closed, and the like.",
      "Correct it, or setEscapeProcessing(false)."),
  RESOURCE_UNAVAILABLE(
      "57012",
      "Something that the server needs did not respond: Unity Catalog, storage, a federated"
          + " database, or the server's own capacity; or a result file could not be fetched from"
          + " its store. The session is still open.",
      "Execute a query again a little later; after a store that cannot be reached the session asks"
          + " for inline results (`cloudFetch=0` does so from the beginning). For a write, check"
          + " first whether it took effect."),
  QUERY_CANCELLED(
      "57014",
      "The statement was cancelled, or its thread interrupted.",
      "Nothing, if that was intended; look at `outcome()` of a write."),
  GENERAL_ERROR(
      "HY000",
      "The server failed and did not say how, or the driver has a defect.",
      "Read the message; report it, with the query id."),
  WRONG_METHOD(
      "HY010",
      "The method does not fit the statement: executeQuery of an INSERT, executeUpdate of a query,"
          + " and the like. Nothing has been sent.",
      "Use execute."),
  OBJECT_CLOSED(
      "HY010",
      "The statement, result set or object is closed.",
      "Keep it open, or make a new one."),
  INVALID_ARGUMENT(
      "HY024", "An argument that the method does not allow.", "The message says what is allowed."),
  TIMEOUT(
      "HYT00",
      "A time-out has passed: the caller's, or that of the server's session or warehouse.",
      "Raise setQueryTimeout, or statement_timeout."),
  OUT_OF_MEMORY(
      "53200",
      "There is not enough memory for a value, page or file: heap, memory for Arrow vectors,"
          + " or resultMemory. The connection can be used further.",
      "Raise -Xmx (for Arrow -XX:MaxDirectMemorySize, or your allocator's limit), or select"
          + " smaller values."),
  LIMIT_EXCEEDED(
      "53400",
      "A response of the server is larger than maxMessageSize.",
      "Raise maxMessageSize, or select smaller values."),
  NOT_SUPPORTED(
      "HYC00",
      "The driver or the server cannot do this. (0A000 would make HikariCP close the"
          + " connection.)",
      "The message says what to use instead, where there is something.");

  private final String code;
  private final String meaning;
  private final String remedy;

  SqlState(String code, String meaning, String remedy) {
    this.code = code;
    this.meaning = meaning;
    this.remedy = remedy;
  }

  /** Returns the five characters. */
  public String code() {
    return code;
  }

  /** Returns when it is thrown. */
  public String meaning() {
    return meaning;
  }

  /** Returns what the user can do. */
  public String remedy() {
    return remedy;
  }
}
