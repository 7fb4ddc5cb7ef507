package io.github.lakewire.jdbc.internal.fault;

/** Every SQLState that the driver emits itself; states of the server pass through unchanged. */
public enum SqlState {
  /** The connection could not be made: address, network, TLS, start-up time. Never mid-session. */
  CANNOT_CONNECT("08001"),
  /** The connection or its session no longer exists. */
  CONNECTION_GONE("08003"),
  /** The server refused the session: wrong path, warehouse gone. */
  CONNECTION_REJECTED("08004"),
  /** I/O failed in the middle of a session and no retry is left. */
  CONNECTION_FAILURE("08006"),
  /** The server sent bytes that make no sense. */
  PROTOCOL_VIOLATION("08P01"),
  /** Missing, wrong or expired credentials, or no permission for this endpoint. */
  INVALID_AUTHORIZATION("28000"),
  /** A statement, parameter or column index that does not exist. */
  INVALID_INDEX("07009"),
  /** A value cannot be converted to the type asked for. */
  RESTRICTED_CONVERSION("07006"),
  /** A parameter has no value. */
  PARAMETER_NOT_SET("07001"),
  NUMERIC_OUT_OF_RANGE("22003"),
  INVALID_DATETIME("22007"),
  INVALID_CHARACTER_VALUE("22018"),
  INVALID_PARAMETER_VALUE("22023"),
  /** The cursor is not on a row. */
  INVALID_CURSOR_STATE("24000"),
  /** No column of that label. */
  UNDEFINED_COLUMN("42703"),
  /** Unbalanced escape, unusable SQL text found before it was sent. */
  SYNTAX_ERROR("42601"),
  /** The statement was cancelled by the caller. */
  QUERY_CANCELLED("57014"),
  /** The server failed and did not say how. */
  GENERAL_ERROR("HY000"),
  /** The method does not fit the statement: executeQuery without rows, and the like. */
  WRONG_METHOD("HY010"),
  /** The statement or result set is closed. */
  OBJECT_CLOSED("HY010"),
  /** An argument outside what the method allows, an option that cannot be understood. */
  INVALID_ARGUMENT("HY024"),
  /** A time-out that the caller has set. */
  TIMEOUT("HYT00"),
  /** Not supported by the driver; 0A000 would make HikariCP evict the connection. */
  NOT_SUPPORTED("HYC00");

  private final String code;

  SqlState(String code) {
    this.code = code;
  }

  /** Returns the five characters. */
  public String code() {
    return code;
  }
}
