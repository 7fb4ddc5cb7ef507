package io.github.lakewire.jdbc.internal.parameter;

import io.github.lakewire.jdbc.internal.error.SqlState;
import io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.sql.SQLException;

/** Reads streams that are parameters whole, when they are set. */
public final class ParameterStreams {
  /** The stream is read to its end. */
  public static final long TO_THE_END = -1;

  private ParameterStreams() {}

  public static byte[] bytes(InputStream stream, long length) throws SQLException {
    int wanted = wanted(length);
    try {
      byte[] bytes = length == TO_THE_END ? stream.readAllBytes() : stream.readNBytes(wanted);
      require(bytes.length, length);
      return bytes;
    } catch (IOException | RuntimeException e) {
      throw unreadable(e);
    }
  }

  public static String text(Reader reader, long length) throws SQLException {
    int wanted = wanted(length);
    StringBuilder text = new StringBuilder();
    char[] piece = new char[8192];
    try {
      while (text.length() < wanted) {
        int read = reader.read(piece, 0, Math.min(piece.length, wanted - text.length()));
        if (read < 0) {
          break;
        }
        text.append(piece, 0, read);
      }
    } catch (IOException | RuntimeException e) {
      throw unreadable(e);
    }
    require(text.length(), length);
    return text.toString();
  }

  private static int wanted(long length) throws SQLException {
    if (length > Integer.MAX_VALUE || length < TO_THE_END) {
      throw SqlExceptions.invalidArgument("The length of a stream must be 0 to 2147483647");
    }
    return length == TO_THE_END ? Integer.MAX_VALUE : (int) length;
  }

  private static void require(int found, long length) throws SQLException {
    if (length != TO_THE_END && found != length) {
      throw SqlExceptions.of(
          SqlState.INVALID_PARAMETER_VALUE,
          "The stream ended after " + found + " of " + length + " units");
    }
  }

  private static SQLException unreadable(Exception e) {
    return SqlExceptions.of(
        SqlState.INVALID_PARAMETER_VALUE, "The stream of a parameter cannot be read", e);
  }
}
