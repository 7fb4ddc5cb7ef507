package io.github.lakewire.jdbc.internal.partition;

import java.io.ByteArrayOutputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Writes a form: its name and version, its content, a check sum. */
final class FormWriter {
  /** Bytes of name and version before the content, and of the check sum behind it. */
  static final int HEAD = 5;

  static final int TAIL = 4;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
  private final DataOutputStream out = new DataOutputStream(bytes);

  /** Writes the content. */
  @FunctionalInterface
  interface Content {
    void to(FormWriter form) throws IOException;
  }

  private FormWriter() {}

  /**
   * Writes a form.
   *
   * @param name of four bytes
   */
  static byte[] write(int name, int version, Content content) {
    FormWriter form = new FormWriter();
    try {
      form.out.writeInt(name);
      form.out.writeByte(version);
      content.to(form);
      CRC32C sum = new CRC32C();
      sum.update(form.bytes.toByteArray());
      form.out.writeInt((int) sum.getValue());
    } catch (IOException e) {
      throw new UncheckedIOException("into memory", e);
    }
    return form.bytes.toByteArray();
  }

  DataOutput data() {
    return out;
  }

  void text(String text) throws IOException {
    bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  void optional(@Nullable String text) throws IOException {
    out.writeBoolean(text != null);
    if (text != null) {
      text(text);
    }
  }

  void bytes(byte[] array) throws IOException {
    bytes(array, 0, array.length);
  }

  void bytes(byte[] array, int offset, int length) throws IOException {
    out.writeInt(length);
    out.write(array, offset, length);
  }

  void bytes(ByteBuffer buffer) throws IOException {
    byte[] copy = new byte[buffer.remaining()];
    buffer.duplicate().get(copy);
    bytes(copy);
  }
}
