package io.github.lakewire.benchmarks.loop;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Walks a binary Thrift message in place. */
final class ThriftBytes {

  static final byte STOP = 0;

  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  final byte[] bytes;
  int at;

  ThriftBytes(byte[] bytes, int at) {
    this.bytes = bytes;
    this.at = at;
  }

  byte i8() {
    return bytes[at++];
  }

  short i16() {
    at += 2;
    return (short) SHORT.get(bytes, at - 2);
  }

  int i32() {
    at += 4;
    return (int) INT.get(bytes, at - 4);
  }

  long i64() {
    at += 8;
    return (long) LONG.get(bytes, at - 8);
  }

  /**
   * Moves into the field of the struct at hand.
   *
   * @return whether the struct has it
   */
  boolean enter(int id) throws IOException {
    for (byte type = i8(); type != STOP; type = i8()) {
      if (i16() == id) {
        return true;
      }
      skip(type);
    }
    return false;
  }

  void skip(byte type) throws IOException {
    switch (type) {
      case 2, 3 -> at++;
      case 6 -> at += 2;
      case 8 -> at += 4;
      case 4, 10 -> at += 8;
      case 11 -> {
        int length = i32();
        at += length;
      }
      case 12 -> {
        for (byte field = i8(); field != STOP; field = i8()) {
          at += 2;
          skip(field);
        }
      }
      case 13 -> {
        byte key = i8();
        byte value = i8();
        for (int left = i32(); left > 0; left--) {
          skip(key);
          skip(value);
        }
      }
      case 14, 15 -> {
        byte element = i8();
        for (int left = i32(); left > 0; left--) {
          skip(element);
        }
      }
      default -> throw new IOException("Not a Thrift type: " + type);
    }
  }
}
