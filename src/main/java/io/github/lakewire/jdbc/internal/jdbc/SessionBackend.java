package io.github.lakewire.jdbc.internal.jdbc;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.config.Secret;
import io.github.lakewire.jdbc.internal.cursor.RowCursor;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.session.Operation;
import io.github.lakewire.jdbc.internal.session.ParameterForm;
import io.github.lakewire.jdbc.internal.session.ProgressListener;
import io.github.lakewire.jdbc.internal.session.Session;
import io.github.lakewire.jdbc.internal.session.StatementRequest;
import io.github.lakewire.jdbc.internal.session.TimeSupport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The backend that is a session on a server, and then perhaps another one. */
final class SessionBackend implements Backend {
  private final int batchInsertSize;
  private volatile Session session;
  private volatile TimeSupport time;

  SessionBackend(Session session, int batchInsertSize) {
    this.batchInsertSize = batchInsertSize;
    this.session = session;
    this.time = new TimeSupport(session);
  }

  @Override
  public Session session() {
    return session;
  }

  @Override
  public int batchInsertSize() {
    return batchInsertSize;
  }

  @Override
  public void renew(@Nullable String catalog, @Nullable String schema, Deadline deadline)
      throws DriverException {
    Session old = session;
    Session next = old.successor(catalog, schema, deadline);
    session = next;
    time = new TimeSupport(next);
    if (!old.retire()) {
      // The connection was closed meanwhile, which has ended only the old session.
      next.close();
    }
  }

  @Override
  public String id() {
    return session.id();
  }

  @Override
  public @Nullable String initialCatalog() {
    return session.initialCatalog();
  }

  @Override
  public @Nullable String initialSchema() {
    return session.initialSchema();
  }

  @Override
  public boolean hasCatalogs() {
    return session.capabilities().catalogs();
  }

  @Override
  public ParameterForm parameterForm() {
    return session.capabilities().parameterForm();
  }

  @Override
  public boolean hasTime() throws DriverException {
    return time.isThere();
  }

  @Override
  public boolean complexTypes() {
    return session.complexTypes();
  }

  @Override
  public List<String> limitations() {
    return session.limitations();
  }

  @Override
  public Execution statement(StatementRequest request) {
    time.beforeExecute(request.sql());
    return new OperationExecution(session.statement(request));
  }

  @Override
  public Map<String, String> settings() {
    return session.settings();
  }

  @Override
  public void setApplicationName(@Nullable String name) {
    session.setApplicationName(name);
  }

  @Override
  public void renewToken(Secret token) {
    session.renewToken(token);
  }

  @Override
  public boolean isAlive(Duration timeout) {
    return session.isAlive(timeout);
  }

  @Override
  public void setNetworkTimeout(Duration timeout) {
    session.setNetworkTimeout(timeout);
  }

  @Override
  public boolean isClosed() {
    return session.isClosed();
  }

  @Override
  public void close() {
    session.close();
  }

  @Override
  public void abort() {
    session.abort();
  }

  private record OperationExecution(Operation operation) implements Execution {
    @Override
    public void listen(ProgressListener to) {
      operation.listen(to);
    }

    @Override
    public void execute(Deadline deadline) throws DriverException {
      operation.execute(deadline);
    }

    @Override
    public @Nullable String queryId() {
      return operation.queryId();
    }

    @Override
    public boolean hasRows() {
      return operation.hasRows();
    }

    @Override
    public OptionalLong modifiedRows() {
      return operation.modifiedRows();
    }

    @Override
    public RowCursor openCursor() throws DriverException {
      return operation.openCursor();
    }

    @Override
    public List<String> infoMessages() {
      return operation.infoMessages();
    }

    @Override
    public void cancel() {
      operation.cancel();
    }

    @Override
    public void close() {
      operation.close();
    }
  }
}
