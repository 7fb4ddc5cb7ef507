package io.github.lakewire.jdbc;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.arrow.vector.ipc.ArrowReader;

/** Reads results in a JVM of its own, and says how many bytes were reachable at most meanwhile. */
final class ResultMemoryReader {
  private ResultMemoryReader() {}

  /** Collects garbage again and again, and notes the most that was left. */
  private static final class Collector extends Thread {
    private volatile boolean stopped;
    private long most;

    Collector() {
      setDaemon(true);
    }

    @Override
    public void run() {
      while (!stopped) {
        long start = System.nanoTime();
        most = Math.max(most, reachable());
        // As long again for those who read.
        LockSupport.parkNanos(System.nanoTime() - start);
      }
    }

    long most() throws InterruptedException {
      stopped = true;
      join();
      return most;
    }
  }

  /** The URL, and then statements, whose last word says how many results are read side by side. */
  public static void main(String[] arguments) throws Exception {
    for (int i = 1; i < arguments.length; i++) {
      long before = reachable();
      Collector collector = new Collector();
      collector.start();
      long rows = read(arguments[0], arguments[i]);
      long megabytes = collector.most() - before + (1 << 20) - 1 >> 20;
      System.out.println(megabytes + " " + rows);
    }
  }

  private static long reachable() {
    System.gc();
    long bytes = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getType() == MemoryType.HEAP) {
        bytes += pool.getCollectionUsage().getUsed();
      }
    }
    return bytes;
  }

  private static long read(String url, String sql) throws Exception {
    int results = Integer.parseInt(sql.substring(sql.lastIndexOf(' ') + 1));
    long rows = 0;
    try (Connection connection = DriverManager.getConnection(url)) {
      if (sql.contains("VECTORS")) {
        return vectors(connection, sql);
      }
      List<ResultSet> open = new ArrayList<>();
      for (int i = 0; i < results; i++) {
        Statement statement = connection.createStatement();
        open.add(statement.executeQuery(sql));
      }
      // In turns, so that all of them are in the middle of a chunk.
      while (!open.isEmpty()) {
        for (ResultSet result : List.copyOf(open)) {
          if (result.next()) {
            rows++;
            if (rows % 64 == 0) {
              result.getObject(1);
            }
          } else {
            open.remove(result);
          }
        }
      }
    }
    return rows;
  }

  private static long vectors(Connection connection, String sql) throws Exception {
    long rows = 0;
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql);
        ArrowReader reader = result.unwrap(ArrowReader.class)) {
      while (reader.loadNextBatch()) {
        rows += reader.getVectorSchemaRoot().getRowCount();
      }
    }
    return rows;
  }
}
