package io.github.lakewire.jdbc.internal.thrift;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.transport.TMemoryBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests are what Thrift's own protocol writes, in less memory. */
class RequestProtocolTest {
  static Stream<String> texts() {
    String astral = "\ud83d\ude00";
    return Stream.of(
        "",
        "a".repeat(1 << 14),
        "a".repeat((1 << 14) + 1),
        "a".repeat((1 << 14) - 1) + astral + "b",
        astral.repeat(40_000),
        "a" + astral.repeat(40_000),
        "é✓".repeat(30_000),
        "x\ud83dy".repeat(20_000),
        "\ude00".repeat(20_000),
        "z".repeat(20_000) + "\ud83d");
  }

  @ParameterizedTest
  @MethodSource("texts")
  void textsAreWrittenAsThriftWritesThem(String text) throws Exception {
    TMemoryBuffer expected = new TMemoryBuffer(16);
    RequestBytes written = new RequestBytes();
    for (TBinaryProtocol protocol :
        new TBinaryProtocol[] {new TBinaryProtocol(expected), new RequestProtocol(written)}) {
      protocol.writeI32(7);
      protocol.writeString(text);
      protocol.writeString("end");
    }
    assertArrayEquals(
        Arrays.copyOf(expected.getArray(), expected.length()),
        Arrays.copyOf(written.array(), written.length()));
  }

  @Test
  void longTextTakesItsOwnLengthAndLittleMore() throws Exception {
    RequestBytes written = new RequestBytes();
    RequestProtocol protocol = new RequestProtocol(written);
    protocol.writeString("a".repeat(5_000_000));
    protocol.writeString("b".repeat(1_000));
    assertTrue(written.array().length < 5_010_000, "" + written.array().length);
  }
}
