package io.github.lakewire.warehouse.internal;

import io.github.lakewire.thrift.TOperationHandle;
import io.github.lakewire.thrift.TSessionHandle;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** All open sessions and operations, and what is said about those that are not open. */
final class Operations {
  private final Map<UUID, WarehouseSession> sessions = new ConcurrentHashMap<>();
  private final Map<UUID, WarehouseOperation> operations = new ConcurrentHashMap<>();
  private final boolean cluster;
  private final StartingCompute starting;

  Operations(boolean cluster, StartingCompute starting) {
    this.cluster = cluster;
    this.starting = starting;
  }

  void add(WarehouseSession session) {
    sessions.put(session.id(), session);
  }

  void add(WarehouseOperation operation) {
    operations.put(operation.id(), operation);
  }

  WarehouseSession session(TSessionHandle handle) {
    UUID id = handle == null ? null : HandleIds.idOf(handle.getSessionId());
    WarehouseSession session = id == null ? null : sessions.get(id);
    if (session != null) {
      starting.use(session);
      session.touch();
      return session;
    }
    if (cluster) {
      throw new RefusedException("HY000", "Invalid SessionHandle: SessionHandle [" + id + "]");
    }
    throw new HttpFault(
        400, "BAD_REQUEST", "BAD_REQUEST: Invalid SessionHandle: Session [" + id + "] is closed.");
  }

  WarehouseOperation operation(TOperationHandle handle) {
    UUID id = handle == null ? null : HandleIds.idOf(handle.getOperationId());
    WarehouseOperation operation = id == null ? null : operations.get(id);
    if (operation != null) {
      operation.touch();
      return operation;
    }
    if (cluster) {
      throw invalidOperation(id);
    }
    throw new HttpFault(
        404,
        "RESOURCE_DOES_NOT_EXIST",
        "RESOURCE_DOES_NOT_EXIST: Command " + id + " does not exist.");
  }

  private static RefusedException invalidOperation(UUID id) {
    return new RefusedException(
        "08000",
        "Invalid OperationHandle: OperationHandle [opType=UNKNOWN_OPERATION,"
            + " getHandleIdentifier()="
            + id
            + "]");
  }

  /** Closes an operation; one that is not open is an error to a cluster only. */
  void close(TOperationHandle handle) {
    UUID id = handle == null ? null : HandleIds.idOf(handle.getOperationId());
    WarehouseOperation operation = id == null ? null : operations.remove(id);
    if (operation != null) {
      operation.session().touch();
      operation.close();
    } else if (cluster) {
      throw invalidOperation(id);
    }
  }

  void remove(WarehouseOperation operation) {
    operations.remove(operation.id());
  }

  void close(WarehouseSession session) {
    sessions.remove(session.id());
    for (WarehouseOperation operation : List.copyOf(operations.values())) {
      if (operation.session() == session && operations.remove(operation.id()) != null) {
        operation.close();
      }
    }
  }

  Collection<WarehouseSession> sessions() {
    return sessions.values();
  }

  /** Closes what nobody has asked about for too long. */
  void expire(WarehouseOptions options) {
    for (WarehouseOperation operation : List.copyOf(operations.values())) {
      if (operation.idleFor(options.operationIdle()) && operations.remove(operation.id()) != null) {
        operation.close();
      }
    }
    for (WarehouseSession session : List.copyOf(sessions.values())) {
      if (session.idleFor(options.sessionIdle()) && !hasRunning(session)) {
        close(session);
      }
    }
  }

  private boolean hasRunning(WarehouseSession session) {
    return operations.values().stream()
        .anyMatch(operation -> operation.session() == session && operation.isActive());
  }

  /** Closes everything. */
  void closeAll() {
    List.copyOf(sessions.values()).forEach(this::close);
  }
}
