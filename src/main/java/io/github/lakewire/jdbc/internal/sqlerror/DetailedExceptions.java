package io.github.lakewire.jdbc.internal.sqlerror;

import io.github.lakewire.jdbc.ErrorDetails;
import io.github.lakewire.jdbc.ExecutionOutcome;
import io.github.lakewire.jdbc.LakewireException;
import io.github.lakewire.jdbc.internal.error.ServerText;
import java.sql.BatchUpdateException;
import java.sql.ClientInfoStatus;
import java.sql.SQLClientInfoException;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The standard exceptions with details. When serialized they are replaced by the standard
 * exceptions, because the process that reads them may not have the driver. The message has the
 * details too.
 */
final class DetailedExceptions {
  static final ErrorDetails NOTHING = new ErrorDetails(null, 0, 0, null, null, null);

  private DetailedExceptions() {}

  /** What an exception is made of. */
  record Parts(
      String message,
      String state,
      int code,
      @Nullable Throwable cause,
      ErrorDetails details,
      ExecutionOutcome outcome) {
    Parts {
      message = ServerText.whole(message);
    }
  }

  private static SQLException standard(SQLException standard, SQLException detailed) {
    standard.initCause(detailed.getCause());
    standard.setStackTrace(detailed.getStackTrace());
    standard.setNextException(detailed.getNextException());
    return standard;
  }

  static final class GeneralException extends SQLException implements LakewireException {
    private static final long serialVersionUID = 1L;
    private final transient ErrorDetails details;
    private final transient ExecutionOutcome outcome;

    GeneralException(Parts parts) {
      super(parts.message(), parts.state(), parts.code(), parts.cause());
      this.details = parts.details();
      this.outcome = parts.outcome();
    }

    @Override
    public ErrorDetails details() {
      return details;
    }

    @Override
    public ExecutionOutcome outcome() {
      return outcome;
    }

    private Object writeReplace() {
      return standard(new SQLException(getMessage(), getSQLState(), getErrorCode()), this);
    }
  }

  static final class AuthorizationException extends SQLInvalidAuthorizationSpecException
      implements LakewireException {
    private static final long serialVersionUID = 1L;
    private final transient ErrorDetails details;
    private final transient ExecutionOutcome outcome;

    AuthorizationException(Parts parts) {
      super(parts.message(), parts.state(), parts.code(), parts.cause());
      this.details = parts.details();
      this.outcome = parts.outcome();
    }

    @Override
    public ErrorDetails details() {
      return details;
    }

    @Override
    public ExecutionOutcome outcome() {
      return outcome;
    }

    private Object writeReplace() {
      return standard(
          new SQLInvalidAuthorizationSpecException(getMessage(), getSQLState(), getErrorCode()),
          this);
    }
  }

  static final class DataException extends SQLDataException implements LakewireException {
    private static final long serialVersionUID = 1L;
    private final transient ErrorDetails details;
    private final transient ExecutionOutcome outcome;

    DataException(Parts parts) {
      super(parts.message(), parts.state(), parts.code(), parts.cause());
      this.details = parts.details();
      this.outcome = parts.outcome();
    }

    @Override
    public ErrorDetails details() {
      return details;
    }

    @Override
    public ExecutionOutcome outcome() {
      return outcome;
    }

    private Object writeReplace() {
      return standard(new SQLDataException(getMessage(), getSQLState(), getErrorCode()), this);
    }
  }

  static final class IntegrityException extends SQLIntegrityConstraintViolationException
      implements LakewireException {
    private static final long serialVersionUID = 1L;
    private final transient ErrorDetails details;
    private final transient ExecutionOutcome outcome;

    IntegrityException(Parts parts) {
      super(parts.message(), parts.state(), parts.code(), parts.cause());
      this.details = parts.details();
      this.outcome = parts.outcome();
    }

    @Override
    public ErrorDetails details() {
      return details;
    }

    @Override
    public ExecutionOutcome outcome() {
      return outcome;
    }

    private Object writeReplace() {
      return standard(
          new SQLIntegrityConstraintViolationException(getMessage(), getSQLState(), getErrorCode()),
          this);
    }
  }

  static final class NonTransientConnectionException extends SQLNonTransientConnectionException
      implements LakewireException {
    private static final long serialVersionUID = 1L;
    private final transient ErrorDetails details;
    private final transient ExecutionOutcome outcome;

    NonTransientConnectionException(Parts parts) {
      super(parts.message(), parts.state(), parts.code(), parts.cause());
      this.details = parts.details();
      this.outcome = parts.outcome();
    }

    @Override
    public ErrorDetails details() {
      return details;
    }

    @Override
    public ExecutionOutcome outcome() {
      return outcome;
    }

    private Object writeReplace() {
      return standard(
          new SQLNonTransientConnectionException(getMessage(), getSQLState(), getErrorCode()),
          this);
    }
  }

  static final class NotSupportedException extends SQLFeatureNotSupportedException
      implements LakewireException {
    private static final long serialVersionUID = 1L;
    private final transient ErrorDetails details;
    private final transient ExecutionOutcome outcome;

    NotSupportedException(Parts parts) {
      super(parts.message(), parts.state(), parts.code(), parts.cause());
      this.details = parts.details();
      this.outcome = parts.outcome();
    }

    @Override
    public ErrorDetails details() {
      return details;
    }

    @Override
    public ExecutionOutcome outcome() {
      return outcome;
    }

    private Object writeReplace() {
      return standard(
          new SQLFeatureNotSupportedException(getMessage(), getSQLState(), getErrorCode()), this);
    }
  }

  static final class RollbackException extends SQLTransactionRollbackException
      implements LakewireException {
    private static final long serialVersionUID = 1L;
    private final transient ErrorDetails details;
    private final transient ExecutionOutcome outcome;

    RollbackException(Parts parts) {
      super(parts.message(), parts.state(), parts.code(), parts.cause());
      this.details = parts.details();
      this.outcome = parts.outcome();
    }

    @Override
    public ErrorDetails details() {
      return details;
    }

    @Override
    public ExecutionOutcome outcome() {
      return outcome;
    }

    private Object writeReplace() {
      return standard(
          new SQLTransactionRollbackException(getMessage(), getSQLState(), getErrorCode()), this);
    }
  }

  static final class SyntaxException extends SQLSyntaxErrorException implements LakewireException {
    private static final long serialVersionUID = 1L;
    private final transient ErrorDetails details;
    private final transient ExecutionOutcome outcome;

    SyntaxException(Parts parts) {
      super(parts.message(), parts.state(), parts.code(), parts.cause());
      this.details = parts.details();
      this.outcome = parts.outcome();
    }

    @Override
    public ErrorDetails details() {
      return details;
    }

    @Override
    public ExecutionOutcome outcome() {
      return outcome;
    }

    private Object writeReplace() {
      return standard(
          new SQLSyntaxErrorException(getMessage(), getSQLState(), getErrorCode()), this);
    }
  }

  static final class TimeoutException extends SQLTimeoutException implements LakewireException {
    private static final long serialVersionUID = 1L;
    private final transient ErrorDetails details;
    private final transient ExecutionOutcome outcome;

    TimeoutException(Parts parts) {
      super(parts.message(), parts.state(), parts.code(), parts.cause());
      this.details = parts.details();
      this.outcome = parts.outcome();
    }

    @Override
    public ErrorDetails details() {
      return details;
    }

    @Override
    public ExecutionOutcome outcome() {
      return outcome;
    }

    private Object writeReplace() {
      return standard(new SQLTimeoutException(getMessage(), getSQLState(), getErrorCode()), this);
    }
  }

  static final class TransientConnectionException extends SQLTransientConnectionException
      implements LakewireException {
    private static final long serialVersionUID = 1L;
    private final transient ErrorDetails details;
    private final transient ExecutionOutcome outcome;

    TransientConnectionException(Parts parts) {
      super(parts.message(), parts.state(), parts.code(), parts.cause());
      this.details = parts.details();
      this.outcome = parts.outcome();
    }

    @Override
    public ErrorDetails details() {
      return details;
    }

    @Override
    public ExecutionOutcome outcome() {
      return outcome;
    }

    private Object writeReplace() {
      return standard(
          new SQLTransientConnectionException(getMessage(), getSQLState(), getErrorCode()), this);
    }
  }

  static final class TransientException extends SQLTransientException implements LakewireException {
    private static final long serialVersionUID = 1L;
    private final transient ErrorDetails details;
    private final transient ExecutionOutcome outcome;

    TransientException(Parts parts) {
      super(parts.message(), parts.state(), parts.code(), parts.cause());
      this.details = parts.details();
      this.outcome = parts.outcome();
    }

    @Override
    public ErrorDetails details() {
      return details;
    }

    @Override
    public ExecutionOutcome outcome() {
      return outcome;
    }

    private Object writeReplace() {
      return standard(new SQLTransientException(getMessage(), getSQLState(), getErrorCode()), this);
    }
  }

  static final class BatchException extends BatchUpdateException implements LakewireException {
    private static final long serialVersionUID = 1L;
    private final transient ErrorDetails details;
    private final transient ExecutionOutcome outcome;

    BatchException(Parts parts, long[] counts) {
      super(parts.message(), parts.state(), parts.code(), counts, parts.cause());
      this.details = parts.details();
      this.outcome = parts.outcome();
    }

    @Override
    public ErrorDetails details() {
      return details;
    }

    @Override
    public ExecutionOutcome outcome() {
      return outcome;
    }

    private Object writeReplace() {
      SQLException standard =
          new BatchUpdateException(
              getMessage(), getSQLState(), getErrorCode(), getLargeUpdateCounts(), getCause());
      standard.setStackTrace(getStackTrace());
      standard.setNextException(getNextException());
      return standard;
    }
  }

  static final class ClientInfoException extends SQLClientInfoException
      implements LakewireException {
    private static final long serialVersionUID = 1L;
    private final transient ErrorDetails details;

    ClientInfoException(SQLException failure, Map<String, ClientInfoStatus> properties) {
      super(
          failure.getMessage(), failure.getSQLState(), failure.getErrorCode(), properties, failure);
      this.details = failure instanceof LakewireException own ? own.details() : NOTHING;
    }

    @Override
    public ErrorDetails details() {
      return details;
    }

    /** There is no statement. */
    @Override
    public ExecutionOutcome outcome() {
      return ExecutionOutcome.NOT_EXECUTED;
    }

    private Object writeReplace() {
      return standard(
          new SQLClientInfoException(
              getMessage(), getSQLState(), getErrorCode(), getFailedProperties()),
          this);
    }
  }
}
