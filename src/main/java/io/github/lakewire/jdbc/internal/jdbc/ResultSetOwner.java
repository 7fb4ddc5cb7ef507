package io.github.lakewire.jdbc.internal.jdbc;

import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Whoever made a result set and wants to know when the user closes it. */
interface ResultSetOwner {
  /** An owner that does not care: of metadata. */
  ResultSetOwner NONE = indifferent(null);

  /** An owner that does not care when its result sets are closed. */
  static ResultSetOwner indifferent(@Nullable Statement statement) {
    return new ResultSetOwner() {
      @Override
      public @Nullable Statement statement() {
        return statement;
      }

      @Override
      public void resultSetClosed(LakewireResultSet resultSet) {}
    };
  }

  /** The statement of {@code ResultSet.getStatement}; null for metadata. */
  @Nullable Statement statement();

  /** The user closed it. Must not throw. */
  void resultSetClosed(LakewireResultSet resultSet);
}
