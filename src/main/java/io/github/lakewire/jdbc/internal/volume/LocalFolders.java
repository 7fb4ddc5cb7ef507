package io.github.lakewire.jdbc.internal.volume;

import io.github.lakewire.jdbc.internal.error.DriverException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/**
 * The local folders that statements may read files from and write them to. What counts is where a
 * file really is, behind all links and dots.
 */
record LocalFolders(List<Path> allowed) {
  /** Returns a file that may be sent. */
  AllowedFile readable(String text) throws DriverException {
    Path real;
    try {
      real = path(text).toRealPath();
    } catch (IOException e) {
      // Says no more of a file than that it may not be read, as it may be anywhere.
      requireFolder(text);
      throw refused("there is no such file, or it cannot be reached: " + text);
    }
    Path folder = requireWithin(real, text);
    if (!Files.isRegularFile(real)) {
      throw refused("this is no file: " + text);
    }
    try {
      return new AllowedFile(folder, real, Files.size(real));
    } catch (IOException e) {
      throw new DriverException(
          DriverException.Kind.DEFECT, "The local file could not be read: " + text, e);
    }
  }

  /** Returns the real path of a file that may be made; there is none yet. */
  Path writable(String text) throws DriverException {
    Path file = path(text);
    Path name = file.getFileName();
    Path real = requireFolder(text).resolve(name == null ? Path.of("") : name);
    if (Files.exists(real, LinkOption.NOFOLLOW_LINKS)) {
      throw refused("there is such a file already, and GET overwrites none: " + text);
    }
    return real;
  }

  /** Returns the real folder that a file is in, if that is allowed. */
  private Path requireFolder(String text) throws DriverException {
    Path file = path(text).toAbsolutePath();
    Path name = file.getFileName();
    Path folder = file.getParent();
    if (folder == null
        || name == null
        || name.toString().equals("..")
        || name.toString().equals(".")) {
      throw refused("this names no file: " + text);
    }
    Path real;
    try {
      real = folder.toRealPath();
    } catch (IOException e) {
      throw notAllowed(text);
    }
    requireWithin(real, text);
    return real;
  }

  /** Returns the real path of the allowed folder that it is in. */
  private Path requireWithin(Path real, String text) throws DriverException {
    for (Path folder : allowed) {
      try {
        Path known = folder.toRealPath();
        if (real.startsWith(known)) {
          return known;
        }
      } catch (IOException e) {
        // A folder that is not there allows nothing.
        continue;
      }
    }
    throw notAllowed(text);
  }

  private static Path path(String text) throws DriverException {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw refused("this is no path of this machine");
    }
  }

  private DriverException notAllowed(String text) {
    return refused(
        allowed.isEmpty()
            ? "no local file may be read or written; name the folders that may in the connection"
                + " property allowedLocalPaths, or use VolumeFiles"
            : "it is in no folder that the connection property allowedLocalPaths names: " + text);
  }

  static DriverException refused(String why) {
    return new DriverException(
        DriverException.Kind.UNSUPPORTED, "The local file of this statement is refused: " + why);
  }
}
