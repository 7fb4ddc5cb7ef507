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
 * <p>The memory of each batch comes from the application's own allocator. So a batch may be kept,
 * handed to other threads, and used after the result set was closed. Where one batch at a time is
 * enough, {@code resultSet.unwrap(org.apache.arrow.vector.ipc.ArrowReader.class)} has an allocator
 * of its own, and {@link #reader} gives an {@code ArrowReader} in the application's.
 *
 * <p>Needs Arrow's {@code arrow-vector} and an {@code arrow-memory-*} on the class path, in the
 * class loader of the driver. One thread at a time may use it; {@link #close} may be called from
 * any thread. The document {@code src/docs/arrow.md} has examples, the mapping of types, and what
 * has to be there.
 *
 * @since 0.1.0
 */
public interface ArrowBatches extends AutoCloseable {

  /**
   * Returns the schema of all batches. It is the same in whatever form the server sends the result.
   * Each field's metadata has its SQL type under {@code Spark:DataType:SqlName}.
   */
  Schema schema();

  /**
   * Loads the next batch, in the order of the rows. Blocks until it has arrived.
   *
   * @param allocator gives the memory of the batch
   * @return a batch of at least one row, which the caller closes; null after the last one, and at
   *     each further call
   * @throws SQLException as {@link java.sql.ResultSet#next} does; {@code 53200} when the allocator
   *     has too little memory. After a failure each further call fails the same way: no more
   *     batches can be loaded
   */
  @Nullable VectorSchemaRoot next(BufferAllocator allocator) throws SQLException;

  /**
   * Returns a reader of all batches that {@link #next} has not returned. It is meant for consumers
   * that take an {@code ArrowReader} and share its vectors with an allocator of the application, as
   * Arrow's C data interface does (DuckDB). From then on only the reader gives batches.
   *
   * <p>Each batch overwrites the reader's vectors; buffers that were retained stay valid. Closing
   * the reader closes the result set and frees the vectors; the allocator stays open. Close the
   * reader before the allocator.
   *
   * @param allocator gives the memory of the vectors
   * @throws SQLException {@code HY010} when there has been a reader already or the result set is
   *     closed
   */
  ArrowReader reader(BufferAllocator allocator) throws SQLException;

  /** Closes the result set. Batches stay valid. Closing twice has no effect. */
  @Override
  void close();
}
