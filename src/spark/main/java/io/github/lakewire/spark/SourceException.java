package io.github.lakewire.spark;

import java.io.Serial;
import java.sql.SQLException;

/** A failure of the driver, where Spark's interfaces declare none. */
public final class SourceException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  SourceException(String doing, SQLException cause) {
    super(doing + ": " + cause.getMessage(), cause);
  }

  /** Returns the driver's exception, with its SQLState. */
  public SQLException sqlException() {
    return (SQLException) getCause();
  }
}
