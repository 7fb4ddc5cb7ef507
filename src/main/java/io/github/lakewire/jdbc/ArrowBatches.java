package io.github.lakewire.jdbc;

import java.sql.SQLException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A result as Arrow record batches that the application owns: {@code
 * resultSet.unwrap(ArrowBatches.class)}, before the first row is read.
 *
 * <p>Each batch lies in memory of the application's own allocator, so that it may be kept, handed
 * to other threads, and used after the result set was closed. Where one batch at a time is enough,
 * {@code resultSet.unwrap(org.apache.arrow.vector.ipc.ArrowReader.class)} brings its own allocator,
 * and {@link #reader} gives an {@code ArrowReader} in the application's.
 *
 * <p>Needs Arrow's {@code arrow-vector} and an {@code arrow-memory-*} on the class path, in the
 * class loader of the driver. One thread at a time may use it; {@link #close} may be called by any.
 */
public interface ArrowBatches extends AutoCloseable {

  /**
   * Returns the schema of all batches, the same in every way in which a server may send results.
   * Each field's metadata names its SQL type under {@code Spark:DataType:SqlName}.
   */
  Schema schema();

  /**
   * Loads the next batch, in the order of the rows. Blocks until it has arrived.
   *
   * @param allocator pays for the batch; what it cannot give fails with SQLState 53200
   * @return a batch of at least one row, which the caller closes; null, for good, after the last
   * @throws SQLException as {@link java.sql.ResultSet#next} does. A failure stays: the batches
   *     behind it are not to be had
   */
  @Nullable VectorSchemaRoot next(BufferAllocator allocator) throws SQLException;

  /**
   * Returns a reader of all batches, or of those that {@link #next} has not given: for what takes
   * an {@code ArrowReader} and shares its vectors with an allocator of the application's, as
   * Arrow's C data interface does (DuckDB). From here on the batches come from the reader only.
   *
   * <p>The reader's vectors are filled anew by each batch; buffers that were retained stay. Closing
   * the reader closes the result set and frees the vectors; the allocator stays open. Close the
   * reader before the allocator.
   *
   * @param allocator pays for the vectors; what it cannot give fails as with {@link #next}
   * @throws SQLException when there has been a reader already (HY010), or the result set is closed
   */
  ArrowReader reader(BufferAllocator allocator) throws SQLException;

  /** Closes the result set. Batches stay valid. May be repeated. */
  @Override
  void close();
}
