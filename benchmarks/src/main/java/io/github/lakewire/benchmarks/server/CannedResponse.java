package io.github.lakewire.benchmarks.server;

import java.nio.ByteBuffer;
import java.util.List;
import org.apache.thrift.TBase;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TField;
import org.apache.thrift.protocol.TMessage;
import org.apache.thrift.protocol.TMessageType;
import org.apache.thrift.protocol.TStruct;
import org.apache.thrift.protocol.TType;
import org.apache.thrift.transport.TMemoryBuffer;

/**
 * One encoded Thrift reply. What differs from one answer to the next, the sequence id and the
 * operation's guid, stands near its beginning and is patched into a copy of that part.
 */
final class CannedResponse {

  /** Stands for the guid of the operation while a reply is encoded. */
  static final byte[] GUID =
      "~operation-guid~".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

  private static final int GUID_SEARCH_LIMIT = 1024;

  private final ByteBuffer bytes;
  private final int sequenceAt;
  private final int guidAt;

  private CannedResponse(ByteBuffer bytes, int sequenceAt, int guidAt) {
    this.bytes = bytes;
    this.sequenceAt = sequenceAt;
    this.guidAt = guidAt;
  }

  /** Encodes the reply of a method. */
  static CannedResponse of(String method, TBase<?, ?> response) throws TException {
    TMemoryBuffer memory = new TMemoryBuffer(4096);
    TBinaryProtocol protocol = new TBinaryProtocol(memory);
    protocol.writeMessageBegin(new TMessage(method, TMessageType.REPLY, 0));
    protocol.writeStructBegin(new TStruct(method + "_result"));
    protocol.writeFieldBegin(new TField("success", TType.STRUCT, (short) 0));
    response.write(protocol);
    protocol.writeFieldEnd();
    protocol.writeFieldStop();
    protocol.writeStructEnd();
    protocol.writeMessageEnd();
    ByteBuffer encoded = ByteBuffer.wrap(memory.getArray(), 0, memory.length());
    return new CannedResponse(Bytes.direct(encoded), 8 + method.length(), indexOfGuid(encoded));
  }

  long length() {
    return bytes.capacity();
  }

  /** The bytes to send for this call. */
  List<ByteBuffer> answer(int sequenceId, byte[] guid) {
    int headLength = Math.max(sequenceAt + Integer.BYTES, guidAt < 0 ? 0 : guidAt + GUID.length);
    ByteBuffer head = ByteBuffer.allocate(headLength);
    head.put(0, bytes, 0, headLength);
    head.putInt(sequenceAt, sequenceId);
    if (guidAt >= 0) {
      head.put(guidAt, guid);
    }
    return List.of(head, bytes.slice(headLength, bytes.capacity() - headLength));
  }

  private static int indexOfGuid(ByteBuffer encoded) {
    ByteBuffer guid = ByteBuffer.wrap(GUID);
    int limit = Math.min(encoded.limit() - GUID.length, GUID_SEARCH_LIMIT);
    for (int at = 0; at <= limit; at++) {
      if (encoded.slice(at, GUID.length).equals(guid)) {
        return at;
      }
    }
    return -1;
  }
}
