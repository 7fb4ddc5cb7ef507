package io.github.lakewire.jdbc.internal.volume;

import io.github.lakewire.jdbc.internal.http.StoreTransfer;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the application itself gives or takes, in place of a local file of the statement.
 *
 * @param source null where nothing is sent
 * @param sink null where nothing is fetched
 */
public record VolumeContent(
    StoreTransfer.@Nullable Source source,
    StoreTransfer.@Nullable Sink sink,
    StoreTransfer.Progress progress) {
  /** A statement that names its local file itself. */
  public static final VolumeContent NONE = new VolumeContent(null, null, (bytes, total) -> {});

  /** A stream, which can be read once; it is not closed. */
  public static VolumeContent of(InputStream in, long length, StoreTransfer.Progress progress) {
    return new VolumeContent(new OneStream(in, length), null, progress);
  }

  /** A file, which can be read again. */
  public static VolumeContent of(Path file, StoreTransfer.Progress progress) throws IOException {
    return new VolumeContent(new LocalFile(file, Files.size(file)), null, progress);
  }

  /** A stream, which can be written once; it is not closed. */
  public static VolumeContent to(OutputStream out, StoreTransfer.Progress progress) {
    return new VolumeContent(null, new OneOutput(out), progress);
  }

  private record LocalFile(Path file, long length) implements StoreTransfer.Source {
    @Override
    public InputStream open() throws IOException {
      return Files.newInputStream(file);
    }

    @Override
    public boolean isRepeatable() {
      return true;
    }
  }

  private record OneStream(InputStream in, long length) implements StoreTransfer.Source {
    @Override
    public InputStream open() {
      return new FilterInputStream(in) {
        @Override
        public void close() {
          // It is the caller's.
        }
      };
    }

    @Override
    public boolean isRepeatable() {
      return false;
    }
  }

  private record OneOutput(OutputStream out) implements StoreTransfer.Sink {
    @Override
    public OutputStream open() {
      return new FilterOutputStream(out) {
        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
          out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
          // It is the caller's.
          out.flush();
        }
      };
    }

    @Override
    public boolean isRepeatable() {
      return false;
    }
  }
}
