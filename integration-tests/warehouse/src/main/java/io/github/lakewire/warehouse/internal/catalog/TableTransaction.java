package io.github.lakewire.warehouse.internal.catalog;

import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * A transaction over stored tables. It reads all of them as they were when it began, keeps what it
 * writes to itself, and hands it over at its end, unless another one has written to the same table
 * first. Rows that are only added conflict with nothing.
 */
public final class TableTransaction {
  /** Held by each change that others can see. */
  private static final Object CHANGES = new Object();

  // Spark plans and commits on the statement's own thread, of which only the job group is known.
  private static final Map<String, TableTransaction> BY_JOB_GROUP = new ConcurrentHashMap<>();

  private final Map<StoredTable, Map<Long, InternalRow>> snapshot = new IdentityHashMap<>();
  private final Map<StoredTable, Written> written = new IdentityHashMap<>();

  /**
   * What a table is like to the transaction alone.
   *
   * @param added whether nothing but new rows is different
   */
  private record Written(Map<Long, InternalRow> rows, boolean added) {}

  private TableTransaction() {}

  /** Begins: reads what is there now. */
  public static TableTransaction begin() {
    TableTransaction begun = new TableTransaction();
    changing(
        () -> {
          for (Storage storage : Storage.all()) {
            for (StoredSchema schema : storage.stored().values()) {
              for (NamedTable table : schema.tables().values()) {
                if (table instanceof StoredTable stored) {
                  begun.snapshot.put(stored, stored.shared());
                }
              }
            }
          }
          return begun;
        });
    return begun;
  }

  /** What runs under that job group is part of it. */
  public void enter(String jobGroup) {
    BY_JOB_GROUP.put(jobGroup, this);
  }

  public static void leave(String jobGroup) {
    BY_JOB_GROUP.remove(jobGroup);
  }

  /** The transaction of the statement that runs in this thread, or null. */
  static TableTransaction current() {
    String jobGroup = SparkContext.getOrCreate().getLocalProperty("spark.jobGroup.id");
    return jobGroup == null ? null : BY_JOB_GROUP.get(jobGroup);
  }

  static <T> T changing(Supplier<T> change) {
    synchronized (CHANGES) {
      return change.get();
    }
  }

  /** The rows of a table; of one that is younger, those that it has now. */
  synchronized Map<Long, InternalRow> rows(StoredTable table) {
    Written own = written.get(table);
    return own == null ? snapshot.computeIfAbsent(table, StoredTable::shared) : own.rows();
  }

  synchronized void write(StoredTable table, Map<Long, InternalRow> rows, boolean added) {
    Written before = written.get(table);
    written.put(table, new Written(rows, added && (before == null || before.added())));
  }

  /** Makes all of it visible at once, or none of it. */
  public synchronized void commit() {
    changing(
        () -> {
          written.forEach(this::requireNoConflict);
          written.forEach(this::handOver);
          return this;
        });
  }

  private void requireNoConflict(StoredTable table, Written own) {
    if (!table.isCurrent()) {
      throw RefusedStatement.conflict("DELTA_METADATA_CHANGED", table.name());
    }
    if (!own.added() && table.shared() != snapshot.get(table)) {
      throw RefusedStatement.conflict("DELTA_CONCURRENT_WRITE", table.name());
    }
  }

  private void handOver(StoredTable table, Written own) {
    if (!own.added()) {
      table.share(own.rows());
      return;
    }
    Map<Long, InternalRow> next = new LinkedHashMap<>(table.shared());
    Map<Long, InternalRow> before = snapshot.get(table);
    own.rows()
        .forEach(
            (id, row) -> {
              if (!before.containsKey(id)) {
                next.put(id, row);
              }
            });
    table.share(next);
  }
}
