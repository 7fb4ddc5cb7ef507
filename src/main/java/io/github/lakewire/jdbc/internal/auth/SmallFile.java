package io.github.lakewire.jdbc.internal.auth;

import io.github.lakewire.jdbc.internal.config.ConnectionProperty;
import io.github.lakewire.jdbc.internal.error.DriverException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a file that the settings name, whole and of bounded size. */
final class SmallFile {
  private static final int MOST_BYTES = 1 << 16;

  private SmallFile() {}

  /**
   * Reads it; a pipe or a device is not waited for.
   *
   * @param property that names it
   * @throws DriverException CANNOT_CONNECT when it cannot be read now, CANNOT_CONNECT_EVER when it
   *     is larger than 64 KB
   */
  static byte[] read(Path file, ConnectionProperty property) throws DriverException {
    try {
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        throw new IOException("no file");
      }
      try (InputStream in = Files.newInputStream(file)) {
        byte[] bytes = in.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
          throw new DriverException(
              DriverException.Kind.CANNOT_CONNECT_EVER,
              "The file of connection property "
                  + property.propertyName()
                  + " is larger than 64 KB: "
                  + file);
        }
        return bytes;
      }
    } catch (IOException e) {
      throw new DriverException(
          DriverException.Kind.CANNOT_CONNECT,
          "The file of connection property "
              + property.propertyName()
              + " cannot be read ("
              + e.getClass().getSimpleName()
              + "): "
              + file,
          e);
    }
  }
}
