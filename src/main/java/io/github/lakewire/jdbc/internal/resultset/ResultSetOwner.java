package io.github.lakewire.jdbc.internal.resultset;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** The maker of a result set: what its rows belong to, and the exceptions for its failures. */
public interface ResultSetOwner {
  /** The owner of values in memory. */
  ResultSetOwner NONE =
      new ResultSetOwner() {
        @Override
        public @Nullable Statement statement() {
          return null;
        }

        @Override
        public @Nullable String queryId() {
          return null;
        }

        @Override
        public @Nullable ZoneId zoneOfTexts() {
          return null;
        }

        @Override
        public SQLException closed(@Nullable Throwable met) {
          return SqlExceptions.closed("result set", met);
        }

        @Override
        public SQLException failed(Throwable met) {
          return SqlExceptions.from(met);
        }

        @Override
        public void resultSetClosed(LakewireResultSet resultSet) {}
      };

  /** The statement of {@code ResultSet.getStatement}; null for metadata and values in memory. */
  @Nullable Statement statement();

  /** The id of the query that made the rows; null for metadata and values in memory. */
  @Nullable String queryId();

  /** The zone of the texts of TIMESTAMPs; null where it is not known. */
  @Nullable ZoneId zoneOfTexts();

  /**
   * The exception of a call on a closed result set.
   *
   * @param met the failure of a call that was under way
   */
  SQLException closed(@Nullable Throwable met);

  /** The exception for a value that could not be read, which says nothing of the connection. */
  default SQLException unreadable(Throwable met) {
    return SqlExceptions.from(DriverException.of(met).inQuery(queryId()));
  }

  /** The exception for a failure while rows were read. */
  SQLException failed(Throwable met);

  /** Its last row has been read. Must not throw; may be called again. */
  default void rowsEnded() {}

  /** The user closed it. Must not throw. */
  void resultSetClosed(LakewireResultSet resultSet);
}
