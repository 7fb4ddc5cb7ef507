package io.github.lakewire.spark;

import io.github.lakewire.jdbc.LinkRequest;
import io.github.lakewire.jdbc.ResultPartition;
import io.github.lakewire.jdbc.ResultPartitions;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A result without rows, whose links are texts that repeat the request. */
final class StubPartitions implements ResultPartitions {
  private final String queryId;
  final AtomicInteger closed = new AtomicInteger();

  StubPartitions(String queryId) {
    this.queryId = queryId;
  }

  @Override
  public String queryId() {
    return queryId;
  }

  @Override
  public ResultSetMetaData getMetaData() throws SQLException {
    throw new SQLException("none");
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
  public byte[] renew(LinkRequest request) throws SQLException {
    if (request.startRow() >= request.endRow()) {
      throw new SQLException("no rows", "HY024");
    }
    return ("links from " + request.startRow()).getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public boolean isClosed() {
    return false;
  }

  @Override
  public void close() {
    closed.incrementAndGet();
  }
}
