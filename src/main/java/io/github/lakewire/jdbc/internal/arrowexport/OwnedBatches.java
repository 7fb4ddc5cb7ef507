package io.github.lakewire.jdbc.internal.arrowexport;

import io.github.lakewire.jdbc.ArrowBatches;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.SqlState;
import java.sql.SQLException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/** A result as batches in an allocator of the caller. */
final class OwnedBatches implements ArrowBatches {
  private final BatchLoader loader;
  private final ArrowExport.Owner owner;
  private volatile @Nullable ResultArrowReader reader;

  OwnedBatches(BatchLoader loader, ArrowExport.Owner owner) {
    this.loader = loader;
    this.owner = owner;
  }

  @Override
  public Schema schema() {
    return loader.schema();
  }

  @Override
  public @Nullable VectorSchemaRoot next(BufferAllocator allocator) throws SQLException {
    requireReadable();
    try {
      VectorSchemaRoot root = VectorSchemaRoot.create(loader.schema(), allocator);
      if (loader.load(root, allocator, bytes -> {})) {
        return root;
      }
      root.close();
      return null;
    } catch (DriverException | OutOfMemoryError e) {
      throw owner.failure(e);
    } catch (LinkageError e) {
      throw owner.failure(ArrowExport.unusable(e));
    }
  }

  @Override
  public ArrowReader reader(BufferAllocator allocator) throws SQLException {
    requireReadable();
    ResultArrowReader made = ResultArrowReader.in(allocator, loader, owner);
    reader = made;
    return made;
  }

  private void requireReadable() throws SQLException {
    if (owner.isClosed()) {
      throw owner.failure(
          new DriverException(DriverException.Kind.CANCELLED, "The result set is closed"));
    }
    if (reader != null) {
      throw owner.failure(
          DriverException.data(
              SqlState.WRONG_METHOD, "The batches come from their ArrowReader only"));
    }
  }

  /** The result set was closed, by any thread. */
  void resultSetClosed() {
    ResultArrowReader made = reader;
    if (made != null) {
      made.resultSetClosed();
    }
  }

  @Override
  public void close() {
    owner.close();
  }
}
