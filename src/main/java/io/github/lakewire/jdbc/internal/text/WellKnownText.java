package io.github.lakewire.jdbc.internal.text;

import java.math.BigDecimal;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;

/**
 * Geometries as text: {@code SRID=4326;POINT Z (1 2 3)}. What is sent is their well-known binary
 * form, as ISO 13249-3 has it, or with the flags and the SRID that PostGIS adds (EWKB).
 *
 * <p>Each level and each value takes bytes, so that the text is bounded by them; nesting is too.
 */
public final class WellKnownText {
  private static final int DEEPEST = 64;

  private static final int FLAG_Z = 0x8000_0000;
  private static final int FLAG_M = 0x4000_0000;
  private static final int FLAG_SRID = 0x2000_0000;

  /** By their codes, from 1 on. */
  private static final List<String> KINDS =
      List.of(
          "POINT",
          "LINESTRING",
          "POLYGON",
          "MULTIPOINT",
          "MULTILINESTRING",
          "MULTIPOLYGON",
          "GEOMETRYCOLLECTION",
          "CIRCULARSTRING",
          "COMPOUNDCURVE",
          "CURVEPOLYGON",
          "MULTICURVE",
          "MULTISURFACE",
          "CURVE",
          "SURFACE",
          "POLYHEDRALSURFACE",
          "TIN",
          "TRIANGLE");

  private static final int POINT = 1;
  private static final int LINESTRING = 2;
  private static final int POLYGON = 3;
  private static final int MULTIPOINT = 4;
  private static final int MULTILINESTRING = 5;
  private static final int MULTIPOLYGON = 6;
  private static final int COLLECTION = 7;
  private static final int CIRCULARSTRING = 8;
  private static final int COMPOUNDCURVE = 9;
  private static final int CURVEPOLYGON = 10;
  private static final int MULTICURVE = 11;
  private static final int MULTISURFACE = 12;
  private static final int POLYHEDRALSURFACE = 15;
  private static final int TIN = 16;
  private static final int TRIANGLE = 17;

  private final ByteBuffer bytes;
  private final StringBuilder out = new StringBuilder();
  private long srid;

  private WellKnownText(byte[] wkb, long srid) {
    this.bytes = ByteBuffer.wrap(wkb);
    this.srid = srid;
  }

  /** The form is none that is known; caught here. */
  private static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1;

    Unreadable() {
      super(null, null, false, false);
    }
  }

  /**
   * Writes a geometry.
   *
   * @param srid its reference system; 0 says nothing, then the bytes may
   * @return the text, or the bytes' hexadecimal digits when they are no geometry that is known
   */
  public static String of(byte[] wkb, long srid) {
    WellKnownText text = new WellKnownText(wkb, srid);
    try {
      text.geometry(0, 0);
      if (text.bytes.hasRemaining()) {
        throw new Unreadable();
      }
    } catch (Unreadable | BufferUnderflowException e) {
      return HexFormat.of().withUpperCase().formatHex(wkb);
    }
    return text.srid == 0 ? text.out.toString() : "SRID=" + text.srid + ";" + text.out;
  }

  /**
   * Writes the next geometry.
   *
   * @param parent the kind around it, 0 for none: kinds that can only be one there have no name
   */
  private void geometry(int parent, int depth) throws Unreadable {
    if (depth > DEEPEST) {
      throw new Unreadable();
    }
    byte order = bytes.get();
    if (order != 0 && order != 1) {
      throw new Unreadable();
    }
    bytes.order(order == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    int code = bytes.getInt();
    boolean z = (code & FLAG_Z) != 0;
    boolean m = (code & FLAG_M) != 0;
    if ((code & FLAG_SRID) != 0) {
      int own = bytes.getInt();
      srid = srid == 0 ? own : srid;
    }
    int plain = code & ~(FLAG_Z | FLAG_M | FLAG_SRID);
    int kind = plain % 1000;
    z |= plain / 1000 == 1 || plain / 1000 == 3;
    m |= plain / 1000 == 2 || plain / 1000 == 3;
    if (plain < 0 || plain / 1000 > 3 || kind < 1 || kind > KINDS.size() || !fits(kind, parent)) {
      throw new Unreadable();
    }
    int dimensions = 2 + (z ? 1 : 0) + (m ? 1 : 0);
    String ordinates = (z ? "Z" : "") + (m ? "M" : "");
    boolean named = isNamed(kind, parent);
    if (named) {
      out.append(KINDS.get(kind - 1));
    }
    int start = out.length();
    boolean empty = content(kind, dimensions, depth);
    if (empty) {
      out.setLength(start);
    }
    if (named) {
      out.insert(start, ordinates.isEmpty() ? (empty ? " " : "") : " " + ordinates + " ");
    }
    if (empty) {
      out.append("EMPTY");
    }
  }

  /** Whether a kind may be inside another. */
  private static boolean fits(int kind, int parent) {
    return switch (parent) {
      case MULTIPOINT -> kind == POINT;
      case MULTILINESTRING -> kind == LINESTRING;
      case MULTIPOLYGON, POLYHEDRALSURFACE -> kind == POLYGON;
      case TIN -> kind == TRIANGLE;
      case COMPOUNDCURVE -> kind == LINESTRING || kind == CIRCULARSTRING;
      case CURVEPOLYGON, MULTICURVE ->
          kind == LINESTRING || kind == CIRCULARSTRING || kind == COMPOUNDCURVE;
      case MULTISURFACE -> kind == POLYGON || kind == CURVEPOLYGON;
      default -> true;
    };
  }

  /** Within other kinds the one that is usual there has no name. */
  private static boolean isNamed(int kind, int parent) {
    return switch (parent) {
      case MULTIPOINT, MULTILINESTRING, MULTIPOLYGON, POLYHEDRALSURFACE, TIN -> false;
      case COMPOUNDCURVE, CURVEPOLYGON, MULTICURVE -> kind != LINESTRING;
      case MULTISURFACE -> kind != POLYGON;
      default -> true;
    };
  }

  /** Writes what is in parentheses; returns whether there is nothing. */
  private boolean content(int kind, int dimensions, int depth) throws Unreadable {
    return switch (kind) {
      case POINT -> {
        out.append('(');
        boolean empty = position(dimensions);
        out.append(')');
        yield empty;
      }
      case LINESTRING, CIRCULARSTRING -> positions(dimensions);
      case POLYGON, TRIANGLE -> {
        int rings = count(Integer.BYTES);
        for (int i = 0; i < rings; i++) {
          out.append(i == 0 ? '(' : ',');
          if (positions(dimensions)) {
            out.append("EMPTY");
          }
        }
        out.append(')');
        yield rings == 0;
      }
      case MULTIPOINT,
          MULTILINESTRING,
          MULTIPOLYGON,
          COLLECTION,
          COMPOUNDCURVE,
          CURVEPOLYGON,
          MULTICURVE,
          MULTISURFACE,
          POLYHEDRALSURFACE,
          TIN -> {
        // A geometry has its byte order, its kind, and a count or a position.
        ByteOrder order = bytes.order();
        int parts = count(1 + 2 * Integer.BYTES);
        for (int i = 0; i < parts; i++) {
          out.append(i == 0 ? '(' : ',');
          geometry(kind, depth + 1);
        }
        bytes.order(order);
        out.append(')');
        yield parts == 0;
      }
      default -> throw new Unreadable();
    };
  }

  /** Writes a list of positions in parentheses; nothing, and true, when there is none. */
  private boolean positions(int dimensions) throws Unreadable {
    int positions = count(dimensions * Double.BYTES);
    if (positions == 0) {
      return true;
    }
    for (int i = 0; i < positions; i++) {
      out.append(i == 0 ? '(' : ',');
      position(dimensions);
    }
    out.append(')');
    return false;
  }

  /** Writes a position; returns whether it is the one of an empty point, which has no numbers. */
  private boolean position(int dimensions) {
    boolean empty = true;
    for (int i = 0; i < dimensions; i++) {
      double ordinate = bytes.getDouble();
      empty &= Double.isNaN(ordinate);
      if (i > 0) {
        out.append(' ');
      }
      append(ordinate);
    }
    return empty;
  }

  private void append(double ordinate) {
    if (ordinate == (long) ordinate && Math.abs(ordinate) < 1e15) {
      out.append((long) ordinate);
    } else if (Math.abs(ordinate) >= 1e-7 && Math.abs(ordinate) < 1e15) {
      out.append(new BigDecimal(Double.toString(ordinate)).toPlainString());
    } else {
      out.append(ordinate);
    }
  }

  /** Reads how many parts follow; each takes so many bytes at least. */
  private int count(int width) throws Unreadable {
    int count = bytes.getInt();
    if (count < 0 || count > bytes.remaining() / width) {
      throw new Unreadable();
    }
    return count;
  }
}
