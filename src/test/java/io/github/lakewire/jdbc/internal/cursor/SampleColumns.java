package io.github.lakewire.jdbc.internal.cursor;

import io.github.lakewire.jdbc.internal.fetch.Page;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Columns as the wire has them. */
public final class SampleColumns {
  private SampleColumns() {}

  /** The kind follows from the class of the values. */
  public static Page.ColumnValues of(List<?> values, byte[] nulls) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    Page.Kind kind = Page.Kind.I32;
    try {
      for (Object value : values) {
        kind = write(value, out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Page.ColumnValues(
        kind, ByteBuffer.wrap(bytes.toByteArray()), values.size(), ByteBuffer.wrap(nulls));
  }

  private static Page.Kind write(Object value, DataOutputStream out) throws IOException {
    if (value instanceof Boolean flag) {
      out.writeBoolean(flag);
      return Page.Kind.BOOL;
    } else if (value instanceof Byte number) {
      out.writeByte(number);
      return Page.Kind.BYTE;
    } else if (value instanceof Short number) {
      out.writeShort(number);
      return Page.Kind.I16;
    } else if (value instanceof Integer number) {
      out.writeInt(number);
      return Page.Kind.I32;
    } else if (value instanceof Long number) {
      out.writeLong(number);
      return Page.Kind.I64;
    } else if (value instanceof Double number) {
      out.writeDouble(number);
      return Page.Kind.DOUBLE;
    } else if (value instanceof String text) {
      writeBytes(text.getBytes(StandardCharsets.UTF_8), out);
      return Page.Kind.STRING;
    } else if (value instanceof byte[] binary) {
      writeBytes(binary, out);
      return Page.Kind.BINARY;
    }
    throw new IllegalArgumentException("no columnar value: " + value.getClass());
  }

  private static void writeBytes(byte[] bytes, DataOutputStream out) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }
}
