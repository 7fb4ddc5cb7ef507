package io.github.lakewire.benchmarks.loop;

import io.github.lakewire.benchmarks.ColumnKind;
import io.github.lakewire.benchmarks.Shape;
import java.io.IOException;
import java.time.LocalDate;

/** Adds up the values of Thrift columns where they lie. */
final class ColumnSum {

  private final Shape shape;
  private final TextSum texts = new TextSum();

  ColumnSum(Shape shape) {
    this.shape = shape;
  }

  /** The sum of a list of columns, whose element type and size come next. */
  long columns(ThriftBytes in) throws IOException {
    long sum = 0;
    in.i8();
    int count = in.i32();
    for (int i = 0; i < count; i++) {
      byte type = in.i8();
      in.i16();
      if (type != 12) {
        throw new IOException("Not a column");
      }
      sum += column(shape.columns().get(i), in);
      in.i8();
    }
    return sum;
  }

  private long column(ColumnKind kind, ThriftBytes in) throws IOException {
    long sum = 0;
    for (byte type = in.i8(); type != ThriftBytes.STOP; type = in.i8()) {
      if (in.i16() == 1) {
        in.i8();
        sum += values(kind, in, in.i32());
      } else {
        in.skip(type);
      }
    }
    return sum;
  }

  private long values(ColumnKind kind, ThriftBytes in, int rows) {
    long sum = 0;
    switch (kind) {
      case BIGINT, NULLABLE_BIGINT -> {
        for (int row = 0; row < rows; row++) {
          sum += in.i64();
        }
      }
      case INT -> {
        for (int row = 0; row < rows; row++) {
          sum += in.i32();
        }
      }
      case DOUBLE -> {
        for (int row = 0; row < rows; row++) {
          sum += (long) Double.longBitsToDouble(in.i64());
        }
      }
      case BOOLEAN -> {
        for (int row = 0; row < rows; row++) {
          sum += in.i8();
        }
      }
      default -> {
        for (int row = 0; row < rows; row++) {
          int length = in.i32();
          if (length > 0) {
            sum += text(kind, in.bytes, in.at, length);
          }
          in.at += length;
        }
      }
    }
    return sum;
  }

  private long text(ColumnKind kind, byte[] bytes, int at, int length) {
    return switch (kind) {
      case DECIMAL -> decimal(bytes, at, length);
      case TIMESTAMP -> millisOfHour(bytes, at, length);
      case DATE ->
          LocalDate.of(digits(bytes, at, 4), digits(bytes, at + 5, 2), digits(bytes, at + 8, 2))
              .toEpochDay();
      case SHORT_TEXT, WORLD_TEXT, LONG_TEXT -> texts.value(bytes, at, at + length);
      default -> 0;
    };
  }

  private static long decimal(byte[] bytes, int at, int length) {
    long value = 0;
    for (int i = at; i < at + length; i++) {
      if (bytes[i] >= '0') {
        value = value * 10 + bytes[i] - '0';
      }
    }
    return bytes[at] == '-' ? -value : value;
  }

  private static long millisOfHour(byte[] bytes, int at, int length) {
    long millis = digits(bytes, at + 14, 2) * 60_000L + digits(bytes, at + 17, 2) * 1_000L;
    int scale = 100;
    for (int i = at + 20; i < Math.min(at + 23, at + length); i++) {
      millis += (long) (bytes[i] - '0') * scale;
      scale /= 10;
    }
    return millis;
  }

  private static int digits(byte[] bytes, int at, int count) {
    int value = 0;
    for (int i = at; i < at + count; i++) {
      value = value * 10 + bytes[i] - '0';
    }
    return value;
  }
}
