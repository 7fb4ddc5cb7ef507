package io.github.lakewire.jdbc.internal.fetch;

import io.github.lakewire.jdbc.internal.error.DriverException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of a result in their order: pages that came inline, and files. While one is read, the
 * next page and several files are being fetched, as many as the result's memory allows.
 *
 * <p>Nothing here waits for memory: what does not fit is not started, and tried again whenever
 * something is read or has arrived. The chunk that the reader needs next is always admitted, so
 * that files of any size can be read. A failure takes its place in the order like a chunk.
 *
 * <p>One thread reads; {@link #close} may be called by any.
 */
public final class Prefetcher implements AutoCloseable {
  /** What an array can hold. A file that the heap has no room for fails when its array is made. */
  static final long LARGEST_FILE = Integer.MAX_VALUE - 64;

  /** A safety bound: every task that is waited for has a deadline, at which it wakes the reader. */
  private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final PageSource pages;
  private final LinkDownloader downloader;
  private final FetchResources resources;
  private final Clock clock;
  private final MemoryBudget memory;

  // All of this is guarded by this.
  private final Deque<Chunk> chunks = new ArrayDeque<>();
  private @Nullable Chunk reading;
  private boolean fetching;
  private boolean pageFailed;

  /** Files start in order, so that none that has not started comes before the one that failed. */
  private boolean fileFailed;

  private boolean closed;
  private @Nullable Thread waiting;
  private int downloading;
  private int filesNotStarted;
  private int inlineWaiting;
  private long largestPage;

  /** Serialises renewals, so that files that expired together are renewed together. */
  private final ReentrantLock renewing = new ReentrantLock();

  public Prefetcher(
      PageSource pages, LinkDownloader downloader, FetchResources resources, Clock clock) {
    this.pages = pages;
    this.downloader = downloader;
    this.resources = resources;
    this.clock = clock;
    this.memory = new MemoryBudget(resources.memory(), resources.spare());
  }

  /** What the reader gets. */
  public sealed interface Content permits Inline, Downloaded {}

  /** A page with its rows. */
  public record Inline(Page page) implements Content {}

  /** A file, and what was announced of it. */
  public record Downloaded(Page.Link link, LinkDownloader.File file) implements Content {}

  /**
   * Returns the next chunk, or null at the end of the result. What was returned before is given
   * back: its bytes will be overwritten.
   */
  @Nullable
  public Content take() throws DriverException {
    giveBack();
    while (true) {
      Chunk ready = null;
      boolean fetch = false;
      synchronized (this) {
        if (closed) {
          throw new DriverException(
              DriverException.Kind.CANCELLED, "The result was closed while it was read");
        }
        Chunk head = chunks.peek();
        if (head == null && !fetching) {
          if (!pages.hasNext()) {
            memory.dropSpare();
            return null;
          }
          fetching = true;
          fetch = true;
        } else if (head != null && head.isReady()) {
          ready = chunks.remove();
          reading = ready;
          inlineWaiting -= ready instanceof InlineChunk ? 1 : 0;
        }
      }
      if (fetch) {
        // Nothing has arrived, so this thread fetches the next page itself.
        fetchPage(buffer());
      } else {
        startMore();
        if (ready != null) {
          return ready.content();
        }
        awaitHead();
      }
    }
  }

  /** Whether {@link #take} returns, or fails, without waiting for the network. */
  public synchronized boolean isReady() {
    Chunk head = chunks.peek();
    return head != null && head.isReady();
  }

  /** What was taken last has been read. */
  public void giveBack() {
    synchronized (this) {
      if (reading != null) {
        reading.free();
        reading = null;
      }
    }
  }

  private void awaitHead() throws DriverException {
    while (isHeadToCome()) {
      // Not Object.wait, which would pin a virtual thread to its carrier.
      LockSupport.parkNanos(this, LONGEST_WAIT_NANOS);
      if (Thread.currentThread().isInterrupted()) {
        throw new DriverException(
            DriverException.Kind.CANCELLED, "The thread was interrupted while it waited for rows");
      }
    }
  }

  /** Whether the reader has to wait; it is woken from then on. */
  private synchronized boolean isHeadToCome() {
    boolean toCome = !closed && (chunks.isEmpty() ? fetching : !chunks.element().isReady());
    waiting = toCome ? Thread.currentThread() : null;
    return toCome;
  }

  /** What the decoder takes its windows from. */
  public MemoryBudget memory() {
    return memory;
  }

  /** Bytes that may be held. */
  public long limit() {
    return resources.memory();
  }

  /** Bytes held now, spare arrays included. */
  long held() {
    return memory.total();
  }

  // ---- starting

  /** Starts what may be started. Called without the lock: the executor may run it right here. */
  private void startMore() {
    for (Task task = nextTask(); task != null; task = nextTask()) {
      try {
        resources.executor().execute(task);
      } catch (RejectedExecutionException e) {
        task.refuse(
            new DriverException(DriverException.Kind.SESSION_GONE, "The connection is closed", e));
      }
    }
  }

  private synchronized @Nullable Task nextTask() {
    if (closed || fileFailed) {
      return null;
    }
    if (filesNotStarted > 0 && downloading < resources.downloads()) {
      FileChunk file = firstNotStarted();
      if (admit(file)) {
        filesNotStarted--;
        downloading++;
        return file;
      }
    }
    boolean mayFetch = !fetching && !pageFailed && wantsPage() && pages.hasNext();
    if (mayFetch && memory.tryPromise(largestPage)) {
      fetching = true;
      ReceiveBuffer buffer = buffer();
      buffer.reserved(largestPage);
      return new PageTask(buffer);
    }
    return null;
  }

  private ReceiveBuffer buffer() {
    return new ReceiveBuffer(memory, this::startMore);
  }

  private FileChunk firstNotStarted() {
    for (Chunk chunk : chunks) {
      if (chunk instanceof FileChunk file && !file.started) {
        return file;
      }
    }
    throw new IllegalStateException("no file waits");
  }

  private boolean admit(FileChunk file) {
    long expected = maxBytes(file.download.link());
    if (!memory.tryPromise(expected)) {
      if (file != chunks.peek() || reading != null) {
        return false;
      }
      memory.reserve(expected);
    }
    file.buffer.reserved(expected);
    file.started = true;
    return true;
  }

  /** One inline page ahead; links just in time, for they live for minutes only. */
  private boolean wantsPage() {
    return inlineWaiting == 0 && filesNotStarted < resources.downloads();
  }

  /** Incompressible data grows a little in LZ4 frames. */
  private long maxBytes(Page.Link link) {
    long announced = link.uncompressedBytes();
    if (announced <= 0 || announced >= LARGEST_FILE) {
      return LARGEST_FILE;
    }
    return Math.min(LARGEST_FILE, announced + announced / 128 + 4_096);
  }

  // ---- arriving

  private void fetchPage(ReceiveBuffer buffer) {
    Page page = null;
    Throwable failure = null;
    try {
      page = pages.next(buffer);
    } catch (Throwable e) {
      failure = e;
    }
    pageArrived(page, failure, buffer);
  }

  private synchronized void pageArrived(
      @Nullable Page page, @Nullable Throwable failure, ReceiveBuffer buffer) {
    fetching = false;
    byte[] array = page == null ? null : page.array();
    // A response belongs to its receiver, even when its array came from elsewhere.
    buffer.complete(array, true);
    if (failure != null) {
      pageFailed = true;
      chunks.add(new FailedChunk(failure));
    } else if (page instanceof Page.Links links) {
      addFiles(links.links());
    } else if (page != null) {
      largestPage = Math.max(largestPage, array == null ? 0 : array.length);
      inlineWaiting++;
      chunks.add(new InlineChunk(page, buffer));
    }
    LockSupport.unpark(waiting);
  }

  private void addFiles(List<Page.Link> links) {
    for (Page.Link link : links) {
      if (link.rowCount() != 0) {
        chunks.add(new FileChunk(new FileDownload(link, downloader, this::renew)));
        filesNotStarted++;
      }
    }
  }

  private Page.Link renew(FileDownload file, Page.Link expired) throws DriverException {
    renewing.lock();
    try {
      Page.Link current = file.link();
      if (current != expired) {
        return current;
      }
      List<Page.Link> renewed = pages.renew(expired.startRow()).links();
      synchronized (this) {
        for (Page.Link link : renewed) {
          for (Chunk chunk : chunks) {
            if (chunk instanceof FileChunk other && other.download.replace(link)) {
              break;
            }
          }
        }
      }
    } finally {
      renewing.unlock();
    }
    Page.Link renewed = file.link();
    if (renewed == expired) {
      throw new DriverException(
          DriverException.Kind.PROTOCOL,
          "The server renewed an expired link with links to other rows; run the statement again");
    }
    return renewed;
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      // Those under way are still written to.
      chunks.stream().filter(Chunk::isReady).forEach(Chunk::free);
      chunks.clear();
      memory.dropSpare();
      LockSupport.unpark(waiting);
    }
    downloader.abort();
    pages.close();
  }

  // ---- the chunks, guarded by the prefetcher's lock

  private abstract static class Chunk {

    abstract boolean isReady();

    /** Called by the reader without the lock, once it is ready. */
    abstract Content content() throws DriverException;

    void free() {}
  }

  private final class InlineChunk extends Chunk {
    private final Page page;
    private final ReceiveBuffer buffer;

    InlineChunk(Page page, ReceiveBuffer buffer) {
      this.page = page;
      this.buffer = buffer;
    }

    @Override
    boolean isReady() {
      return true;
    }

    @Override
    Content content() {
      return new Inline(page);
    }

    @Override
    void free() {
      buffer.free();
    }
  }

  private static final class FailedChunk extends Chunk {
    private final Throwable failure;

    FailedChunk(Throwable failure) {
      this.failure = failure;
    }

    @Override
    boolean isReady() {
      return true;
    }

    @Override
    Content content() throws DriverException {
      throw raise(failure);
    }
  }

  /** Throws the failure of another thread. */
  public static DriverException raise(Throwable failure) throws DriverException {
    if (failure instanceof DriverException exception) {
      throw exception;
    }
    if (failure instanceof OutOfMemoryError error) {
      throw DriverException.of(error);
    }
    if (failure instanceof Error error) {
      throw error;
    }
    throw new DriverException(
        DriverException.Kind.PROTOCOL, "Fetching the result failed: " + failure, failure);
  }

  private interface Task extends Runnable {
    /** The executor does not run it. */
    void refuse(DriverException why);
  }

  private final class PageTask implements Task {
    private final ReceiveBuffer buffer;

    PageTask(ReceiveBuffer buffer) {
      this.buffer = buffer;
    }

    @Override
    public void run() {
      fetchPage(buffer);
      startMore();
    }

    @Override
    public void refuse(DriverException why) {
      pageArrived(null, why, buffer);
    }
  }

  private final class FileChunk extends Chunk implements Task {
    private final FileDownload download;
    private final ReceiveBuffer buffer = buffer();
    private boolean started;
    private LinkDownloader.@Nullable File file;
    private @Nullable Throwable failure;

    FileChunk(FileDownload download) {
      this.download = download;
    }

    @Override
    public void run() {
      LinkDownloader.File arrived = null;
      Throwable thrown = null;
      try {
        arrived = download.download(maxBytes(download.link()), clock, buffer);
      } catch (Throwable e) {
        thrown = e;
      }
      arrived(arrived, thrown);
      startMore();
    }

    @Override
    public void refuse(DriverException why) {
      arrived(null, why);
    }

    private void arrived(LinkDownloader.@Nullable File arrived, @Nullable Throwable thrown) {
      synchronized (Prefetcher.this) {
        downloading--;
        file = arrived;
        failure = thrown;
        fileFailed |= thrown != null;
        buffer.complete(arrived == null ? null : arrived.bytes(), false);
        LockSupport.unpark(waiting);
      }
    }

    @Override
    boolean isReady() {
      return file != null || failure != null;
    }

    @Override
    Content content() throws DriverException {
      LinkDownloader.File arrived = file;
      if (arrived == null) {
        throw raise(failure == null ? new IllegalStateException("not there") : failure);
      }
      return new Downloaded(download.link(), arrived);
    }

    @Override
    void free() {
      buffer.free();
      file = null;
    }
  }
}
