package io.github.lakewire.jdbc.internal.partition;

import io.github.lakewire.jdbc.LinkRequest;
import io.github.lakewire.jdbc.ResultPartition;
import io.github.lakewire.jdbc.ResultPartitions;
import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.config.ConnectionConfig;
import io.github.lakewire.jdbc.internal.cursor.ReaderActivity;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.SqlState;
import io.github.lakewire.jdbc.internal.fetch.Page;
import io.github.lakewire.jdbc.internal.resultset.LakewireResultSetMetaData;
import io.github.lakewire.jdbc.internal.session.Operation;
import io.github.lakewire.jdbc.internal.session.Session;
import io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The partitions of a result in the process that has planned them. */
public final class OpenPartitions implements ResultPartitions, ReaderActivity {
  /** In one answer, which has a bound where it is received; the rest is asked for later. */
  private static final int MOST_CHARACTERS = 1 << 20;

  private final ResultContext context;
  private final Operation operation;
  private final ResultOrigin origin;
  private final List<ResultPartition> partitions;
  private final SharedRenewals shared;

  /** Counted once: thousands of workers ask for links, of thousands of partitions. */
  private final long rowCount;

  private final long bytes;
  private final AtomicLong renewals = new AtomicLong();
  private volatile boolean closed;

  private OpenPartitions(
      ResultContext context,
      Operation operation,
      ResultOrigin origin,
      SharedRenewals shared,
      List<ResultPartition> partitions) {
    this.context = context;
    this.operation = operation;
    this.origin = origin;
    this.shared = shared;
    this.partitions = partitions;
    this.rowCount = partitions.stream().mapToLong(ResultPartition::rowCount).sum();
    this.bytes = partitions.stream().mapToLong(ResultPartition::bytes).sum();
  }

  /**
   * Plans the result of an operation that was executed, which belongs to the partitions from then
   * on.
   *
   * @param zone of the texts of TIMESTAMPs; null where it is not known
   * @param targetBytes wanted size of a partition
   */
  public static OpenPartitions of(
      ResultContext context,
      Session session,
      Operation operation,
      @Nullable ZoneId zone,
      long targetBytes)
      throws DriverException {
    if (!operation.hasRows() || operation.isStaging()) {
      throw DriverException.data(
          SqlState.WRONG_METHOD,
          "The statement has run and has no rows: only a query has partitions");
    }
    Operation.Rows rows = operation.openRows();
    ConnectionConfig.Endpoint endpoint = session.config().endpoint();
    ResultOrigin origin =
        new ResultOrigin(
            new ConnectionConfig.Endpoint(
                endpoint.host(), endpoint.port(), endpoint.tls(), endpoint.httpPath(), Map.of()),
            session.isLocal(),
            operation.handle(),
            rows.form(),
            zone);
    List<ResultPartition> partitions = new ArrayList<>();
    List<PartitionRows.InFiles> inFiles = new ArrayList<>();
    for (PartitionRows part :
        PartitionPlan.of(rows.pages(), targetBytes, session.config().fetch().memory())) {
      partitions.add(new LakewirePartition(origin, partitions.size(), part));
      if (part instanceof PartitionRows.InFiles files) {
        inFiles.add(files);
      }
    }
    SharedRenewals shared =
        new SharedRenewals(rows.pages(), inFiles, new RenewedLinks(Clock.systemUTC()));
    OpenPartitions open =
        new OpenPartitions(context, operation, origin, shared, List.copyOf(partitions));
    // The time-out of the query does not end what workers ask for later.
    operation.limit(Deadline.none());
    operation.keepOpen(open);
    return open;
  }

  @Override
  public String queryId() {
    return origin.queryId();
  }

  @Override
  public ResultSetMetaData getMetaData() {
    return new LakewireResultSetMetaData(origin.form().schema());
  }

  @Override
  public List<ResultPartition> partitions() {
    return partitions;
  }

  @Override
  public long rowCount() {
    return rowCount;
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public byte[] renew(LinkRequest request) throws SQLException {
    if (closed) {
      throw SqlExceptions.closed("result");
    }
    if (!request.queryId().equals(queryId())
        || request.startRow() < 0
        || request.startRow() >= request.endRow()
        || request.endRow() > rowCount) {
      throw SqlExceptions.invalidArgument("The request for links is not about this result");
    }
    renewals.incrementAndGet();
    try {
      List<Page.Link> links = shared.links(request.startRow(), request.endRow());
      return LinkForm.write(queryId(), bounded(links));
    } catch (DriverException | RuntimeException | Error e) {
      throw closed ? SqlExceptions.closed("result", e) : context.failed(e);
    }
  }

  private static List<Page.Link> bounded(List<Page.Link> links) {
    long characters = 0;
    int count = 0;
    while (count < links.size() && (count == 0 || characters < MOST_CHARACTERS)) {
      Page.Link link = links.get(count++);
      characters += link.url().length();
      for (Map.Entry<String, String> header : link.headers().entrySet()) {
        characters += header.getKey().length() + header.getValue().length();
      }
    }
    return links.subList(0, count);
  }

  /** Grows with each renewal, by which it is known that somebody reads. */
  @Override
  public long position() {
    return renewals.get();
  }

  /** Who keeps it open has logged it, and there is no statement that could warn of it. */
  @Override
  public void notKeptOpen(String message) {}

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
    operation.close();
  }

  @Override
  public String toString() {
    return "ResultPartitions[query "
        + queryId()
        + ", "
        + partitions.size()
        + " partitions, "
        + rowCount
        + " rows, "
        + bytes
        + " bytes]";
  }
}
