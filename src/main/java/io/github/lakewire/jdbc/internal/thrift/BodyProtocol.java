package io.github.lakewire.jdbc.internal.thrift;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TField;
import org.apache.thrift.protocol.TList;
import org.apache.thrift.protocol.TMap;
import org.apache.thrift.protocol.TProtocolException;
import org.apache.thrift.protocol.TSet;
import org.apache.thrift.protocol.TStruct;
import org.apache.thrift.protocol.TType;
import org.apache.thrift.transport.TMemoryInputTransport;
import org.apache.thrift.transport.TTransportException;

/**
 * The strict binary protocol over a body in memory.
 *
 * <p>The generated getters of binary fields copy whatever does not fill its array, and results are
 * megabytes in such fields. So {@link #readBinary} does not answer the bytes but eight bytes that
 * say where they are; {@link ResponseBody#view} follows them. In the same way the values of
 * columns, which would be lists of a million objects, stay where they are: the generated code sees
 * empty lists, and {@link #columns} tells the places.
 */
final class BodyProtocol extends TBinaryProtocol {
  private static final long serialVersionUID = 1L;

  private static final long NO_LENGTH_LIMIT = -1;

  /** A field's header and the stop byte: no server sends lists of empty structs. */
  private static final int SMALLEST_STRUCT = 4;

  /** Deeper than responses that mean anything; what is below it is read but not recognised. */
  private static final int DEEPEST = 64;

  /** Of a text; its meaning is in the beginning, and of what is shown that is enough. */
  private static final int LONGEST_TEXT = 1 << 18;

  /** What objects take beside what is in them; rather more than it is. */
  private static final int OBJECT = 64;

  private static final int ELEMENT = 24;

  private static final short RESULTS = 3;
  private static final short COLUMNS = 3;
  private static final short VALUES = 1;

  /** The ids of the fields around the current place. */
  private final short[] path = new short[DEEPEST];

  private final List<Column> columns = new ArrayList<>();
  private int depth;
  private long room;

  /**
   * @param room bytes of the heap for the objects that the generated code makes of the body: a few
   *     bytes may be a struct, an entry of a map or a text
   */
  BodyProtocol(TMemoryInputTransport body, long room) {
    super(body, NO_LENGTH_LIMIT, NO_LENGTH_LIMIT, true, true);
    this.room = room;
  }

  /**
   * The values of one column.
   *
   * @param field which of the union's fields they are in
   * @param values big-endian numbers, or length and bytes of each text
   */
  record Column(short field, ByteBuffer values, int count) {}

  /** The response has more parts than there is room for. */
  static final class NoRoomException extends TProtocolException {
    private static final long serialVersionUID = 1L;
  }

  /** The columns that have been passed, in their order. */
  List<Column> columns() {
    return columns;
  }

  @Override
  public TField readFieldBegin() throws TException {
    TField field = super.readFieldBegin();
    if (field.type != TType.STOP) {
      if (depth < DEEPEST) {
        path[depth] = field.id;
      }
      depth++;
    }
    return field;
  }

  @Override
  public void readFieldEnd() {
    depth--;
  }

  @Override
  public TList readListBegin() throws TException {
    TList list = super.readListBegin();
    if (!isColumn() || !passElements(list)) {
      take((long) list.size * ELEMENT);
      return list;
    }
    return new TList(list.elemType, 0);
  }

  @Override
  public TSet readSetBegin() throws TException {
    TSet set = super.readSetBegin();
    take((long) set.size * OBJECT);
    return set;
  }

  @Override
  public TMap readMapBegin() throws TException {
    TMap map = super.readMapBegin();
    take((long) map.size * OBJECT);
    return map;
  }

  @Override
  public TStruct readStructBegin() throws TException {
    take(OBJECT);
    return super.readStructBegin();
  }

  private void take(long bytes) throws NoRoomException {
    room -= bytes;
    if (room < 0) {
      throw new NoRoomException();
    }
  }

  /** Whether the list is {@code results.columns[].<union>.values}, wherever the results are. */
  private boolean isColumn() {
    return depth >= 4
        && depth <= DEEPEST
        && path[depth - 4] == RESULTS
        && path[depth - 3] == COLUMNS
        && path[depth - 1] == VALUES;
  }

  private boolean passElements(TList list) throws TException {
    int start = getTransport().getBufferPosition();
    switch (list.elemType) {
      case TType.BOOL, TType.BYTE -> pass(list.size);
      case TType.I16 -> pass((long) list.size * Short.BYTES);
      case TType.I32 -> pass((long) list.size * Integer.BYTES);
      case TType.I64, TType.DOUBLE -> pass((long) list.size * Long.BYTES);
      case TType.STRING -> {
        for (int i = 0; i < list.size; i++) {
          pass(readI32());
        }
      }
      default -> {
        return false;
      }
    }
    int length = getTransport().getBufferPosition() - start;
    ByteBuffer values = ByteBuffer.wrap(getTransport().getBuffer(), start, length).slice();
    columns.add(new Column(path[depth - 2], values, list.size));
    return true;
  }

  private void pass(long length) throws TException {
    if (length < 0 || length > getTransport().getBytesRemainingInBuffer()) {
      throw new TProtocolException(
          TProtocolException.SIZE_LIMIT, "values of " + length + " bytes are not there");
    }
    getTransport().consumeBuffer((int) length);
  }

  @Override
  public String readString() throws TException {
    int length = readI32();
    int position = getTransport().getBufferPosition();
    pass(length);
    int kept = Math.min(length, LONGEST_TEXT);
    take(OBJECT + 2L * kept);
    return new String(getTransport().getBuffer(), position, kept, StandardCharsets.UTF_8);
  }

  @Override
  public ByteBuffer readBinary() throws TException {
    int length = readI32();
    int position = getTransport().getBufferPosition();
    pass(length);
    take(OBJECT);
    return ByteBuffer.allocate(2 * Integer.BYTES).putInt(position).putInt(length).flip();
  }

  @Override
  public int getMinSerializedSize(byte type) throws TTransportException {
    // Bounds what a list's count may make the generated code allocate before it reads elements.
    return type == TType.STRUCT ? SMALLEST_STRUCT : super.getMinSerializedSize(type);
  }
}
