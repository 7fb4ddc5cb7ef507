package io.github.lakewire.jdbc.internal.arrowexport;

import io.github.lakewire.jdbc.internal.cursor.RowCursor;
import io.github.lakewire.jdbc.internal.error.DriverException;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;

/** The reader or the batches of one result: what {@link ArrowExport} makes once Arrow was found. */
final class ArrowExportLoader {
  /**
   * Arrow rounds each buffer up to a power of two, adds validity where the server leaves it out,
   * and takes twice as much while a buffer grows.
   */
  private static final long SHARE_OF_RESULT_MEMORY = 4;

  private ArrowExportLoader() {}

  static ArrowExport.View open(
      boolean batches, RowCursor cursor, long maxRows, ArrowExport.Owner owner)
      throws DriverException {
    BatchLoader loader = new BatchLoader(cursor, maxRows);
    BufferAllocator allocator = ArrowAllocators.allocator(limitFor(cursor.memory()));
    if (batches) {
      // Only to learn whether Arrow's memory works, and to start it before the caller does.
      allocator.close();
      OwnedBatches owned = new OwnedBatches(loader, owner);
      return view(owned, owned::resultSetClosed);
    }
    ResultArrowReader reader = ResultArrowReader.owning(allocator, loader, owner);
    return view(reader, reader::resultSetClosed);
  }

  /** Native memory for the vectors of so many bytes of a result. */
  static long limitFor(long bytes) {
    return Math.min(bytes, Long.MAX_VALUE / SHARE_OF_RESULT_MEMORY) * SHARE_OF_RESULT_MEMORY;
  }

  private static ArrowExport.View view(Object object, Runnable whenClosed) {
    return new ArrowExport.View() {
      @Override
      public <T> @Nullable T as(Class<T> type) {
        return type.isInstance(object) ? type.cast(object) : null;
      }

      @Override
      public void resultSetClosed() {
        whenClosed.run();
      }
    };
  }
}
