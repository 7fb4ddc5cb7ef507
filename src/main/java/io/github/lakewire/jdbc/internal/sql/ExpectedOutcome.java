package io.github.lakewire.jdbc.internal.sql;

/** What comes of a statement, as far as its text says. */
public enum ExpectedOutcome {
  /** Rows, whose columns {@code DESCRIBE QUERY} knows. */
  QUERY,
  /** Rows of another statement: SHOW, DESCRIBE, EXPLAIN, LIST. */
  LISTING,
  /** A count of rows that were inserted. */
  INSERT,
  /** A count of rows that were changed: UPDATE, DELETE, MERGE. */
  CHANGE,
  /** A row with a count for each entry of a batch that is one request. */
  COUNTS,
  /** Neither rows nor a count: DDL, USE, GRANT and the like. */
  COMMAND,
  /** Only the server knows: scripts, CALL, EXECUTE IMMEDIATE, and what the driver does not know. */
  OPEN;

  public boolean isRows() {
    return this == QUERY || this == LISTING;
  }

  public boolean isWrite() {
    return this == INSERT || this == CHANGE || this == COUNTS;
  }

  /** Whether there are no rows for sure. */
  public boolean isCount() {
    return this != COUNTS && (isWrite() || this == COMMAND);
  }

  /** Whether there are rows to be read, be they of a query or counts. */
  public boolean isAnsweredByRows() {
    return isRows() || this == COUNTS;
  }
}
