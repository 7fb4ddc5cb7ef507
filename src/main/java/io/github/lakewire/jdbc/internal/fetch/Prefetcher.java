package io.github.lakewire.jdbc.internal.fetch;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.ipc.Lz4FrameReader;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
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
 * <p>What does not fit into the memory is not started, and tried again whenever something is read
 * or has arrived. What chunks may need to be decoded stays free for them. The chunk that the reader
 * waits for is always admitted, so that files of any size can be read. A failure takes its place in
 * the order like a chunk.
 *
 * <p>One thread reads; {@link #close} may be called by any.
 */
public final class Prefetcher implements AutoCloseable {
  /** Larger than any memory: nothing is fetched until it is known what decoding needs. */
  private static final long UNKNOWN = Long.MAX_VALUE / 2;

  /** How long a page that is larger than expected waits for room; then the server might give up. */
  private static final long LONGEST_STAY_NANOS = TimeUnit.SECONDS.toNanos(20);

  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  /** A safety bound: every task that is waited for has a deadline, at which it wakes the reader. */
  private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final PageSource pages;
  private final LinkDownloader downloader;
  private final FetchResources resources;
  private final boolean lz4;
  private final Clock clock;
  private final MemoryBudget memory;

  // All of this is guarded by this.
  private final Deque<Chunk> chunks = new ArrayDeque<>();
  private @Nullable Chunk reading;

  /** Whether the reader waits for the next chunk, and what the last one may need to be decoded. */
  private boolean wanted;

  private long decoding;
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

  /** Makes one that has fetched nothing; {@code lz4} decodes chunks into memory of their own. */
  public Prefetcher(
      PageSource pages,
      LinkDownloader downloader,
      boolean lz4,
      FetchResources resources,
      Clock clock) {
    this.pages = pages;
    this.downloader = downloader;
    this.lz4 = lz4;
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
   * back: its bytes will be overwritten. More is fetched once {@link #fetchAhead} was called.
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
        wanted = head == null || !head.isReady();
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
          decoding = UNKNOWN;
          inlineWaiting -= ready instanceof Chunk.Received ? 1 : 0;
        }
      }
      if (fetch) {
        // Nothing has arrived, so this thread fetches the next page itself.
        fetchPage(buffer());
      } else if (ready != null) {
        return ready.content();
      } else {
        startMore();
        awaitHead();
      }
    }
  }

  /**
   * Fetches what may be fetched beside what was taken last.
   *
   * @param most bytes that decoding the rest of it may still need, with what it has
   */
  public void fetchAhead(long most) {
    synchronized (this) {
      decoding = most;
    }
    startMore();
  }

  /** Whether {@link #take} returns, or fails, without waiting for the network. */
  public synchronized boolean isReady() {
    Chunk head = chunks.peek();
    return head != null && head.isReady();
  }

  /** What was taken last has been read. */
  public synchronized void giveBack() {
    decoding = 0;
    if (reading != null) {
      reading.free();
      reading = null;
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

  public long firstRow() {
    return pages.firstRow();
  }

  public MemoryBudget memory() {
    return memory;
  }

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
    long expected =
        largestPage == 0 ? 0 : Math.max(largestPage, FetchResources.largestPage(limit()));
    if (mayFetch && memory.tryPromise(expected, keptFree(0))) {
      fetching = true;
      ReceiveBuffer buffer = buffer();
      buffer.reserved(expected);
      return new PageTask(buffer);
    }
    return null;
  }

  private ReceiveBuffer buffer() {
    return new ReceiveBuffer(memory, this::awaitRoom, this::startMore);
  }

  /**
   * Waits with a page that is larger than those before it until there is room for it, or until it
   * is wanted. The server decides on its size, and only its response tells.
   */
  private void awaitRoom(long bytes) {
    long start = System.nanoTime();
    while (!hasRoom(bytes)
        && System.nanoTime() - start < LONGEST_STAY_NANOS
        && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(this, LOOK_NANOS);
    }
  }

  private synchronized boolean hasRoom(long bytes) {
    return wanted || closed || memory.isFree(bytes + keptFree(0));
  }

  private FileChunk firstNotStarted() {
    return chunks.stream()
        .filter(chunk -> chunk instanceof FileChunk file && !file.started)
        .map(FileChunk.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private boolean admit(FileChunk file) {
    long expected = file.download.mostBytes();
    if (!memory.tryPromise(expected, keptFree(expected))) {
      if (file != chunks.peek() || !wanted) {
        return false;
      }
      memory.reserve(expected);
    }
    file.buffer.reserved(expected);
    file.started = true;
    return true;
  }

  /**
   * Bytes that stay free so that what is there can be decoded: the chunk that is read, and those
   * behind it, one after the other.
   *
   * @param next announced length of the file that is about to be fetched
   */
  private long keptFree(long next) {
    if (!lz4) {
      return 0;
    }
    long largest = next;
    for (Chunk chunk : chunks) {
      if (chunk instanceof FileChunk file && file.started) {
        largest = Math.max(largest, file.download.mostBytes());
      }
    }
    long later = Lz4FrameReader.most(largest) - (reading == null ? 0 : reading.held());
    return Math.max(0, Math.max(decoding, later) - memory.windows());
  }

  /** One inline page ahead; links just in time, for they live for minutes only. */
  private boolean wantsPage() {
    return inlineWaiting == 0 && filesNotStarted < resources.downloads();
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
      chunks.add(new Chunk.Failed(failure));
    } else if (page instanceof Page.Links links) {
      addFiles(links.links());
    } else if (page != null) {
      largestPage = Math.max(largestPage, array == null ? 0 : array.length);
      inlineWaiting++;
      chunks.add(new Chunk.Received(page, buffer));
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
      if (file.link() == expired) {
        replace(pages.renew(expired.startRow()).links(), file);
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

  /** Takes new links for the rows to come: files that have not started give way to new ones. */
  private synchronized void replace(List<Page.Link> renewed, FileDownload asking) {
    Deque<Chunk> before = new ArrayDeque<>(chunks);
    chunks.clear();
    while (!before.isEmpty()) {
      Chunk chunk = before.remove();
      chunks.add(chunk);
      if (chunk instanceof FileChunk file && file.started && file.download != asking) {
        file.download.replaceWhole(renewed);
      } else if (chunk instanceof FileChunk file) {
        List<Page.Link> old = new ArrayList<>(List.of(file.download.link()));
        while (before.peek() instanceof FileChunk next && !next.started) {
          old.add(next.download.link());
          before.remove();
          filesNotStarted--;
        }
        List<Page.Link> cut = Page.Links.cut(old, renewed);
        file.download.replace(cut.get(0));
        addFiles(cut.subList(1, cut.size()));
      }
    }
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

  /** Throws the failure of another thread. */
  public static DriverException raise(Throwable failure) throws DriverException {
    if (failure instanceof Error error && !(error instanceof OutOfMemoryError)) {
      throw error;
    }
    throw failure instanceof RuntimeException
        ? new DriverException(
            DriverException.Kind.PROTOCOL, "Fetching the result failed: " + failure, failure)
        : DriverException.of(failure);
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
    private @Nullable Downloaded content;
    private @Nullable Throwable failure;

    FileChunk(FileDownload download) {
      this.download = download;
    }

    @Override
    public void run() {
      Downloaded arrived = null;
      Throwable thrown = null;
      try {
        arrived = download.download(clock, buffer);
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

    private void arrived(@Nullable Downloaded arrived, @Nullable Throwable thrown) {
      synchronized (Prefetcher.this) {
        downloading--;
        content = arrived;
        failure = thrown;
        fileFailed |= thrown != null;
        buffer.complete(arrived == null ? null : arrived.file().bytes(), false);
        LockSupport.unpark(waiting);
      }
    }

    @Override
    boolean isReady() {
      return content != null || failure != null;
    }

    @Override
    Content content() throws DriverException {
      Downloaded arrived = content;
      if (arrived == null) {
        throw raise(failure == null ? new IllegalStateException("not there") : failure);
      }
      return arrived;
    }

    @Override
    void free() {
      buffer.free();
      content = null;
    }

    @Override
    long held() {
      return buffer.held();
    }
  }
}
