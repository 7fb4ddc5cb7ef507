package io.github.lakewire.jdbc.internal.parameter;

import static io.github.lakewire.jdbc.testkit.SqlStates.state;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.jdbc.FakeSession;
import io.github.lakewire.jdbc.internal.jdbc.LakewireConnection;
import io.github.lakewire.jdbc.internal.thrift.StatementRequest.Parameter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Streams and readers as parameters: read to their length or their end. */
class ParameterStreamsTest {
  private final FakeSession session = new FakeSession();
  private final LakewireConnection connection = session.connect();

  /**
   * What the only marker of a statement is sent as: type and text, or the text of the statement.
   */
  private String sent(Binding binding) throws Exception {
    session.requests.clear();
    try (PreparedStatement statement = connection.prepareStatement("SELECT ?")) {
      binding.bind(statement);
      statement.execute();
    }
    List<Parameter> parameters = session.requests.get(0).parameters();
    return parameters.isEmpty()
        ? session.statements().get(0)
        : parameters.get(0).type() + " " + parameters.get(0).value();
  }

  @Test
  void streamsWithoutALengthAreReadToTheirEnd() throws Exception {
    String text = "x".repeat(100_000);
    assertEquals(
        "STRING " + text,
        sent(s -> s.setAsciiStream(1, new ByteArrayInputStream(text.getBytes(US_ASCII)))));
    assertEquals("STRING " + text, sent(s -> s.setCharacterStream(1, new StringReader(text))));
    assertEquals("STRING " + text, sent(s -> s.setNCharacterStream(1, new StringReader(text))));
    assertEquals("STRING " + text, sent(s -> s.setClob(1, new StringReader(text))));
    assertEquals(
        "SELECT unhex('0102')",
        sent(s -> s.setBinaryStream(1, new ByteArrayInputStream(new byte[] {1, 2}))));
  }

  @Test
  void shortReadsAreNotTheEnd() throws Exception {
    Reader oneByOne =
        new StringReader("three") {
          @Override
          public int read(char[] buffer, int offset, int length) throws IOException {
            return super.read(buffer, offset, Math.min(1, length));
          }
        };
    assertEquals("STRING three", sent(s -> s.setCharacterStream(1, oneByOne, 5)));
  }

  private static Reader slow(String text) {
    return new StringReader(text) {
      @Override
      public int read(char[] buffer, int offset, int length) throws java.io.IOException {
        return super.read(buffer, offset, Math.min(1, length));
      }
    };
  }

  @Test
  void streamsHoldWhatTheirLengthSays() throws SQLException {
    PreparedStatement statement = connection.prepareStatement("SELECT ?, ?, ?, ?");
    InputStream ascii = new ByteArrayInputStream("abc".getBytes(StandardCharsets.US_ASCII));
    statement.setAsciiStream(1, ascii, 2);
    // A reader that gives one character at a time is not at its end.
    statement.setCharacterStream(2, slow("xyz"), 3);
    statement.setNCharacterStream(3, slow("ü✓"));
    statement.setBinaryStream(4, new ByteArrayInputStream(new byte[] {1, 2}));
    statement.execute();
    assertEquals(
        List.of("ab", "xyz", "ü✓"),
        session.requests.get(0).parameters().stream().map(Parameter::value).toList());
    assertTrue(session.statements().get(0).endsWith("unhex('0102')"));
    for (Executable call :
        List.<Executable>of(
            () -> statement.setAsciiStream(1, new ByteArrayInputStream(new byte[3]), 4),
            () -> statement.setCharacterStream(1, slow("abc"), 4L),
            () -> statement.setNCharacterStream(1, slow("abc"), 4L),
            () -> statement.setBinaryStream(1, new ByteArrayInputStream(new byte[3]), 4L),
            () -> statement.setClob(1, slow("abc"), 4L),
            () -> statement.setNClob(1, slow("abc"), 4L),
            () -> statement.setBlob(1, new ByteArrayInputStream(new byte[3]), 4L))) {
      assertEquals("22023", state(call));
    }
    assertEquals("HY024", state(() -> statement.setCharacterStream(1, slow("abc"), -1)));
  }

  @Test
  void streamsMustHoldWhatTheirLengthSays() throws SQLException {
    PreparedStatement statement = connection.prepareStatement("SELECT ?, ?");
    statement.setCharacterStream(1, new StringReader("abc"));
    statement.setBinaryStream(2, new ByteArrayInputStream(new byte[] {1, 2, 3}), 2);
    statement.execute();
    assertEquals("abc", session.requests.get(0).parameters().get(0).value());
    assertEquals(List.of("SELECT ?, unhex('0102')"), session.statements());
    assertThrows(
        SQLException.class, () -> statement.setCharacterStream(1, new StringReader("abc"), 4));
    assertThrows(
        SQLException.class,
        () -> statement.setBinaryStream(2, new ByteArrayInputStream(new byte[3]), 4L));
  }

  private interface Binding {
    void bind(PreparedStatement statement) throws Exception;
  }
}
