package io.github.lakewire.jdbc.internal.thrift;

import java.nio.charset.StandardCharsets;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;

/** Writes long texts piece by piece, so that their bytes are in memory once. */
final class RequestProtocol extends TBinaryProtocol {
  private static final long serialVersionUID = 1L;

  private static final int PIECE = 1 << 14;

  private final transient RequestBytes out;

  RequestProtocol(RequestBytes out) {
    super(out);
    this.out = out;
  }

  @Override
  public void writeString(String text) throws TException {
    if (text.length() <= PIECE) {
      super.writeString(text);
      return;
    }
    int length = encodedLength(text);
    writeI32(length);
    out.reserve(length);
    for (int from = 0; from < text.length(); ) {
      int to = Math.min(text.length(), from + PIECE);
      if (to < text.length() && Character.isHighSurrogate(text.charAt(to - 1))) {
        to++;
      }
      byte[] piece = text.substring(from, to).getBytes(StandardCharsets.UTF_8);
      out.write(piece, 0, piece.length);
      from = to;
    }
  }

  private static int encodedLength(String text) {
    long length = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        length++;
      } else if (c < 0x800) {
        length += 2;
      } else if (!Character.isSurrogate(c)) {
        length += 3;
      } else if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        length += 4;
        i++;
      } else {
        // A question mark replaces half of a surrogate pair.
        length++;
      }
    }
    if (length > Integer.MAX_VALUE - PIECE) {
      throw new OutOfMemoryError("a text of " + length + " bytes");
    }
    return (int) length;
  }
}
