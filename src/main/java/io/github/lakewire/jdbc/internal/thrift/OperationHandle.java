package io.github.lakewire.jdbc.internal.thrift;

import io.github.lakewire.jdbc.internal.tracing.TraceHeaders;
import io.github.lakewire.thrift.TOperationHandle;
import io.github.lakewire.thrift.TOperationType;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.OptionalLong;
import org.apache.thrift.protocol.TProtocolException;
import org.jspecify.annotations.Nullable;

/** An operation on the server; opaque, and sent back as it came. */
public final class OperationHandle {
  private final HandleIdentifier identifier;
  private final @Nullable TOperationType type;
  private final boolean hasResultSet;
  private final OptionalLong modifiedRows;
  private final TraceHeaders trace;

  /** Whether it comes from elsewhere, so that another session may have it. */
  private final boolean foreign;

  private OperationHandle(
      HandleIdentifier identifier,
      @Nullable TOperationType type,
      boolean hasResultSet,
      OptionalLong modifiedRows,
      TraceHeaders trace,
      boolean foreign) {
    this.foreign = foreign;
    this.identifier = identifier;
    this.type = type;
    this.hasResultSet = hasResultSet;
    this.modifiedRows = modifiedRows;
    this.trace = trace;
  }

  static OperationHandle from(TOperationHandle handle, ResponseBody body, TraceHeaders trace)
      throws TProtocolException {
    boolean counted = handle.isSetModifiedRowCount() && handle.getModifiedRowCount() >= 0;
    return new OperationHandle(
        HandleIdentifier.from(handle.getOperationId(), body),
        handle.getOperationType(),
        handle.isHasResultSet(),
        counted ? OptionalLong.of((long) handle.getModifiedRowCount()) : OptionalLong.empty(),
        trace,
        false);
  }

  /** Reads what {@link #write} has written. */
  public static OperationHandle read(DataInput in) throws IOException {
    HandleIdentifier identifier = HandleIdentifier.read(in);
    TOperationType type = TOperationType.findByValue(in.readInt());
    return new OperationHandle(
        identifier, type, in.readBoolean(), OptionalLong.empty(), TraceHeaders.NONE, true);
  }

  /** Writes it for another process. It is of no use without credentials. */
  public void write(DataOutput out) throws IOException {
    identifier.write(out);
    out.writeInt(type == null ? -1 : type.getValue());
    out.writeBoolean(hasResultSet);
  }

  TOperationHandle toThrift() {
    TOperationHandle handle =
        new TOperationHandle().setOperationId(identifier.toThrift()).setHasResultSet(hasResultSet);
    if (type != null) {
      handle.setOperationType(type);
    }
    modifiedRows.ifPresent(handle::setModifiedRowCount);
    return handle;
  }

  /** Returns the query id as UUID text. */
  public String id() {
    return identifier.toString();
  }

  /** Whether the server announces rows: always true on Databricks, meaningful on Hive. */
  public boolean hasResultSet() {
    return hasResultSet;
  }

  /** The update count of Hive servers that put it here. */
  public OptionalLong modifiedRows() {
    return modifiedRows;
  }

  /** Whether another session may have made it. */
  public boolean isForeign() {
    return foreign;
  }

  /** The trace that it was made in, which all requests about it belong to. */
  TraceHeaders trace() {
    return trace;
  }

  @Override
  public String toString() {
    return id();
  }
}
