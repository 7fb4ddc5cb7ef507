package io.github.lakewire.jdbc.internal.resultset;

import io.github.lakewire.jdbc.internal.sqlerror.ErrorBoundary;
import io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A {@code Clob} and {@code NClob} in memory; positions count from 1, as in JDBC. */
public final class InMemoryClob implements NClob {
  private @Nullable String text;

  public InMemoryClob(String text) {
    this.text = text;
  }

  private String text() throws SQLException {
    String present = text;
    if (present == null) {
      throw SqlExceptions.closed("Clob");
    }
    return present;
  }

  @Override
  public long length() throws SQLException {
    return text().length();
  }

  @Override
  public String getSubString(long pos, int length) throws SQLException {
    String all = text();
    int from = index(pos, all.length());
    if (length < 0) {
      throw SqlExceptions.invalidArgument("The length must not be negative: " + length);
    }
    int to = (int) Math.min(all.length(), (long) from + length);
    return ErrorBoundary.within(() -> all.substring(from, to));
  }

  @Override
  public Reader getCharacterStream() throws SQLException {
    return new StringReader(text());
  }

  @Override
  public Reader getCharacterStream(long pos, long length) throws SQLException {
    String all = text();
    int from = index(pos, all.length());
    if (length < 0 || length > all.length() - from) {
      throw SqlExceptions.invalidArgument("The Clob has no " + length + " characters from " + pos);
    }
    return new StringReader(ErrorBoundary.within(() -> all.substring(from, from + (int) length)));
  }

  @Override
  public InputStream getAsciiStream() throws SQLException {
    return ErrorBoundary.within(
        () -> new ByteArrayInputStream(text().getBytes(StandardCharsets.US_ASCII)));
  }

  @Override
  public long position(String pattern, long start) throws SQLException {
    String all = text();
    if (pattern == null) {
      throw SqlExceptions.invalidArgument("The pattern is null");
    }
    int found = all.indexOf(pattern, index(start, all.length()));
    return found < 0 ? -1 : found + 1L;
  }

  @Override
  public long position(Clob pattern, long start) throws SQLException {
    if (pattern == null) {
      throw SqlExceptions.invalidArgument("The pattern is null");
    }
    return position(
        pattern.getSubString(1, (int) Math.min(pattern.length(), Integer.MAX_VALUE)), start);
  }

  @Override
  public int setString(long pos, String added) throws SQLException {
    String all = text();
    int from = index(pos, all.length());
    if (added == null) {
      throw SqlExceptions.invalidArgument("The text is null");
    }
    int after = from + added.length();
    text =
        ErrorBoundary.within(
            () ->
                all.substring(0, from)
                    + added
                    + (after < all.length() ? all.substring(after) : ""));
    return added.length();
  }

  @Override
  public int setString(long pos, String added, int offset, int length) throws SQLException {
    if (added == null || offset < 0 || length < 0 || length > added.length() - offset) {
      throw SqlExceptions.invalidArgument("No such characters: " + length + " from " + offset);
    }
    return setString(pos, ErrorBoundary.within(() -> added.substring(offset, offset + length)));
  }

  @Override
  public OutputStream setAsciiStream(long pos) throws SQLException {
    index(pos, text().length());
    return new ByteArrayOutputStream() {
      @Override
      public void close() throws IOException {
        put(pos, () -> toString(StandardCharsets.US_ASCII));
      }
    };
  }

  @Override
  public Writer setCharacterStream(long pos) throws SQLException {
    index(pos, text().length());
    return new StringWriter() {
      @Override
      public void close() throws IOException {
        put(pos, this::toString);
      }
    };
  }

  private void put(long pos, ErrorBoundary.Work<String> written) throws IOException {
    try {
      setString(pos, ErrorBoundary.within(written));
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void truncate(long length) throws SQLException {
    String all = text();
    if (length < 0 || length > all.length()) {
      throw SqlExceptions.invalidArgument("The Clob cannot be cut to " + length + " characters");
    }
    text = ErrorBoundary.within(() -> all.substring(0, (int) length));
  }

  @Override
  public void free() {
    text = null;
  }

  private static int index(long position, int length) throws SQLException {
    if (position < 1 || position > length + 1L) {
      throw SqlExceptions.invalidArgument("The Clob has no position " + position);
    }
    return (int) (position - 1);
  }
}
