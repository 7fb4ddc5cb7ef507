package io.github.lakewire.jdbc.internal.jdbc;

import io.github.lakewire.jdbc.internal.fault.Fault;
import io.github.lakewire.jdbc.internal.sql.Rewriting;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** The owner of the rows of one run, which knows the text that ran. */
record RunOwner(ResultSetOwner runner, LakewireConnection connection, Rewriting text)
    implements ResultSetOwner {
  @Override
  public @Nullable Statement statement() {
    return runner.statement();
  }

  @Override
  public Throwable explain(Throwable met) {
    return met instanceof Fault fault ? ErrorInWrittenText.of(fault, text) : met;
  }

  @Override
  public void resultSetClosed(LakewireResultSet resultSet) {
    runner.resultSetClosed(resultSet);
  }
}
