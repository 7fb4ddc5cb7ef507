package io.github.lakewire.it;

import io.github.lakewire.jdbc.VolumeFiles;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;

/** Uploads and downloads more bytes than its heap holds, and prints how many. */
final class VolumeStreaming {
  private VolumeStreaming() {}

  /** Takes the path of a file in a volume. */
  public static void main(String[] arguments) throws SQLException {
    String path = arguments[0];
    long size = Runtime.getRuntime().maxMemory() + (64L << 20);
    try (Connection connection =
        DriverManager.getConnection(
            System.getenv("LAKEWIRE_URL"), "token", System.getenv("LAKEWIRE_TOKEN"))) {
      VolumeFiles files = connection.unwrap(VolumeFiles.class);
      AtomicLong told = new AtomicLong();
      AtomicLong announced = new AtomicLong();
      files.onProgress(
          (bytes, total) -> {
            told.set(bytes);
            announced.set(total);
          });
      files.put(path, new Zeros(), size, false);
      boolean exact = told.get() == size && announced.get() == size;
      exact &= files.get(path, OutputStream.nullOutputStream()) == size;
      files.remove(path);
      System.out.println(exact ? "all" : told + " of " + announced + " of " + size);
    }
  }

  /** Any number of them. */
  static final class Zeros extends InputStream {
    @Override
    public int read() {
      return 0;
    }

    @Override
    public int read(byte[] bytes, int from, int length) {
      return length;
    }
  }
}
