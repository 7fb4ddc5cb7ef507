package io.github.lakewire.jdbc.internal.volume;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.http.StoreTransfer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file that is fetched under another name beside its own, which it gets once it is whole. Nothing
 * is left of one that is not.
 */
final class PartFile implements StoreTransfer.Sink, AutoCloseable {
  private final Path target;
  private @Nullable Path part;

  PartFile(Path target) {
    this.target = target;
  }

  @Override
  public OutputStream open() throws IOException {
    close();
    Path folder = target.toAbsolutePath().getParent();
    Path made = Files.createTempFile(folder, ".lakewire-", ".part");
    part = made;
    return Files.newOutputStream(made);
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
      // Never over another file, which may have come meanwhile.
      Files.move(whole, target);
      part = null;
    } catch (FileAlreadyExistsException e) {
      throw LocalFolders.refused("there is such a file by now, and GET overwrites none: " + target);
    } catch (IOException e) {
      throw new DriverException(
          DriverException.Kind.DEFECT, "The local file could not be written: " + target, e);
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
