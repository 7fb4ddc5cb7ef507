package io.github.lakewire.jdbc.internal.jdbc;

import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Whoever made a result set and wants to know when the user closes it. */
interface ResultSetOwner {
  /** An owner that does not care: of values in memory. */
  ResultSetOwner NONE = indifferent(null, null);

  /** An owner that does not care when its result sets are closed. */
  static ResultSetOwner indifferent(
      @Nullable LakewireConnection connection, @Nullable Statement statement) {
    return new ResultSetOwner() {
      @Override
      public @Nullable LakewireConnection connection() {
        return connection;
      }

      @Override
      public @Nullable Statement statement() {
        return statement;
      }

      @Override
      public void resultSetClosed(LakewireResultSet resultSet) {}
    };
  }

  /** Where the rows come from; null when they are in memory. */
  @Nullable LakewireConnection connection();

  /** The statement of {@code ResultSet.getStatement}; null for metadata. */
  @Nullable Statement statement();

  /** What was met while rows were read, in the words of the statement's author. */
  default Throwable explain(Throwable met) {
    return met;
  }

  /** The user closed it. Must not throw. */
  void resultSetClosed(LakewireResultSet resultSet);
}
