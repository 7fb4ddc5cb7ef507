package io.github.lakewire.hibernate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.sql.SQLException;
import org.hibernate.JDBCException;
import org.hibernate.QueryTimeoutException;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.ConstraintViolationException.ConstraintKind;
import org.hibernate.exception.DataException;
import org.hibernate.exception.JDBCConnectionException;
import org.hibernate.exception.SQLGrammarException;
import org.hibernate.exception.SnapshotIsolationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which exception of Hibernate an error of the server becomes. */
class ServerErrorsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          23001 | [DELTA_VIOLATE_CONSTRAINT_WITH_VALUES] CHECK constraint positive (n > 0) violated by row with values: - n : -1 | CHECK | positive
          23001 | [CHECK_CONSTRAINT_VIOLATION] CHECK constraint ck n > 0 violated by row with values: - n : -1 | CHECK | ck
          HY000 | [DELTA_VIOLATE_CONSTRAINT_WITH_VALUES] CHECK constraint `a-b` (n > 0) violated by row | CHECK | a-b
          23502 | [DELTA_NOT_NULL_CONSTRAINT_VIOLATED] NOT NULL constraint violated for column: name. | NOT_NULL | name
          42000 | [NOT_NULL_ASSERT_VIOLATION] NULL value appeared in non-nullable field: name. | NOT_NULL | name
          KD000 | [INCOMPATIBLE_DATA_FOR_TABLE.CANNOT_FIND_DATA] Cannot find data for the output column `n`. | NOT_NULL | n
          23505 | duplicate key | OTHER |
          """)
  void violationsOfConstraintsHaveKindAndName(
      String state, String message, ConstraintKind kind, String name) {
    ConstraintViolationException violation =
        assertInstanceOf(ConstraintViolationException.class, converted(state, message));
    assertEquals(kind, violation.getKind());
    assertEquals(name, violation.getConstraintName());
    assertEquals("insert", violation.getSQL());
  }

  @ParameterizedTest
  @CsvSource({
    "40001,[DELTA_CONCURRENT_APPEND] Files were added by a concurrent update",
    "2D521,[DELTA_CONCURRENT_DELETE_READ] This transaction attempted to read",
    "HY000,[DELTA_CONCURRENT_WRITE] A concurrent transaction has written new data"
  })
  void writeConflictsAreThoseOfSnapshots(String state, String message) {
    assertInstanceOf(SnapshotIsolationException.class, converted(state, message));
  }

  @ParameterizedTest
  @CsvSource({"57014", "HYT00", "57KD0"})
  void statementsThatWereStoppedAreTimeouts(String state) {
    assertInstanceOf(QueryTimeoutException.class, converted(state, "cancelled"));
  }

  @ParameterizedTest
  @CsvSource({"08003", "08006", "08001", "08S01"})
  void lostConnectionsAreThat(String state) {
    assertInstanceOf(JDBCConnectionException.class, converted(state, "lost"));
  }

  @ParameterizedTest
  @CsvSource({"22003", "22012", "22018", "54006"})
  void valuesThatDoNotFitAreThat(String state) {
    assertInstanceOf(DataException.class, converted(state, "[X] overflow"));
  }

  @ParameterizedTest
  @CsvSource({"42601", "42P01", "42703", "HYC00", "0A000"})
  void textsThatTheServerRefusesAreErrorsOfGrammar(String state) {
    assertInstanceOf(SQLGrammarException.class, converted(state, "[X] no"));
  }

  @ParameterizedTest
  @CsvSource({"HY000", "XX000", "40003"})
  void othersAreLeftToHibernate(String state) {
    assertNull(converted(state, "[INTERNAL_ERROR] no"));
    assertNull(ServerErrors.convert(new SQLException(), "m", "insert"));
  }

  private static JDBCException converted(String state, String message) {
    return ServerErrors.convert(new SQLException(message, state), "m", "insert");
  }
}
