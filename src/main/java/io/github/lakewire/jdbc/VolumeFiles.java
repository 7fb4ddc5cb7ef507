package io.github.lakewire.jdbc;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Files in Unity Catalog volumes: {@code connection.unwrap(VolumeFiles.class)}.
 *
 * <pre>{@code
 * VolumeFiles files = connection.unwrap(VolumeFiles.class);
 * files.put("/Volumes/main/sales/inbox/orders.csv", Path.of("orders.csv"), true);
 * try (OutputStream out = Files.newOutputStream(Path.of("copy.csv"))) {
 *   files.get("/Volumes/main/sales/inbox/orders.csv", out);
 * }
 * }</pre>
 *
 * <p>Paths are absolute, {@code /Volumes/<catalog>/<schema>/<volume>/...}, without {@code .} and
 * {@code ..}. Each method executes one statement (PUT, GET, REMOVE or LIST); the bytes go between
 * this machine and the cloud store directly, and one buffer of them is held at a time. The caller
 * names files and streams itself, so that the connection property {@code allowedLocalPaths} does
 * not matter here. Interrupting the thread ends a transfer, as does closing the connection.
 *
 * <p>Every method throws {@code SQLException} with SQLState {@code HY024} for a path that is none,
 * {@code 57012} when the store cannot be reached or refuses, {@code 57014} when the thread was
 * interrupted, {@code HY000} when the local file or stream fails, {@code 08003} when the connection
 * is closed, and otherwise with that of the server. {@link LakewireException#outcome()} is {@link
 * ExecutionOutcome#UNKNOWN} when a PUT or REMOVE may have taken effect although it failed.
 *
 * @since 0.1.0
 */
public interface VolumeFiles {
  /**
   * Uploads a stream. It is sent once: when the connection to the store breaks in between, the
   * upload fails.
   *
   * @param content read for {@code length} bytes, and not closed
   * @param length in bytes; the upload fails when the stream ends before
   * @param overwrite whether a file of that path is replaced; otherwise it makes the upload fail
   */
  void put(String path, InputStream content, long length, boolean overwrite) throws SQLException;

  /**
   * Uploads a file. It is sent again after failures that may pass, for as long as {@code
   * retryTimeout} says.
   *
   * @param overwrite whether a file of that path in the volume is replaced; otherwise it makes the
   *     upload fail
   */
  void put(String path, Path file, boolean overwrite) throws SQLException;

  /**
   * Downloads a file into a stream. When the connection to the store breaks in between, the
   * download fails, and the stream has got a part of the file.
   *
   * @param target flushed, and not closed
   * @return the number of bytes
   */
  long get(String path, OutputStream target) throws SQLException;

  /**
   * Removes a file. One that is not there has been removed already where the server leaves the
   * finding to the store; otherwise it is an error of the server.
   */
  void remove(String path) throws SQLException;

  /** Lists what is in a folder, not what is in folders of it. */
  List<Entry> list(String folder) throws SQLException;

  /**
   * Sets a listener for the transfers of this object. It is called by the transferring thread,
   * after each 64 KiB or less, so it must return soon; what it throws ends the transfer.
   *
   * @param listener null removes it
   */
  void onProgress(@Nullable Progress listener);

  /** Is told how far a transfer is. */
  @FunctionalInterface
  interface Progress {
    /**
     * Some more has been transferred.
     *
     * @param bytes done so far; less than before when a transfer begins anew
     * @param total of the file, -1 when it is not known
     */
    void transferred(long bytes, long total);
  }

  /**
   * A file or folder of a volume.
   *
   * @param path absolute
   * @param name its last part; that of a folder ends with a slash
   * @param size in bytes
   * @param modified null when the server does not say
   */
  record Entry(String path, String name, long size, @Nullable Instant modified) {
    /** Returns whether it is a folder. */
    public boolean isFolder() {
      return name.endsWith("/");
    }
  }
}
