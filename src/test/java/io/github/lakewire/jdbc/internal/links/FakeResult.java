package io.github.lakewire.jdbc.internal.links;

import io.github.lakewire.jdbc.LinkRequest;
import io.github.lakewire.jdbc.ResultPartition;
import io.github.lakewire.jdbc.ResultPartitions;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A result whose links are what a test says. */
final class FakeResult implements ResultPartitions {
  /** What becomes of a question. */
  interface Renewal {
    byte[] renew(LinkRequest request) throws SQLException;
  }

  private final String queryId = UUID.randomUUID().toString();
  private final BlockingQueue<LinkRequest> asked = new LinkedBlockingQueue<>();
  private final Renewal renewal;

  FakeResult(Renewal renewal) {
    this.renewal = renewal;
  }

  private volatile boolean closed;

  /** The questions that nobody has taken yet. */
  BlockingQueue<LinkRequest> asked() {
    return asked;
  }

  LinkRequest rows(long startRow, long endRow) {
    return new LinkRequest(queryId, startRow, endRow);
  }

  @Override
  public String queryId() {
    return queryId;
  }

  @Override
  public byte[] renew(LinkRequest request) throws SQLException {
    asked.add(request);
    return renewal.renew(request);
  }

  @Override
  public ResultSetMetaData getMetaData() {
    throw new UnsupportedOperationException("no columns here");
  }

  @Override
  public List<ResultPartition> partitions() {
    return List.of();
  }

  @Override
  public long rowCount() {
    return 0;
  }

  @Override
  public long bytes() {
    return 0;
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
  }
}
