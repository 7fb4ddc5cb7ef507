package io.github.lakewire.jdbc.internal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Well-known binary, put together here, as text. */
class WellKnownTextTest {
  private static final double EMPTY = Double.NaN;

  /** Writes geometries in one byte order, or in turns. */
  private static final class Wkb {
    private final ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
    private final ByteOrder order;

    Wkb(ByteOrder order) {
      this.order = order;
      bytes.order(order);
    }

    Wkb head(int code) {
      bytes.put((byte) (order == ByteOrder.BIG_ENDIAN ? 0 : 1)).putInt(code);
      return this;
    }

    Wkb count(int count) {
      bytes.putInt(count);
      return this;
    }

    Wkb at(double... ordinates) {
      Arrays.stream(ordinates).forEach(bytes::putDouble);
      return this;
    }

    Wkb raw(byte[] other) {
      bytes.put(other);
      return this;
    }

    byte[] done() {
      return Arrays.copyOf(bytes.array(), bytes.position());
    }
  }

  private interface Content {
    Wkb write(Wkb to);
  }

  private static void assertText(String expected, Content content) {
    for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
      byte[] bytes = content.write(new Wkb(order)).done();
      assertEquals(expected, WellKnownText.of(bytes, 0));
      assertEquals("SRID=4326;" + expected, WellKnownText.of(bytes, 4326));
    }
  }

  @Test
  void everyKindIsWritten() {
    assertText("POINT(1 2)", w -> w.head(1).at(1, 2));
    assertText("POINT(-0.5 1000000.25)", w -> w.head(1).at(-0.5, 1_000_000.25));
    assertText("POINT(1.0E300 1.0E-9)", w -> w.head(1).at(1e300, 1e-9));
    assertText("LINESTRING(0 0,1 1)", w -> w.head(2).count(2).at(0, 0, 1, 1));
    assertText(
        "POLYGON((0 0,4 0,4 4,0 0),(1 1,2 1,2 2,1 1))",
        w ->
            w.head(3)
                .count(2)
                .count(4)
                .at(0, 0, 4, 0, 4, 4, 0, 0)
                .count(4)
                .at(1, 1, 2, 1, 2, 2, 1, 1));
    assertText(
        "MULTIPOINT((1 2),EMPTY)",
        w -> w.head(4).count(2).head(1).at(1, 2).head(1).at(EMPTY, EMPTY));
    assertText(
        "MULTILINESTRING((0 0,1 1),EMPTY)",
        w -> w.head(5).count(2).head(2).count(2).at(0, 0, 1, 1).head(2).count(0));
    assertText(
        "MULTIPOLYGON(((0 0,1 0,1 1,0 0)))",
        w -> w.head(6).count(1).head(3).count(1).count(4).at(0, 0, 1, 0, 1, 1, 0, 0));
    assertText(
        "GEOMETRYCOLLECTION(POINT(1 2),GEOMETRYCOLLECTION(LINESTRING(0 0,1 1)),POINT EMPTY)",
        w ->
            w.head(7)
                .count(3)
                .head(1)
                .at(1, 2)
                .head(7)
                .count(1)
                .head(2)
                .count(2)
                .at(0, 0, 1, 1)
                .head(1)
                .at(EMPTY, EMPTY));
    assertText("CIRCULARSTRING(0 0,1 1,2 0)", w -> w.head(8).count(3).at(0, 0, 1, 1, 2, 0));
    assertText(
        "COMPOUNDCURVE((0 0,1 1),CIRCULARSTRING(1 1,2 2,3 1))",
        w ->
            w.head(9)
                .count(2)
                .head(2)
                .count(2)
                .at(0, 0, 1, 1)
                .head(8)
                .count(3)
                .at(1, 1, 2, 2, 3, 1));
    assertText(
        "TIN Z (((0 0 0,1 0 0,1 1 1,0 0 0)))",
        w ->
            w.head(1016)
                .count(1)
                .head(1017)
                .count(1)
                .count(4)
                .at(0, 0, 0, 1, 0, 0, 1, 1, 1, 0, 0, 0));
  }

  @Test
  void dimensionsAreNamedInBothWaysOfWritingThem() {
    for (int code : new int[] {1001, 0x8000_0001}) {
      assertText("POINT Z (1 2 3)", w -> w.head(code).at(1, 2, 3));
      assertText("POINT Z EMPTY", w -> w.head(code).at(EMPTY, EMPTY, EMPTY));
    }
    for (int code : new int[] {2002, 0x4000_0002}) {
      assertText("LINESTRING M (1 2 3,4 5 6)", w -> w.head(code).count(2).at(1, 2, 3, 4, 5, 6));
    }
    for (int code : new int[] {3001, 0xc000_0001}) {
      assertText("POINT ZM (1 2 3 4)", w -> w.head(code).at(1, 2, 3, 4));
    }
    assertText("MULTIPOINT ZM ((1 2 3 4))", w -> w.head(3004).count(1).head(3001).at(1, 2, 3, 4));
  }

  @Test
  void emptyOnesSaySo() {
    String[] kinds = {
      "LINESTRING", "POLYGON", "MULTIPOINT", "MULTILINESTRING", "MULTIPOLYGON", "GEOMETRYCOLLECTION"
    };
    for (int i = 0; i < kinds.length; i++) {
      int code = i + 2;
      assertText(kinds[i] + " EMPTY", w -> w.head(code).count(0));
      assertText(kinds[i] + " Z EMPTY", w -> w.head(code + 1000).count(0));
    }
  }

  @Test
  void byteOrdersMayChangeInside() {
    byte[] little = new Wkb(ByteOrder.LITTLE_ENDIAN).head(1).at(3, 4).done();
    byte[] bytes =
        new Wkb(ByteOrder.BIG_ENDIAN).head(7).count(2).raw(little).head(1).at(5, 6).done();
    assertEquals("GEOMETRYCOLLECTION(POINT(3 4),POINT(5 6))", WellKnownText.of(bytes, 0));
  }

  @Test
  void theBytesMaySayTheSystemWhereNothingElseDoes() {
    byte[] bytes = new Wkb(ByteOrder.LITTLE_ENDIAN).head(0x2000_0001).count(3857).at(1, 2).done();
    assertEquals("SRID=3857;POINT(1 2)", WellKnownText.of(bytes, 0));
    assertEquals("SRID=4326;POINT(1 2)", WellKnownText.of(bytes, 4326));
  }

  private static void assertHex(byte[] bytes) {
    assertEquals(HexFormat.of().withUpperCase().formatHex(bytes), WellKnownText.of(bytes, 4326));
  }

  @Test
  void whatIsNoGeometryIsGivenAsDigits() {
    byte[] point = new Wkb(ByteOrder.LITTLE_ENDIAN).head(1).at(1, 2).done();
    for (int length = 0; length < point.length; length++) {
      assertHex(Arrays.copyOf(point, length));
    }
    assertHex(Arrays.copyOf(point, point.length + 1));
    assertHex(new Wkb(ByteOrder.LITTLE_ENDIAN).head(99).at(1, 2).done());
    assertHex(new Wkb(ByteOrder.LITTLE_ENDIAN).head(4001).at(1, 2).done());
    assertHex(new Wkb(ByteOrder.LITTLE_ENDIAN).head(2).count(-1).done());
    assertHex(new Wkb(ByteOrder.LITTLE_ENDIAN).head(2).count(Integer.MAX_VALUE).done());
    // A line is no part of a multipoint.
    assertHex(new Wkb(ByteOrder.LITTLE_ENDIAN).head(4).count(1).head(2).count(0).done());
    point[0] = 7;
    assertHex(point);
  }

  @Test
  void nestingAndTextAreBounded() {
    Wkb deep = new Wkb(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 7_000; i++) {
      deep.head(7).count(1);
    }
    assertHex(deep.head(7).count(0).done());
    Random random = new Random(5);
    assertTimeout(
        Duration.ofSeconds(20),
        () -> {
          for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            if (bytes.length > 9) {
              bytes[0] = 1;
              Arrays.fill(bytes, 2, 5, (byte) 0);
              bytes[1] = (byte) (1 + random.nextInt(17));
              Arrays.fill(bytes, 6, 9, (byte) 0);
            }
            assertTrue(WellKnownText.of(bytes, 0).length() <= 30 * bytes.length + 30);
          }
        });
  }
}
