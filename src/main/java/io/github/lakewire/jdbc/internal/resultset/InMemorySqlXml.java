package io.github.lakewire.jdbc.internal.resultset;

import io.github.lakewire.jdbc.internal.error.SqlState;
import io.github.lakewire.jdbc.internal.sqlerror.ErrorBoundary;
import io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.util.function.Supplier;
import javax.xml.transform.Result;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamResult;
import javax.xml.transform.stream.StreamSource;
import org.jspecify.annotations.Nullable;

/**
 * An XML text in memory, written once and not checked. Sources and results are streams: a parser
 * with settings of its own is the caller's to choose.
 */
public final class InMemorySqlXml implements SQLXML {
  private @Nullable String text;
  private @Nullable Supplier<String> written;
  private boolean freed;

  /**
   * @param text null is still to be written
   */
  public InMemorySqlXml(@Nullable String text) {
    this.text = text;
  }

  private String text() throws SQLException {
    requireNotFreed();
    if (text == null && written != null) {
      text = ErrorBoundary.within(written::get);
    }
    String present = text;
    if (present == null) {
      throw SqlExceptions.of(SqlState.WRONG_METHOD, "Nothing has been written to the SQLXML yet");
    }
    return present;
  }

  private void requireWritable() throws SQLException {
    requireNotFreed();
    if (text != null || written != null) {
      throw SqlExceptions.of(SqlState.WRONG_METHOD, "The SQLXML has been written already");
    }
  }

  private void requireNotFreed() throws SQLException {
    if (freed) {
      throw SqlExceptions.closed("SQLXML");
    }
  }

  @Override
  public String getString() throws SQLException {
    return text();
  }

  @Override
  public Reader getCharacterStream() throws SQLException {
    return new StringReader(text());
  }

  /** UTF-8. */
  @Override
  public InputStream getBinaryStream() throws SQLException {
    return ErrorBoundary.within(
        () -> new ByteArrayInputStream(text().getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public void setString(@Nullable String value) throws SQLException {
    requireWritable();
    if (value == null) {
      throw SqlExceptions.invalidArgument("The text is null");
    }
    text = value;
  }

  @Override
  public Writer setCharacterStream() throws SQLException {
    requireWritable();
    StringWriter writer = new StringWriter();
    written = writer::toString;
    return writer;
  }

  /** UTF-8. */
  @Override
  public OutputStream setBinaryStream() throws SQLException {
    requireWritable();
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    written = () -> stream.toString(StandardCharsets.UTF_8);
    return stream;
  }

  @Override
  @SuppressWarnings("unchecked") // null leaves the class to the driver
  public <T extends Source> T getSource(@Nullable Class<T> type) throws SQLException {
    requireStream(type, StreamSource.class);
    return (T) new StreamSource(getCharacterStream());
  }

  @Override
  @SuppressWarnings("unchecked") // null leaves the class to the driver
  public <T extends Result> T setResult(@Nullable Class<T> type) throws SQLException {
    requireStream(type, StreamResult.class);
    return (T) new StreamResult(setCharacterStream());
  }

  private static void requireStream(@Nullable Class<?> type, Class<?> stream) throws SQLException {
    if (type != null && type != stream) {
      throw SqlExceptions.notSupported("XML as " + type.getName() + "; use " + stream.getName());
    }
  }

  @Override
  public void free() {
    freed = true;
    text = null;
    written = null;
  }
}
