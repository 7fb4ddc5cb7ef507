package io.github.lakewire.jdbc.internal.tracing;

import java.util.function.Supplier;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

@Name("lakewire.Connect")
@Label("Connect")
@Category("Lakewire")
@Description("A connection that was opened, or could not be")
@StackTrace(true)
final class ConnectEvent extends Event implements Span<DriverEvents.Connect> {
  @Label("Host")
  private @Nullable String host;

  @Label("Session Id")
  private @Nullable String sessionId;

  @Label("SQLState")
  @Description("Of the exception; null when the connection was opened")
  private @Nullable String sqlState;

  @Override
  public void end(Supplier<DriverEvents.Connect> details) {
    end();
    if (shouldCommit()) {
      DriverEvents.Connect told = details.get();
      host = told.host();
      sessionId = told.sessionId();
      sqlState = told.sqlState();
      commit();
    }
  }
}
