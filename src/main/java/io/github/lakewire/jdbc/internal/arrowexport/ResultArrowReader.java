package io.github.lakewire.jdbc.internal.arrowexport;

import io.github.lakewire.jdbc.internal.error.DriverException;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * A result as Arrow's own reader of batches, with one set of vectors that each batch fills anew.
 *
 * <p>One thread at a time reads. The result set may be closed by another meanwhile (statement,
 * connection, pool): that ends the rows at once, but must not take native memory away from under
 * the reading thread. So only the reading thread frees it, at its next call.
 */
final class ResultArrowReader extends ArrowReader {
  private final BatchLoader loader;
  private final boolean ownsMemory;
  private final ArrowExport.Owner owner;

  /** Held while vectors are filled or freed. */
  private final ReentrantLock lock = new ReentrantLock();

  /** The thread that called last and may be reading vectors. */
  private volatile Thread user = Thread.currentThread();

  private ResultArrowReader(
      BatchLoader loader, BufferAllocator allocator, boolean ownsMemory, ArrowExport.Owner owner) {
    super(allocator);
    this.loader = loader;
    this.ownsMemory = ownsMemory;
    this.owner = owner;
  }

  /** A reader with an allocator of its own, which ends with it. */
  static ResultArrowReader owning(
      BufferAllocator allocator, BatchLoader loader, ArrowExport.Owner owner) {
    return new ResultArrowReader(loader, allocator, true, owner);
  }

  /** A reader in memory of the application, which bounds and closes its allocator itself. */
  static ResultArrowReader in(
      BufferAllocator allocator, BatchLoader loader, ArrowExport.Owner owner) {
    return new ResultArrowReader(loader, allocator, false, owner);
  }

  @Override
  protected Schema readSchema() {
    return loader.schema();
  }

  @Override
  protected void ensureInitialized() throws IOException {
    lock.lock();
    try {
      user = Thread.currentThread();
      if (owner.isClosed()) {
        close();
        throw failed(
            new DriverException(DriverException.Kind.CANCELLED, "The result set is closed"));
      }
      super.ensureInitialized();
    } catch (LinkageError e) {
      throw failed(ArrowExport.unusable(e));
    } catch (OutOfMemoryError e) {
      throw failed(DriverException.of(e));
    } finally {
      lock.unlock();
    }
  }

  /** Loads the next batch of at least one row; the vectors of the last one are overwritten. */
  @Override
  public boolean loadNextBatch() throws IOException {
    lock.lock();
    try {
      VectorSchemaRoot root = getVectorSchemaRoot();
      root.clear();
      return loader.load(root, allocator, this::makeRoomFor);
    } catch (DriverException e) {
      throw failed(e);
    } finally {
      lock.unlock();
    }
  }

  /** A batch that was admitted although it is larger than the limit gets its vectors too. */
  private void makeRoomFor(long bytes) {
    long wanted = ArrowExportLoader.limitFor(bytes);
    if (ownsMemory && wanted > allocator.getLimit()) {
      allocator.setLimit(wanted);
    }
  }

  private IOException failed(DriverException exception) {
    Exception failure = owner.failure(exception);
    return new IOException(failure.getMessage(), failure);
  }

  @Override
  public long bytesRead() {
    return loader.bytes();
  }

  @Override
  public void close(boolean closeReadSource) throws IOException {
    if (closeReadSource) {
      // First, because it ends a load that is under way and holds the lock.
      owner.close();
    }
    lock.lock();
    try {
      super.close(closeReadSource);
    } finally {
      lock.unlock();
    }
  }

  /** Vectors are freed by now; the application frees the buffers that it has retained. */
  @Override
  protected void closeReadSource() {
    if (ownsMemory
        && allocator.getAllocatedMemory() == 0
        && allocator.getChildAllocators().isEmpty()) {
      allocator.close();
    }
  }

  /** The result set was closed, by any thread. */
  void resultSetClosed() {
    if ((user == Thread.currentThread() || !user.isAlive()) && lock.tryLock()) {
      try {
        super.close(true);
      } catch (IOException e) {
        throw new IllegalStateException("Nothing is read while vectors are freed", e);
      } finally {
        lock.unlock();
      }
    }
  }
}
