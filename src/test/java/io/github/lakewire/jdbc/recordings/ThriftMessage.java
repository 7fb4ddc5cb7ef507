package io.github.lakewire.jdbc.recordings;

import java.io.ByteArrayOutputStream;
import org.apache.thrift.TBase;
import org.apache.thrift.TConfiguration;
import org.apache.thrift.TException;
import org.apache.thrift.TFieldIdEnum;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TMessage;
import org.apache.thrift.protocol.TMessageType;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.transport.TIOStreamTransport;
import org.apache.thrift.transport.TMemoryInputTransport;

/**
 * One Thrift message as it goes over the wire.
 *
 * @param header name, kind and sequence id
 * @param body the generated {@code _args} or {@code _result} struct
 */
record ThriftMessage(TMessage header, TBase<?, ?> body) {

  /** Decodes with the generated classes, and insists that no byte is left over. */
  static ThriftMessage decode(byte[] bytes) throws TException {
    TMemoryInputTransport transport = transport(bytes);
    TProtocol protocol = new TBinaryProtocol(transport);
    TMessage header = protocol.readMessageBegin();
    TBase<?, ?> body = emptyBody(header);
    body.read(protocol);
    protocol.readMessageEnd();
    requireEnd(transport);
    return new ThriftMessage(header, body);
  }

  /** Reads a message's body without the generated classes. */
  static ThriftTree tree(byte[] bytes) throws TException {
    TMemoryInputTransport transport = transport(bytes);
    TProtocol protocol = new TBinaryProtocol(transport);
    protocol.readMessageBegin();
    ThriftTree tree = ThriftTree.readStruct(protocol);
    requireEnd(transport);
    return tree;
  }

  static ThriftMessage call(String method, TBase<?, ?> request) throws TException {
    TMessage header = new TMessage(method, TMessageType.CALL, 1);
    TBase<?, ?> body = emptyBody(header);
    setOnlyField(body, request);
    return new ThriftMessage(header, body);
  }

  /** A reply to a call. */
  static ThriftMessage reply(TMessage call, TBase<?, ?> success) throws TException {
    TMessage header = new TMessage(call.name, TMessageType.REPLY, call.seqid);
    TBase<?, ?> body = emptyBody(header);
    setOnlyField(body, success);
    return new ThriftMessage(header, body);
  }

  byte[] encode() throws TException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    TProtocol protocol = new TBinaryProtocol(new TIOStreamTransport(bytes));
    protocol.writeMessageBegin(header);
    body.write(protocol);
    protocol.writeMessageEnd();
    return bytes.toByteArray();
  }

  /** The request of a call, the response of a reply. */
  <T> T content(Class<T> type) {
    return type.cast(content());
  }

  Object content() {
    return onlyField(body);
  }

  private static <F extends TFieldIdEnum> Object onlyField(TBase<?, F> struct) {
    return struct.getFieldValue(struct.fieldForId(isArguments(struct) ? 1 : 0));
  }

  private static <F extends TFieldIdEnum> void setOnlyField(TBase<?, F> struct, Object value) {
    struct.setFieldValue(struct.fieldForId(isArguments(struct) ? 1 : 0), value);
  }

  private static boolean isArguments(TBase<?, ?> struct) {
    return struct.getClass().getSimpleName().endsWith("_args");
  }

  private static TBase<?, ?> emptyBody(TMessage header) throws TException {
    String suffix =
        switch (header.type) {
          case TMessageType.CALL -> "_args";
          case TMessageType.REPLY -> "_result";
          default -> throw new TException("unexpected message type " + header.type);
        };
    try {
      return (TBase<?, ?>)
          Class.forName("io.github.lakewire.thrift.TCLIService$" + header.name + suffix)
              .getConstructor()
              .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new TException("the IDL has no " + header.name + suffix, e);
    }
  }

  private static TMemoryInputTransport transport(byte[] bytes) throws TException {
    return new TMemoryInputTransport(
        TConfiguration.custom().setMaxMessageSize(Integer.MAX_VALUE).build(), bytes);
  }

  private static void requireEnd(TMemoryInputTransport transport) throws TException {
    if (transport.getBytesRemainingInBuffer() != 0) {
      throw new TException(transport.getBytesRemainingInBuffer() + " bytes after the message");
    }
  }
}
