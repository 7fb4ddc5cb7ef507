package io.github.lakewire.jdbc.testkit;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.sql.SQLException;
import org.junit.jupiter.api.function.Executable;

/** The SQLStates of calls that have to fail. */
public final class SqlStates {
  private SqlStates() {}

  /** Makes a call that has to fail with an {@code SQLException}, and returns its SQLState. */
  public static String state(Executable call) {
    return assertThrows(SQLException.class, call).getSQLState();
  }
}
