package io.github.lakewire.warehouse.internal.results;

import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.SparkContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction1;

/**
 * The rows of one statement, made as they are taken: one partition after the other, through a queue
 * of few chunks. Spark runs in this JVM, so its task may wait at the queue; it holds one of the
 * engine's many threads meanwhile, not a processor.
 */
public final class RowStream implements AutoCloseable {
  private static final int QUEUED_CHUNKS = 8;
  private static final int CHUNK_ROWS = 1024;
  private static final long CHUNK_BYTES = 512 * 1024;
  private static final Chunk END = new Chunk(List.of(), 0, true);

  // Tasks are serialised even within one JVM: they find their stream by number.
  private static final Map<Long, RowStream> OPEN = new ConcurrentHashMap<>();
  private static final AtomicLong NEXT_ID = new AtomicLong();

  private final long id = NEXT_ID.incrementAndGet();
  private final BlockingQueue<Chunk> queue = new ArrayBlockingQueue<>(QUEUED_CHUNKS);
  private volatile boolean closed;
  private volatile Throwable failure;
  private final Deque<Chunk> ahead = new ArrayDeque<>();
  private Chunk current = new Chunk(List.of(), 0, false);
  private int position;
  private long taken;
  private final long limit;
  private final Iterator<InternalRow> source;

  private RowStream(long limit) {
    this(limit, Collections.emptyIterator());
  }

  private RowStream(long limit, Iterator<InternalRow> source) {
    this.limit = limit;
    this.source = source;
  }

  private record Chunk(List<InternalRow> rows, long bytes, boolean last) {}

  /** Rows that are there already. */
  public static RowStream of(List<InternalRow> rows) {
    RowStream stream = new RowStream(Long.MAX_VALUE);
    stream.queue.add(new Chunk(rows, 0, false));
    stream.queue.add(END);
    return stream;
  }

  /** Rows that are made by whoever takes them. */
  public static RowStream of(Iterator<InternalRow> rows) {
    RowStream stream = new RowStream(Long.MAX_VALUE, rows);
    stream.queue.add(END);
    return stream;
  }

  /**
   * Starts to make rows on a daemon thread.
   *
   * @param jobGroup under which the work can be cancelled
   * @param limit how many rows to deliver at most
   */
  public static RowStream start(
      SparkContext context, RDD<InternalRow> rows, String jobGroup, long limit) {
    RowStream stream = new RowStream(limit);
    OPEN.put(stream.id, stream);
    Thread thread =
        new Thread(() -> stream.produce(context, rows, jobGroup), "rows of " + jobGroup);
    thread.setDaemon(true);
    thread.start();
    return stream;
  }

  private void produce(SparkContext context, RDD<InternalRow> rows, String jobGroup) {
    try {
      context.setJobGroup(jobGroup, jobGroup, true);
      int partitions = rows.getNumPartitions();
      for (int i = 0; i < partitions && !closed; i++) {
        context.runJob(
            rows,
            new Push(id),
            scala.jdk.javaapi.CollectionConverters.asScala(List.<Object>of(i)).toSeq(),
            ClassTag$.MODULE$.apply(Object.class));
      }
    } catch (Throwable problem) { // whatever it is, the reader must hear of it
      failure = problem;
    } finally {
      OPEN.remove(id);
      try {
        put(END);
      } catch (InterruptedException e) {
        closed = true;
      }
    }
  }

  /** Waits for room. Returns false when nobody reads any more. */
  private boolean put(Chunk chunk) throws InterruptedException {
    while (!closed) {
      if (queue.offer(chunk, 100, TimeUnit.MILLISECONDS)) {
        return true;
      }
    }
    return false;
  }

  /** Waits for the first row that was not taken yet. Throws what the statement failed with. */
  public boolean hasNext() throws Throwable {
    if (taken >= limit) {
      return false;
    }
    while (position >= current.rows().size()) {
      if (current.last()) {
        return false;
      }
      current = ahead.isEmpty() ? take() : ahead.remove();
      position = 0;
    }
    return true;
  }

  private Chunk take() throws Throwable {
    if (!closed && source.hasNext()) {
      List<InternalRow> rows = new ArrayList<>();
      long bytes = 0;
      while (rows.size() < CHUNK_ROWS && source.hasNext()) {
        rows.add(source.next());
        bytes += sizeOf(rows.get(rows.size() - 1));
      }
      return new Chunk(rows, bytes, false);
    }
    while (true) {
      Chunk next = queue.poll(100, TimeUnit.MILLISECONDS);
      if (closed) {
        throw new InterruptedException("The operation was closed or cancelled");
      }
      if (next != null && next.last() && failure != null) {
        throw failure;
      }
      if (next != null) {
        return next;
      }
    }
  }

  /** Reads ahead, to know whether the rows end before they take this much memory. */
  public boolean endsWithin(long bytes) throws Throwable {
    long sum = 0;
    long rows = 0;
    while (sum <= bytes && rows < limit) {
      Chunk chunk = take();
      ahead.add(chunk);
      if (chunk.last()) {
        return true;
      }
      sum += chunk.bytes();
      rows += chunk.rows().size();
    }
    return sum <= bytes;
  }

  /** Takes a row. */
  public InternalRow next() throws Throwable {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    taken++;
    return current.rows().get(position++);
  }

  @Override
  public void close() {
    closed = true;
    OPEN.remove(id);
    queue.clear();
  }

  /** The memory a row takes, about, in bytes. */
  public static long sizeOf(InternalRow row) {
    return row instanceof UnsafeRow unsafe ? unsafe.getSizeInBytes() : 16L * row.numFields();
  }

  private static final class Push
      extends AbstractFunction1<scala.collection.Iterator<InternalRow>, Object>
      implements Serializable {
    private static final long serialVersionUID = 1L;
    private final long streamId;

    Push(long streamId) {
      this.streamId = streamId;
    }

    @Override
    public Object apply(scala.collection.Iterator<InternalRow> rows) {
      RowStream stream = OPEN.get(streamId);
      if (stream == null) {
        return null;
      }
      try {
        List<InternalRow> chunk = new ArrayList<>();
        long bytes = 0;
        while (rows.hasNext()) {
          InternalRow row = rows.next().copy();
          chunk.add(row);
          bytes += sizeOf(row);
          if (chunk.size() >= CHUNK_ROWS || bytes >= CHUNK_BYTES) {
            if (!stream.put(new Chunk(chunk, bytes, false))) {
              return null;
            }
            chunk = new ArrayList<>();
            bytes = 0;
          }
        }
        if (!chunk.isEmpty()) {
          stream.put(new Chunk(chunk, bytes, false));
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return null;
    }
  }
}
