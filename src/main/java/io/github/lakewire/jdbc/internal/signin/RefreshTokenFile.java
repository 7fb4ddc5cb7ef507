package io.github.lakewire.jdbc.internal.signin;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.config.Secret;
import io.github.lakewire.jdbc.internal.error.DriverException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A refresh token in an encrypted file that its owner alone may read, so that the next process need
 * not ask the user. It is replaced as a whole. Nothing that goes wrong with it comes out: it is
 * told to the log, and the user is asked. Not for several threads at a time.
 */
public final class RefreshTokenFile {
  private static final Logger LOG = Logger.getLogger("io.github.lakewire.jdbc.internal.signin");

  /** Refresh tokens have some thousand characters at most. */
  private static final int MOST_BYTES = 64 << 10;

  /** How often another process that has the lock is asked again. */
  private static final long LOCK_PAUSE_NANOS = 20_000_000;

  private final Path folder;
  private final String name;
  private final SealedText seal;

  /**
   * Names a file; does not look at it.
   *
   * @param folder made when there is something to write
   * @param account what the token is for, without secrets; each has a file of its own
   */
  public RefreshTokenFile(Path folder, String account, Secret passphrase) {
    this.folder = folder;
    this.name = fileName(account);
    this.seal = new SealedText(passphrase, account);
  }

  private static String fileName(String account) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(account.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(Arrays.copyOf(hash, 16));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  Path file() {
    return folder.resolve(name + ".token");
  }

  /** What is done under the lock between processes. */
  public interface Work<T extends @Nullable Object> {
    T run() throws DriverException;
  }

  /**
   * Does something while no other process does; without a lock only where the file system has none.
   *
   * @throws DriverException CANNOT_CONNECT when another process has it until the deadline: a
   *     provider may take the second use of a refresh token for theft
   */
  public <T extends @Nullable Object> T locked(Deadline deadline, Work<T> work)
      throws DriverException {
    FileChannel channel = lock(deadline);
    try {
      return work.run();
    } finally {
      unlock(channel);
    }
  }

  /** Returns what holds the lock, or null where there are none. */
  private @Nullable FileChannel lock(Deadline deadline) throws DriverException {
    FileChannel channel = null;
    try {
      channel = lockFile();
      while (!isLocked(channel)) {
        if (deadline.hasPassed() || Thread.currentThread().isInterrupted()) {
          unlock(channel);
          throw new DriverException(
              DriverException.Kind.CANNOT_CONNECT,
              "Another process has had the lock of the sign-in file "
                  + file()
                  + " for too long; try again, or end that process");
        }
        LockSupport.parkNanos(LOCK_PAUSE_NANOS);
      }
    } catch (IOException e) {
      warn("cannot be locked", e);
    }
    return channel;
  }

  private static void unlock(@Nullable FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      LOG.log(Level.FINE, "A lock could not be closed", e);
    }
  }

  private FileChannel lockFile() throws IOException {
    OwnerOnly.makeFolder(folder);
    return FileChannel.open(
        folder.resolve(name + ".lock"),
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
        OwnerOnly.forFile(folder));
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      // The driver of another class loader in this process has it.
      return false;
    }
  }

  /** Returns the token; null when there is none, or none that may be used. */
  public @Nullable Secret read() {
    Path file = file();
    try {
      if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
        return null;
      }
      OwnerOnly.makeFolder(folder);
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        warn("is ignored: it is no regular file", null);
        return null;
      }
      if (OwnerOnly.isOpenToOthers(file)) {
        warn("is ignored: others than its owner may read or change it", null);
        return null;
      }
      Secret token = seal.open(bytes(file));
      if (token == null) {
        warn("is ignored: it was written with another passphrase, or is damaged", null);
      }
      return token;
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException | GeneralSecurityException e) {
      warn("cannot be read", e);
      return null;
    }
  }

  private static byte[] bytes(Path file) throws IOException {
    try (FileChannel in =
        FileChannel.open(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
      if (in.size() > MOST_BYTES) {
        throw new IOException("it is larger than " + MOST_BYTES + " bytes");
      }
      ByteBuffer bytes = ByteBuffer.allocate((int) in.size());
      while (bytes.hasRemaining() && in.read(bytes) >= 0) {
        // until it is read
      }
      return Arrays.copyOf(bytes.array(), bytes.position());
    }
  }

  /** Puts a token into the file, in the place of what is there. */
  public void write(Secret token) {
    Path fresh = folder.resolve(name + ".new");
    try {
      OwnerOnly.makeFolder(folder);
      ByteBuffer bytes = ByteBuffer.wrap(seal.seal(token));
      Files.deleteIfExists(fresh);
      try (FileChannel out =
          FileChannel.open(
              fresh,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              OwnerOnly.forFile(folder))) {
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        out.force(true);
      }
      Files.move(
          fresh, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException | GeneralSecurityException e) {
      warn("cannot be written", e);
    }
  }

  /** Removes the file: its token is of no use any more. */
  public void delete() {
    try {
      Files.deleteIfExists(file());
    } catch (IOException e) {
      warn("cannot be removed", e);
    }
  }

  private void warn(String what, @Nullable Exception why) {
    LOG.log(
        Level.WARNING,
        "The file of the sign-in {0} {1}{2}",
        new Object[] {file(), what, why == null ? "" : " (" + why + ")"});
  }
}
