package io.github.lakewire.jdbc.recordings;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TField;
import org.apache.thrift.protocol.TList;
import org.apache.thrift.protocol.TMap;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.protocol.TSet;
import org.apache.thrift.protocol.TType;

/**
 * The values of a Thrift struct as they stand on the wire, read without any IDL: field id to a
 * typed value. Two messages say the same when their trees are equal, whatever the field order.
 *
 * @param type the wire type, {@link TType}
 * @param value Boolean, Byte, Short, Integer, Long, Double, ByteBuffer, List, or Map (a struct's
 *     fields by id, a map's entries by key)
 */
record ThriftTree(byte type, Object value) {
  /**
   * First id of the server's internal fields, which public IDLs do not name (protocol.md, "Field
   * numbers").
   */
  static final int FIRST_INTERNAL_ID = 0xD01;

  /** Reads the struct at the protocol's position. */
  static ThriftTree readStruct(TProtocol protocol) throws TException {
    return read(protocol, TType.STRUCT);
  }

  private static ThriftTree read(TProtocol protocol, byte type) throws TException {
    Object value =
        switch (type) {
          case TType.BOOL -> protocol.readBool();
          case TType.BYTE -> protocol.readByte();
          case TType.I16 -> protocol.readI16();
          case TType.I32 -> protocol.readI32();
          case TType.I64 -> protocol.readI64();
          case TType.DOUBLE -> protocol.readDouble();
          case TType.STRING -> copy(protocol.readBinary());
          case TType.STRUCT -> readFields(protocol);
          case TType.LIST -> {
            TList list = protocol.readListBegin();
            yield readElements(protocol, list.elemType, list.size);
          }
          case TType.SET -> {
            TSet set = protocol.readSetBegin();
            yield readElements(protocol, set.elemType, set.size);
          }
          case TType.MAP -> readEntries(protocol);
          default -> throw new TException("unknown wire type " + type);
        };
    return new ThriftTree(type, value);
  }

  private static Map<Integer, ThriftTree> readFields(TProtocol protocol) throws TException {
    Map<Integer, ThriftTree> fields = new TreeMap<>();
    protocol.readStructBegin();
    for (TField field = protocol.readFieldBegin();
        field.type != TType.STOP;
        field = protocol.readFieldBegin()) {
      fields.put((int) field.id, read(protocol, field.type));
    }
    return fields;
  }

  private static List<ThriftTree> readElements(TProtocol protocol, byte type, int size)
      throws TException {
    List<ThriftTree> elements = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      elements.add(read(protocol, type));
    }
    return elements;
  }

  private static Map<String, ThriftTree> readEntries(TProtocol protocol) throws TException {
    TMap map = protocol.readMapBegin();
    Map<String, ThriftTree> entries = new TreeMap<>();
    for (int i = 0; i < map.size; i++) {
      String key = read(protocol, map.keyType).toString();
      entries.put(key, read(protocol, map.valueType));
    }
    return entries;
  }

  private static ByteBuffer copy(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    return ByteBuffer.wrap(copy);
  }

  /** Returns how many internal fields the tree holds. */
  int internalFields() {
    int count = 0;
    if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        boolean internal = entry.getKey() instanceof Integer id && id >= FIRST_INTERNAL_ID;
        count += internal ? 1 : ((ThriftTree) entry.getValue()).internalFields();
      }
    } else if (value instanceof List<?> list) {
      for (Object element : list) {
        count += ((ThriftTree) element).internalFields();
      }
    }
    return count;
  }

  /** Lists what differs from {@code other}, internal fields of this tree left out. */
  List<String> differences(ThriftTree other) {
    List<String> found = new ArrayList<>();
    compare("", this, other, found);
    return found;
  }

  private static void compare(String path, ThriftTree a, ThriftTree b, List<String> found) {
    if (a == null || b == null || a.type != b.type) {
      found.add(path + ": " + a + " became " + b);
    } else if (a.value instanceof Map<?, ?> left && b.value instanceof Map<?, ?> right) {
      compareMaps(path, left, right, found);
    } else if (a.value instanceof List<?> left && b.value instanceof List<?> right) {
      if (left.size() != right.size()) {
        found.add(path + ": " + left.size() + " elements became " + right.size());
        return;
      }
      for (int i = 0; i < left.size(); i++) {
        compare(path + "[" + i + "]", (ThriftTree) left.get(i), (ThriftTree) right.get(i), found);
      }
    } else if (!Objects.equals(a.value, b.value)) {
      found.add(path + ": " + a + " became " + b);
    }
  }

  private static void compareMaps(
      String path, Map<?, ?> left, Map<?, ?> right, List<String> found) {
    left.forEach(
        (key, value) -> {
          if (!(key instanceof Integer id && id >= FIRST_INTERNAL_ID)) {
            compare(path + "." + key, (ThriftTree) value, (ThriftTree) right.get(key), found);
          }
        });
    right.forEach(
        (key, value) -> {
          if (!left.containsKey(key)) {
            compare(path + "." + key, null, (ThriftTree) value, found);
          }
        });
  }

  @Override
  public String toString() {
    if (value instanceof ByteBuffer bytes) {
      byte[] array = bytes.array();
      String hex = HexFormat.of().formatHex(array, 0, Math.min(array.length, 32));
      return "(" + array.length + " bytes " + hex + ")";
    }
    return value.toString();
  }
}
