package io.github.lakewire.jdbc.internal.volume;

import io.github.lakewire.jdbc.internal.http.StoreTransfer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * A file that a statement may send, and that is opened again for each attempt. Whoever may write in
 * the allowed folder can put a link in its place meanwhile, or in that of a folder on the way; none
 * is followed.
 *
 * @param allowed the real path of the allowed folder
 * @param file the real path of the file
 */
record AllowedFile(Path allowed, Path file, long length) implements StoreTransfer.Source {
  @Override
  public InputStream open() throws IOException {
    if (file.equals(allowed)) {
      return unlinked();
    }
    try (DirectoryStream<Path> folder = Files.newDirectoryStream(allowed)) {
      return folder instanceof SecureDirectoryStream<Path> secure
          ? open(secure, allowed.relativize(file))
          : unlinked();
    }
  }

  /** Goes from folder to folder, each opened in the one before and not by its path. */
  private static InputStream open(SecureDirectoryStream<Path> folder, Path rest)
      throws IOException {
    Path name = rest.getName(0);
    if (rest.getNameCount() == 1) {
      return Channels.newInputStream(
          folder.newByteChannel(name, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)));
    }
    try (SecureDirectoryStream<Path> next =
        folder.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
      return open(next, rest.subpath(1, rest.getNameCount()));
    }
  }

  /** For systems that cannot open a file in an open folder, as Windows: looks once more. */
  private InputStream unlinked() throws IOException {
    InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
    try {
      if (!file.toRealPath().equals(file)) {
        throw new IOException("it was replaced meanwhile");
      }
      return in;
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  @Override
  public boolean isRepeatable() {
    return true;
  }
}
