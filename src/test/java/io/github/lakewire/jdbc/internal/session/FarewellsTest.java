package io.github.lakewire.jdbc.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.testkit.ThriftResponses;
import io.github.lakewire.thrift.TTypeId;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The requests that end operations, beside whoever ends something. */
@Timeout(60)
class FarewellsTest {
  private final ScriptedSession fixture = new ScriptedSession();

  @Test
  void callThatCannotBeMadeHoldsUpNoOther() throws Exception {
    fixture.server.respond(
        "ExecuteStatement",
        ThriftResponses.complete(
            ThriftResponses.metadata("n", TTypeId.INT_TYPE), ThriftResponses.page(0, 1, true)));
    try (ThriftSession session = fixture.open()) {
      session
          .farewells()
          .send(
              () -> {
                throw new IllegalStateException("cannot be made");
              });
      ThriftOperation operation = session.statement(ScriptedSession.sql("SELECT n FROM t"));
      operation.execute(Deadline.in(Duration.ofSeconds(20)));
      operation.close();
      session.farewells().end(Deadline.in(Duration.ofSeconds(5)));
      assertEquals(1, fixture.server.calls("CloseOperation").size());
    }
  }
}
