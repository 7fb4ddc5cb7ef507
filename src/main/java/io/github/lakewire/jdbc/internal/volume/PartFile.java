package io.github.lakewire.jdbc.internal.volume;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.http.StoreTransfer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file that is fetched under another name beside its own, which it gets once it is whole. Nothing
 * is left of one that is not.
 */
final class PartFile implements StoreTransfer.Sink, AutoCloseable {
  private final Path target;
  private @Nullable Path part;

  /** Takes the real path, such as {@link LocalFolders#writable} gives it. */
  PartFile(Path target) {
    this.target = target;
  }

  @Override
  public OutputStream open() throws IOException {
    close();
    Path made = target.resolveSibling(".lakewire-" + UUID.randomUUID() + ".part");
    requireFolder();
    // With the rights of any new file, unlike temporary files, which are their owner's alone.
    OutputStream out =
        Files.newOutputStream(made, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    part = made;
    return out;
  }

  @Override
  public boolean isRepeatable() {
    return true;
  }

  /** Gives the whole file its name. */
  void complete() throws DriverException {
    Path whole = part;
    if (whole == null) {
      throw new IllegalStateException("nothing was fetched");
    }
    try {
      requireFolder();
      name(whole);
    } catch (FileAlreadyExistsException e) {
      throw LocalFolders.refused("there is such a file by now, and GET overwrites none: " + target);
    } catch (IOException e) {
      throw new DriverException(
          DriverException.Kind.DEFECT, "The local file could not be written: " + target, e);
    }
  }

  /**
   * Never over another file, which may have come meanwhile: to make a link is one step, while a
   * move looks first and renames then. A file system without links gets the move.
   */
  private void name(Path whole) throws IOException {
    try {
      Files.createLink(target, whole);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (IOException | UnsupportedOperationException e) {
      Files.move(whole, target);
      part = null;
    }
  }

  /** The folder was looked up before; a link in its place leads somewhere else. */
  private void requireFolder() throws IOException {
    Path folder = target.getParent();
    if (folder == null || !folder.toRealPath().equals(folder)) {
      throw new IOException("its folder was replaced meanwhile");
    }
  }

  @Override
  public void close() {
    Path rest = part;
    part = null;
    if (rest != null) {
      try {
        Files.deleteIfExists(rest);
      } catch (IOException e) {
        rest.toFile().deleteOnExit();
      }
    }
  }
}
