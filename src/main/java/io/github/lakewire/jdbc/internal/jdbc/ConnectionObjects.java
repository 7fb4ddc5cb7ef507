package io.github.lakewire.jdbc.internal.jdbc;

import io.github.lakewire.jdbc.internal.parameter.NestedParameters;
import io.github.lakewire.jdbc.internal.resultset.InMemoryBlob;
import io.github.lakewire.jdbc.internal.resultset.InMemoryClob;
import io.github.lakewire.jdbc.internal.resultset.InMemorySqlXml;
import io.github.lakewire.jdbc.internal.resultset.LakewireStruct;
import io.github.lakewire.jdbc.internal.sqlerror.ErrorBoundary;
import io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Struct;
import org.jspecify.annotations.Nullable;

/** The objects that a connection creates for its user. All are in memory; no request is sent. */
abstract class ConnectionObjects extends UnsupportedConnectionFeatures {
  @Override
  public final Blob createBlob() throws SQLException {
    requireOpen();
    return new InMemoryBlob(new byte[0]);
  }

  @Override
  public final Clob createClob() throws SQLException {
    return createNClob();
  }

  @Override
  public final NClob createNClob() throws SQLException {
    requireOpen();
    return new InMemoryClob("");
  }

  /** The type does not exist on the server: it is text there. */
  @Override
  public final SQLXML createSQLXML() throws SQLException {
    requireOpen();
    return new InMemorySqlXml(null);
  }

  @Override
  public final Array createArrayOf(@Nullable String typeName, Object @Nullable [] elements)
      throws SQLException {
    requireOpen();
    if (typeName == null || elements == null) {
      throw SqlExceptions.invalidArgument("An array needs the type of its elements, and elements");
    }
    return ErrorBoundary.within(() -> NestedParameters.array(typeName, elements));
  }

  @Override
  public final Struct createStruct(@Nullable String typeName, Object @Nullable [] attributes)
      throws SQLException {
    requireOpen();
    if (typeName == null || attributes == null) {
      throw SqlExceptions.invalidArgument("A struct needs the text of its type, and attributes");
    }
    return ErrorBoundary.within(() -> LakewireStruct.of(typeName, attributes));
  }

  /** Fails when the connection is closed. */
  abstract void requireOpen() throws SQLException;
}
