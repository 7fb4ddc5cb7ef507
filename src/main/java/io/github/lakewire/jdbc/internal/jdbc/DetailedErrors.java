package io.github.lakewire.jdbc.internal.jdbc;

import io.github.lakewire.jdbc.ErrorDetails;
import io.github.lakewire.jdbc.LakewireError;
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
import org.jspecify.annotations.Nullable;

/**
 * The standard exceptions with details. Serialized they become the standard ones, for who reads
 * them back, in another process, may not have the driver; the message says what the details say.
 */
final class DetailedErrors {
  private DetailedErrors() {}

  /** What an exception is made of. */
  record Parts(
      String message, String state, int code, @Nullable Throwable cause, ErrorDetails details) {}

  private static SQLException standard(SQLException standard, SQLException detailed) {
    standard.initCause(detailed.getCause());
    standard.setStackTrace(detailed.getStackTrace());
    standard.setNextException(detailed.getNextException());
    return standard;
  }

  static final class GeneralError extends SQLException implements LakewireError {
    private static final long serialVersionUID = 1L;
    private final transient ErrorDetails details;

    GeneralError(Parts parts) {
      super(parts.message(), parts.state(), parts.code(), parts.cause());
      this.details = parts.details();
    }

    @Override
    public ErrorDetails details() {
      return details;
    }

    private Object writeReplace() {
      return standard(new SQLException(getMessage(), getSQLState(), getErrorCode()), this);
    }
  }

  static final class AuthorizationError extends SQLInvalidAuthorizationSpecException
      implements LakewireError {
    private static final long serialVersionUID = 1L;
    private final transient ErrorDetails details;

    AuthorizationError(Parts parts) {
      super(parts.message(), parts.state(), parts.code(), parts.cause());
      this.details = parts.details();
    }

    @Override
    public ErrorDetails details() {
      return details;
    }

    private Object writeReplace() {
      return standard(
          new SQLInvalidAuthorizationSpecException(getMessage(), getSQLState(), getErrorCode()),
          this);
    }
  }

  static final class DataError extends SQLDataException implements LakewireError {
    private static final long serialVersionUID = 1L;
    private final transient ErrorDetails details;

    DataError(Parts parts) {
      super(parts.message(), parts.state(), parts.code(), parts.cause());
      this.details = parts.details();
    }

    @Override
    public ErrorDetails details() {
      return details;
    }

    private Object writeReplace() {
      return standard(new SQLDataException(getMessage(), getSQLState(), getErrorCode()), this);
    }
  }

  static final class IntegrityError extends SQLIntegrityConstraintViolationException
      implements LakewireError {
    private static final long serialVersionUID = 1L;
    private final transient ErrorDetails details;

    IntegrityError(Parts parts) {
      super(parts.message(), parts.state(), parts.code(), parts.cause());
      this.details = parts.details();
    }

    @Override
    public ErrorDetails details() {
      return details;
    }

    private Object writeReplace() {
      return standard(
          new SQLIntegrityConstraintViolationException(getMessage(), getSQLState(), getErrorCode()),
          this);
    }
  }

  static final class LastingConnectionError extends SQLNonTransientConnectionException
      implements LakewireError {
    private static final long serialVersionUID = 1L;
    private final transient ErrorDetails details;

    LastingConnectionError(Parts parts) {
      super(parts.message(), parts.state(), parts.code(), parts.cause());
      this.details = parts.details();
    }

    @Override
    public ErrorDetails details() {
      return details;
    }

    private Object writeReplace() {
      return standard(
          new SQLNonTransientConnectionException(getMessage(), getSQLState(), getErrorCode()),
          this);
    }
  }

  static final class NotSupportedError extends SQLFeatureNotSupportedException
      implements LakewireError {
    private static final long serialVersionUID = 1L;
    private final transient ErrorDetails details;

    NotSupportedError(Parts parts) {
      super(parts.message(), parts.state(), parts.code(), parts.cause());
      this.details = parts.details();
    }

    @Override
    public ErrorDetails details() {
      return details;
    }

    private Object writeReplace() {
      return standard(
          new SQLFeatureNotSupportedException(getMessage(), getSQLState(), getErrorCode()), this);
    }
  }

  static final class RollbackError extends SQLTransactionRollbackException
      implements LakewireError {
    private static final long serialVersionUID = 1L;
    private final transient ErrorDetails details;

    RollbackError(Parts parts) {
      super(parts.message(), parts.state(), parts.code(), parts.cause());
      this.details = parts.details();
    }

    @Override
    public ErrorDetails details() {
      return details;
    }

    private Object writeReplace() {
      return standard(
          new SQLTransactionRollbackException(getMessage(), getSQLState(), getErrorCode()), this);
    }
  }

  static final class SyntaxError extends SQLSyntaxErrorException implements LakewireError {
    private static final long serialVersionUID = 1L;
    private final transient ErrorDetails details;

    SyntaxError(Parts parts) {
      super(parts.message(), parts.state(), parts.code(), parts.cause());
      this.details = parts.details();
    }

    @Override
    public ErrorDetails details() {
      return details;
    }

    private Object writeReplace() {
      return standard(
          new SQLSyntaxErrorException(getMessage(), getSQLState(), getErrorCode()), this);
    }
  }

  static final class TimeoutError extends SQLTimeoutException implements LakewireError {
    private static final long serialVersionUID = 1L;
    private final transient ErrorDetails details;

    TimeoutError(Parts parts) {
      super(parts.message(), parts.state(), parts.code(), parts.cause());
      this.details = parts.details();
    }

    @Override
    public ErrorDetails details() {
      return details;
    }

    private Object writeReplace() {
      return standard(new SQLTimeoutException(getMessage(), getSQLState(), getErrorCode()), this);
    }
  }

  static final class PassingConnectionError extends SQLTransientConnectionException
      implements LakewireError {
    private static final long serialVersionUID = 1L;
    private final transient ErrorDetails details;

    PassingConnectionError(Parts parts) {
      super(parts.message(), parts.state(), parts.code(), parts.cause());
      this.details = parts.details();
    }

    @Override
    public ErrorDetails details() {
      return details;
    }

    private Object writeReplace() {
      return standard(
          new SQLTransientConnectionException(getMessage(), getSQLState(), getErrorCode()), this);
    }
  }

  static final class PassingError extends SQLTransientException implements LakewireError {
    private static final long serialVersionUID = 1L;
    private final transient ErrorDetails details;

    PassingError(Parts parts) {
      super(parts.message(), parts.state(), parts.code(), parts.cause());
      this.details = parts.details();
    }

    @Override
    public ErrorDetails details() {
      return details;
    }

    private Object writeReplace() {
      return standard(new SQLTransientException(getMessage(), getSQLState(), getErrorCode()), this);
    }
  }
}
