package io.github.lakewire.jdbc.internal.signin;

import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A process that holds the lock of a file, says L, and ends when its input does. */
final class LockHolder {
  private LockHolder() {}

  public static void main(String[] arguments) throws Exception {
    try (FileChannel channel = FileChannel.open(Path.of(arguments[0]), StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      System.out.print(lock.isValid() ? "L" : "no lock");
      System.out.flush();
      while (System.in.read() >= 0) {
        // until it is closed
      }
    }
  }
}
