package io.github.lakewire.jdbc.internal.partition;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.SqlState;
import java.io.ByteArrayInputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Reads a form that {@link FormWriter} has written, elsewhere and perhaps in another version. */
final class FormReader {
  private final ByteArrayInputStream bytes;
  private final DataInputStream in;

  private FormReader(byte[] form) {
    bytes =
        new ByteArrayInputStream(
            form, FormWriter.HEAD, form.length - FormWriter.HEAD - FormWriter.TAIL);
    in = new DataInputStream(bytes);
  }

  /** Reads the content. */
  @FunctionalInterface
  interface Content<T> {
    T from(FormReader form) throws IOException, DriverException;
  }

  /**
   * Reads a form.
   *
   * @param what it is, for messages
   * @throws DriverException HY024 when it is damaged, no such form or of another version
   */
  static <T> T read(byte[] form, int name, int version, String what, Content<T> content)
      throws DriverException {
    ByteBuffer head = ByteBuffer.wrap(form);
    if (form.length < FormWriter.HEAD + FormWriter.TAIL || head.getInt() != name) {
      throw unreadable(what, "these bytes are none", null);
    }
    int found = head.get();
    if (found != version) {
      throw unreadable(
          what,
          "it has version "
              + found
              + ", and this driver reads version "
              + version
              + "; use one version of the driver everywhere",
          null);
    }
    CRC32C sum = new CRC32C();
    sum.update(form, 0, form.length - FormWriter.TAIL);
    if ((int) sum.getValue() != head.getInt(form.length - FormWriter.TAIL)) {
      throw unreadable(what, "its check sum is wrong: it was damaged on its way", null);
    }
    FormReader reader = new FormReader(form);
    try {
      T read = content.from(reader);
      if (reader.bytes.available() > 0) {
        throw unreadable(what, "it has more content than it should", null);
      }
      return read;
    } catch (IOException | IllegalArgumentException e) {
      throw unreadable(what, "its content makes no sense", e);
    }
  }

  private static DriverException unreadable(String what, String why, @Nullable Exception cause) {
    DriverException failure =
        DriverException.data(SqlState.INVALID_ARGUMENT, "The " + what + " cannot be read: " + why);
    if (cause != null) {
      failure.addSuppressed(cause);
    }
    return failure;
  }

  DataInput data() {
    return in;
  }

  /** Reads a number of things that take at least so many bytes each. */
  int count(int leastBytes) throws IOException {
    int count = in.readInt();
    if (count < 0 || (long) count * leastBytes > bytes.available()) {
      throw new EOFException("a count of " + count);
    }
    return count;
  }

  byte[] bytes() throws IOException {
    byte[] array = new byte[count(1)];
    in.readFully(array);
    return array;
  }

  String text() throws IOException {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  @Nullable String optional() throws IOException {
    return in.readBoolean() ? text() : null;
  }

  /** Reads the number of one of the values. */
  <E> E oneOf(E[] values) throws IOException {
    int number = in.readUnsignedByte();
    if (number >= values.length) {
      throw new IOException("value " + number + " of " + values.length);
    }
    return values[number];
  }
}
