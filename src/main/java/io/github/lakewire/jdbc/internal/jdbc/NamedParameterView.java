package io.github.lakewire.jdbc.internal.jdbc;

import io.github.lakewire.jdbc.NamedParameters;
import io.github.lakewire.jdbc.internal.error.SqlState;
import io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions;
import java.sql.SQLException;
import java.sql.SQLType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The named markers of one prepared statement. */
record NamedParameterView(LakewirePreparedStatement statement, List<String> names)
    implements NamedParameters {

  @Override
  public int indexOf(@Nullable String name) throws SQLException {
    statement.requireOpen();
    int index = name == null ? -1 : names.indexOf(name);
    if (index < 0) {
      throw SqlExceptions.of(
          SqlState.INVALID_INDEX,
          "There is no parameter :" + name + ": the statement has " + names);
    }
    return index + 1;
  }

  @Override
  public void setObject(String name, @Nullable Object value) throws SQLException {
    statement.setObject(indexOf(name), value);
  }

  @Override
  public void setObject(String name, @Nullable Object value, SQLType type) throws SQLException {
    statement.setObject(indexOf(name), value, type);
  }
}
