package io.github.lakewire.jdbc.internal.cursor;

import io.github.lakewire.jdbc.internal.column.ColumnReader;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.types.ResultSchema;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Walks the rows of a result once, forwards. Confined to one thread at a time, except {@link
 * #close}, which any thread may call.
 *
 * <p>The hot path is one comparison: subclasses load a batch, bind the readers to it and announce
 * its rows with {@link #startBatch}.
 */
public abstract class RowCursor implements ReaderActivity, AutoCloseable {
  /** For rows that are in memory already. */
  private static final long SOME_MEMORY = 64L << 20;

  private int row = -1;
  private int firstRow;
  private int endOfBatch;
  private ColumnReader[] readers = {};
  private volatile ReaderActivity reading = ReaderActivity.UNKNOWN;
  private int batches;
  private UnaryOperator<DriverException> explainer = UnaryOperator.identity();

  public abstract ResultSchema schema();

  /** Moves to the next row; false after the last one, and at each further call. */
  public final boolean advance() throws DriverException {
    if (++row < endOfBatch) {
      return true;
    }
    return advanceToNextBatch();
  }

  private boolean advanceToNextBatch() throws DriverException {
    row = -1;
    endOfBatch = 0;
    if (!load()) {
      return false;
    }
    row = firstRow;
    return true;
  }

  /**
   * Moves to the next batch as a whole, for those who read column by column or count its rows
   * themselves. Not to be mixed with {@link #advance}.
   *
   * @return its number of rows, from {@link #firstRow} on; 0 after the last batch, and at each
   *     further call
   */
  public final int advanceBatch() throws DriverException {
    batches++;
    row = -1;
    endOfBatch = 0;
    return load() ? endOfBatch - firstRow : 0;
  }

  /** Returns the number of the first row that is wanted in the current batch, mostly 0. */
  public final int firstRow() {
    return firstRow;
  }

  private boolean load() throws DriverException {
    try {
      return loadBatch();
    } catch (DriverException | RuntimeException | Error failure) {
      throw explainer.apply(DriverException.of(failure));
    }
  }

  /** Sets who adds to a failure which statement it is of. */
  public final void explainedBy(UnaryOperator<DriverException> ofStatement) {
    explainer = ofStatement;
  }

  /** Returns how many batches were asked for with {@link #advanceBatch}. */
  public final int batches() {
    return batches;
  }

  /** Sets the reader whose progress is watched by those who keep the result open. */
  public final void readBy(ReaderActivity reader) {
    reading = reader;
  }

  @Override
  public final long position() {
    return reading.position();
  }

  @Override
  public final void notKeptOpen(String message) {
    reading.notKeptOpen(message);
  }

  /** Returns where the rows of the current batch are, or null when they do not come as Arrow. */
  public @Nullable ArrowContent arrow() {
    return null;
  }

  /** Returns the bytes that the result may hold. */
  public long memory() {
    return SOME_MEMORY;
  }

  /** Returns the row's number in the current batch, which readers are asked with. */
  public final int row() {
    return row;
  }

  /** Returns the reader of a column (from 0), bound to the current batch. */
  public final ColumnReader reader(int column) {
    return readers[column];
  }

  /** Returns the readers of all columns, bound to the current batch; not to be changed. */
  public final ColumnReader[] readers() {
    return readers;
  }

  /**
   * Loads the next batch that has rows and calls {@link #startBatch}, or returns false when there
   * is none left. After it returned false it may be called again and returns false again.
   */
  protected abstract boolean loadBatch() throws DriverException;

  protected final void startBatch(ColumnReader[] boundReaders, int rows) {
    startBatch(boundReaders, 0, rows);
  }

  /** Announces a batch of which only the rows from the first one on are wanted. */
  protected final void startBatch(ColumnReader[] boundReaders, int first, int rows) {
    readers = boundReaders;
    firstRow = first;
    endOfBatch = first + rows;
  }

  /** Stops downloads, frees buffers and the server's side. Never throws; may be repeated. */
  @Override
  public abstract void close();
}
