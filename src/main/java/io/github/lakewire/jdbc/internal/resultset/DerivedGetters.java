package io.github.lakewire.jdbc.internal.resultset;

import io.github.lakewire.jdbc.internal.error.SqlState;
import io.github.lakewire.jdbc.internal.sqlerror.ErrorBoundary;
import io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The getters by column number that are made of other getters, and those of types that do not
 * exist.
 */
abstract class DerivedGetters extends GettersByLabel {
  @Override
  @Deprecated
  public final @Nullable BigDecimal getBigDecimal(int columnIndex, int scale) throws SQLException {
    BigDecimal value = getBigDecimal(columnIndex);
    return value == null ? null : value.setScale(scale, RoundingMode.HALF_UP);
  }

  @Override
  public final @Nullable Date getDate(int columnIndex) throws SQLException {
    return getDate(columnIndex, null);
  }

  @Override
  public final @Nullable Time getTime(int columnIndex) throws SQLException {
    return getTime(columnIndex, null);
  }

  @Override
  public final @Nullable Timestamp getTimestamp(int columnIndex) throws SQLException {
    return getTimestamp(columnIndex, null);
  }

  @Override
  public final @Nullable Object getObject(int columnIndex, @Nullable Map<String, Class<?>> types)
      throws SQLException {
    requireReadable(columnIndex);
    if (types != null && !types.isEmpty()) {
      throw SqlExceptions.notSupported("custom type maps");
    }
    return getObject(columnIndex);
  }

  @Override
  public final @Nullable String getNString(int columnIndex) throws SQLException {
    return getString(columnIndex);
  }

  @Override
  public final @Nullable InputStream getBinaryStream(int columnIndex) throws SQLException {
    byte[] bytes = getBytes(columnIndex);
    return bytes == null ? null : new ByteArrayInputStream(bytes);
  }

  @Override
  public final @Nullable InputStream getAsciiStream(int columnIndex) throws SQLException {
    return stream(columnIndex, StandardCharsets.US_ASCII);
  }

  @Override
  @Deprecated
  public final @Nullable InputStream getUnicodeStream(int columnIndex) throws SQLException {
    return stream(columnIndex, StandardCharsets.UTF_8);
  }

  private @Nullable InputStream stream(int columnIndex, Charset charset) throws SQLException {
    String text = getString(columnIndex);
    return text == null
        ? null
        : ErrorBoundary.within(() -> new ByteArrayInputStream(text.getBytes(charset)));
  }

  @Override
  public final @Nullable Reader getCharacterStream(int columnIndex) throws SQLException {
    String text = getString(columnIndex);
    return text == null ? null : new StringReader(text);
  }

  @Override
  public final @Nullable Reader getNCharacterStream(int columnIndex) throws SQLException {
    return getCharacterStream(columnIndex);
  }

  @Override
  public final @Nullable Blob getBlob(int columnIndex) throws SQLException {
    byte[] bytes = getBytes(columnIndex);
    return bytes == null ? null : new InMemoryBlob(bytes);
  }

  @Override
  public final @Nullable Clob getClob(int columnIndex) throws SQLException {
    return getNClob(columnIndex);
  }

  @Override
  public final @Nullable NClob getNClob(int columnIndex) throws SQLException {
    String text = getString(columnIndex);
    return text == null ? null : new InMemoryClob(text);
  }

  @Override
  public final @Nullable URL getURL(int columnIndex) throws SQLException {
    String text = getString(columnIndex);
    try {
      return text == null ? null : new URL(text);
    } catch (MalformedURLException e) {
      throw SqlExceptions.of(
          SqlState.INVALID_CHARACTER_VALUE, "Column " + columnIndex + " holds no URL");
    }
  }

  @Override
  public final @Nullable Array getArray(int columnIndex) throws SQLException {
    return getObject(columnIndex, Array.class);
  }

  @Override
  public final @Nullable Ref getRef(int columnIndex) throws SQLException {
    requireReadable(columnIndex);
    throw SqlExceptions.notSupported("REF values");
  }

  @Override
  public final @Nullable RowId getRowId(int columnIndex) throws SQLException {
    requireReadable(columnIndex);
    throw SqlExceptions.notSupported("ROWID values");
  }

  @Override
  public final @Nullable SQLXML getSQLXML(int columnIndex) throws SQLException {
    String text = getString(columnIndex);
    return text == null ? null : new InMemorySqlXml(text);
  }

  /** Fails unless the cursor is on a row that has the column. */
  abstract void requireReadable(int columnIndex) throws SQLException;
}
