package io.github.lakewire.jdbc.internal.links;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.lakewire.jdbc.LinkRequest;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes of somebody who has the key, and of a server: what they say, or nothing. */
class RenewalMessagesFuzzTest {

  @MethodSource("messages")
  @FuzzTest
  void message(byte[] input) {
    LinkRequest request = RenewalMessages.readRequest(input);
    if (request != null) {
      assertArrayEquals(input, RenewalMessages.write(request));
    }
    SQLException failure = RenewalMessages.readFailure(input);
    if (failure != null) {
      String text = new String(input, StandardCharsets.UTF_8);
      assertEquals(text, failure.getSQLState() + ' ' + failure.getMessage());
    }
  }

  static Stream<byte[]> messages() {
    return Stream.of(
        RenewalMessages.write(new LinkRequest("1f0e-a", 5, Long.MAX_VALUE)),
        RenewalMessages.write(new LinkRequest("x", -1, 0)),
        RenewalMessages.write(new SQLException("größer", "HY024")),
        RenewalMessages.write(new SQLException(null, (String) null)),
        new byte[0]);
  }
}
