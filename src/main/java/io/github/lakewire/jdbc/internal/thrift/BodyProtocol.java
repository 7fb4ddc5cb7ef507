package io.github.lakewire.jdbc.internal.thrift;

import java.nio.ByteBuffer;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TProtocolException;
import org.apache.thrift.protocol.TType;
import org.apache.thrift.transport.TMemoryInputTransport;
import org.apache.thrift.transport.TTransportException;

/**
 * The strict binary protocol over a body in memory.
 *
 * <p>The generated getters of binary fields copy whatever does not fill its array, and results are
 * megabytes in such fields. So {@link #readBinary} does not answer the bytes but eight bytes that
 * say where they are; {@link ThriftBody#view} follows them.
 */
final class BodyProtocol extends TBinaryProtocol {
  private static final long serialVersionUID = 1L;

  private static final long NO_LENGTH_LIMIT = -1;

  /** A field's header and the stop byte: nobody sends lists of structs with nothing in them. */
  private static final int SMALLEST_STRUCT = 4;

  BodyProtocol(TMemoryInputTransport body) {
    super(body, NO_LENGTH_LIMIT, NO_LENGTH_LIMIT, true, true);
  }

  @Override
  public ByteBuffer readBinary() throws TException {
    int length = readI32();
    if (length < 0 || length > getTransport().getBytesRemainingInBuffer()) {
      throw new TProtocolException(
          TProtocolException.SIZE_LIMIT, "a binary of " + length + " bytes is not there");
    }
    int position = getTransport().getBufferPosition();
    getTransport().consumeBuffer(length);
    return ByteBuffer.allocate(2 * Integer.BYTES).putInt(position).putInt(length).flip();
  }

  @Override
  public int getMinSerializedSize(byte type) throws TTransportException {
    // Bounds what a list's count may make the generated code allocate before it reads elements.
    return type == TType.STRUCT ? SMALLEST_STRUCT : super.getMinSerializedSize(type);
  }
}
