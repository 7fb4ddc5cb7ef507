package io.github.lakewire.jdbc.internal.resultset;

import io.github.lakewire.jdbc.internal.error.SqlState;
import io.github.lakewire.jdbc.internal.sqlerror.ErrorBoundary;
import io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Blob;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A {@code Blob} in memory; positions count from 1, as in JDBC. */
public final class InMemoryBlob implements Blob {
  private byte @Nullable [] bytes;

  public InMemoryBlob(byte[] bytes) {
    this.bytes = bytes;
  }

  private byte[] bytes() throws SQLException {
    byte[] present = bytes;
    if (present == null) {
      throw SqlExceptions.closed("Blob");
    }
    return present;
  }

  @Override
  public long length() throws SQLException {
    return bytes().length;
  }

  @Override
  public byte[] getBytes(long pos, int length) throws SQLException {
    byte[] all = bytes();
    int from = index(pos, all.length);
    if (length < 0) {
      throw SqlExceptions.invalidArgument("The length must not be negative: " + length);
    }
    int to = (int) Math.min(all.length, (long) from + length);
    return ErrorBoundary.within(() -> Arrays.copyOfRange(all, from, to));
  }

  @Override
  public InputStream getBinaryStream() throws SQLException {
    return new ByteArrayInputStream(bytes());
  }

  @Override
  public InputStream getBinaryStream(long pos, long length) throws SQLException {
    byte[] all = bytes();
    int from = index(pos, all.length);
    if (length < 0 || length > all.length - from) {
      throw SqlExceptions.invalidArgument("The Blob has no " + length + " bytes from " + pos);
    }
    return new ByteArrayInputStream(all, from, (int) length);
  }

  @Override
  public long position(byte[] pattern, long start) throws SQLException {
    byte[] all = bytes();
    if (pattern == null) {
      throw SqlExceptions.invalidArgument("The pattern is null");
    }
    for (int at = index(start, all.length); at <= all.length - pattern.length; at++) {
      if (Arrays.equals(all, at, at + pattern.length, pattern, 0, pattern.length)) {
        return at + 1L;
      }
    }
    return -1;
  }

  @Override
  public long position(Blob pattern, long start) throws SQLException {
    if (pattern == null) {
      throw SqlExceptions.invalidArgument("The pattern is null");
    }
    return position(
        pattern.getBytes(1, (int) Math.min(pattern.length(), Integer.MAX_VALUE)), start);
  }

  @Override
  public int setBytes(long pos, byte[] added) throws SQLException {
    if (added == null) {
      throw SqlExceptions.invalidArgument("The bytes are null");
    }
    return setBytes(pos, added, 0, added.length);
  }

  @Override
  public int setBytes(long pos, byte[] added, int offset, int length) throws SQLException {
    byte[] all = bytes();
    int from = index(pos, all.length);
    if (added == null || offset < 0 || length < 0 || length > added.length - offset) {
      throw SqlExceptions.invalidArgument("No such bytes: " + length + " from " + offset);
    }
    if ((long) from + length > Integer.MAX_VALUE - 8) {
      throw SqlExceptions.of(SqlState.INVALID_ARGUMENT, "The Blob would be longer than 2 GiB");
    }
    int size = Math.max(all.length, from + length);
    byte[] changed = ErrorBoundary.within(() -> Arrays.copyOf(all, size));
    System.arraycopy(added, offset, changed, from, length);
    bytes = changed;
    return length;
  }

  @Override
  public OutputStream setBinaryStream(long pos) throws SQLException {
    index(pos, bytes().length);
    return new ByteArrayOutputStream() {
      @Override
      public void close() throws java.io.IOException {
        try {
          setBytes(pos, ErrorBoundary.within(this::toByteArray));
        } catch (SQLException e) {
          throw new java.io.IOException(e);
        }
      }
    };
  }

  @Override
  public void truncate(long length) throws SQLException {
    byte[] all = bytes();
    if (length < 0 || length > all.length) {
      throw SqlExceptions.invalidArgument("The Blob cannot be cut to " + length + " bytes");
    }
    bytes = ErrorBoundary.within(() -> Arrays.copyOf(all, (int) length));
  }

  @Override
  public void free() {
    bytes = null;
  }

  private static int index(long position, int length) throws SQLException {
    if (position < 1 || position > length + 1L) {
      throw SqlExceptions.invalidArgument("The Blob has no position " + position);
    }
    return (int) (position - 1);
  }
}
