package io.github.lakewire.jdbc.internal.column;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.ipc.BatchLayout;
import io.github.lakewire.jdbc.internal.ipc.LittleEndian;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Texts and bytes as views: up to twelve bytes stand in the view itself, longer values in one of
 * several buffers. Views may share bytes. Within other values they must not: small lists could
 * unfold into huge ones.
 */
public final class ViewReader extends ArrowReader {
  private static final int WIDTH = 16;
  private static final int LONGEST_INSIDE = 12;

  private final boolean text;
  private final TextDecoder decoding;
  private final boolean nested;

  private @Nullable BatchLayout batch;
  private int views;
  private int firstBuffer;
  private int buffers;
  private boolean shares;

  /**
   * @param text whether the values are UTF-8
   * @param nested whether they are within other values
   */
  public ViewReader(ColumnInfo column, boolean text, boolean nested) {
    super(column);
    this.text = text;
    this.decoding = TextDecoder.of(column.type());
    this.nested = nested;
  }

  @Override
  protected void bindValues(BatchLayout bound, int length) throws DriverException {
    batch = bound;
    views = bound.start(bound.takeBuffer((long) length * WIDTH));
    buffers = bound.takeView();
    firstBuffer = 0;
    long held = 0;
    for (int i = 0; i < buffers; i++) {
      int number = bound.takeBuffer(0);
      firstBuffer = i == 0 ? number : firstBuffer;
      held += bound.size(number);
    }
    shares = nested && wanted(length) > held;
  }

  private long wanted(int length) {
    long together = 0;
    for (int row = 0; row < length; row++) {
      int size = (int) LittleEndian.INT.get(bytes, views + (row << 4));
      together += size > LONGEST_INSIDE && !isNull(row) ? size : 0;
    }
    return together;
  }

  private int size(int row) throws DriverException {
    if (shares) {
      throw unread(column(), "views that share their bytes within other values");
    }
    int size = (int) LittleEndian.INT.get(bytes, views + (row << 4));
    if (size < 0) {
      throw damaged();
    }
    return size;
  }

  private int start(int row, int size) throws DriverException {
    int view = views + (row << 4);
    if (size <= LONGEST_INSIDE) {
      return view + Integer.BYTES;
    }
    int buffer = (int) LittleEndian.INT.get(bytes, view + 8);
    int offset = (int) LittleEndian.INT.get(bytes, view + 12);
    if (batch == null || buffer < 0 || buffer >= buffers || offset < 0) {
      throw damaged();
    }
    int number = firstBuffer + buffer;
    if (offset > batch.size(number) - size) {
      throw damaged();
    }
    return batch.start(number) + offset;
  }

  private static DriverException damaged() {
    return new DriverException(
        DriverException.Kind.PROTOCOL, "The server's Arrow data is damaged: a view of other bytes");
  }

  @Override
  public Object getObject(int row) throws DriverException {
    if (!text) {
      return getBytes(row);
    }
    return decoding.decode(characters(row), this);
  }

  @Override
  public String getString(int row) throws DriverException {
    return text && decoding == TextDecoder.NESTED ? super.getString(row) : characters(row);
  }

  private String characters(int row) throws DriverException {
    int size = size(row);
    return new String(bytes, start(row, size), size, StandardCharsets.UTF_8);
  }

  @Override
  public byte[] getBytes(int row) throws DriverException {
    if (text) {
      return super.getBytes(row);
    }
    int size = size(row);
    int start = start(row, size);
    return Arrays.copyOfRange(bytes, start, start + size);
  }
}
