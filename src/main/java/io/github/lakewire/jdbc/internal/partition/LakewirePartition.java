package io.github.lakewire.jdbc.internal.partition;

import io.github.lakewire.jdbc.LinkSource;
import io.github.lakewire.jdbc.ResultPartition;
import io.github.lakewire.jdbc.internal.error.DriverException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serial;
import java.io.Serializable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** A part of a result, which knows all that reading it needs. */
public final class LakewirePartition implements ResultPartition {
  @Serial private static final long serialVersionUID = 1;

  private final transient ResultOrigin origin;
  private final int index;
  private final transient PartitionRows rows;

  LakewirePartition(ResultOrigin origin, int index, PartitionRows rows) {
    this.origin = origin;
    this.index = index;
    this.rows = rows;
  }

  /**
   * Reads what {@link #toBytes} has written.
   *
   * @throws DriverException HY024 when it is damaged, no partition or of another version
   */
  public static LakewirePartition read(byte[] bytes) throws DriverException {
    return PartitionForm.read(bytes);
  }

  ResultOrigin origin() {
    return origin;
  }

  PartitionRows rows() {
    return rows;
  }

  @Override
  public String queryId() {
    return origin.queryId();
  }

  @Override
  public int index() {
    return index;
  }

  @Override
  public long startRow() {
    return rows.startRow();
  }

  @Override
  public long rowCount() {
    return rows.rowCount();
  }

  @Override
  public long bytes() {
    return rows.bytes();
  }

  @Override
  public @Nullable Instant linksExpireAt() {
    return rows instanceof PartitionRows.InFiles files ? files.expiry() : null;
  }

  @Override
  public byte[] toBytes() {
    return PartitionForm.write(this);
  }

  @Override
  public ResultSet open(LinkSource links, Properties properties) throws SQLException {
    return PartitionReading.open(this, links, properties);
  }

  /** Neither links nor handle: they are secret. */
  @Override
  public String toString() {
    return "ResultPartition[query "
        + queryId()
        + ", index "
        + index
        + ", rows "
        + startRow()
        + " to "
        + (startRow() + rowCount() - 1)
        + ", "
        + bytes()
        + " bytes]";
  }

  @Serial
  private Object writeReplace() {
    return new Bytes(toBytes());
  }

  @Serial
  private void readObject(ObjectInputStream in) throws InvalidObjectException {
    throw new InvalidObjectException("a partition is serialised as its bytes");
  }

  /** What is serialised in its place. */
  private record Bytes(byte[] form) implements Serializable {
    @Serial private static final long serialVersionUID = 1;

    @Serial
    private Object readResolve() throws InvalidObjectException {
      try {
        return read(form);
      } catch (DriverException e) {
        InvalidObjectException failure = new InvalidObjectException(e.getMessage());
        failure.initCause(e);
        throw failure;
      }
    }
  }
}
