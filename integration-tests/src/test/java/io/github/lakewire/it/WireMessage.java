package io.github.lakewire.it;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.thrift.TBase;
import org.apache.thrift.TException;
import org.apache.thrift.TFieldIdEnum;
import org.apache.thrift.meta_data.FieldMetaData;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TMessage;
import org.apache.thrift.protocol.TMessageType;
import org.apache.thrift.transport.TMemoryBuffer;
import org.apache.thrift.transport.TMemoryInputTransport;

/**
 * A Thrift message with its content: the request of a call, the response of a reply.
 *
 * @param body the generated {@code _args} or {@code _result} struct
 */
record WireMessage(TMessage header, TBase<?, ?> body) {

  static WireMessage decode(byte[] bytes) throws TException {
    TBinaryProtocol protocol = new TBinaryProtocol(new TMemoryInputTransport(bytes));
    TMessage header = protocol.readMessageBegin();
    String struct = header.name + (header.type == TMessageType.CALL ? "_args" : "_result");
    if (header.type == TMessageType.EXCEPTION) {
      throw new TException("an exception of " + header.name + ", which no conversation has");
    }
    try {
      TBase<?, ?> body =
          (TBase<?, ?>)
              Class.forName("io.github.lakewire.thrift.TCLIService$" + struct)
                  .getConstructor()
                  .newInstance();
      body.read(protocol);
      return new WireMessage(header, body);
    } catch (ReflectiveOperationException e) {
      throw new TException("no struct " + struct, e);
    }
  }

  /** The message as one of that number in its conversation. */
  byte[] encode(int sequence) throws TException {
    TMemoryBuffer bytes = new TMemoryBuffer(1024);
    TBinaryProtocol protocol = new TBinaryProtocol(bytes);
    protocol.writeMessageBegin(new TMessage(header.name, header.type, sequence));
    body.write(protocol);
    protocol.writeMessageEnd();
    return Arrays.copyOf(bytes.getArray(), bytes.length());
  }

  /** The only field of the body. */
  TBase<?, ?> content() throws TException {
    return (TBase<?, ?>)
        fields(body).keySet().stream()
            .findFirst()
            .map(name -> fields(body).get(name))
            .orElseThrow(() -> new TException("nothing in " + header.name));
  }

  /** The fields that are set, by name, in the order of the IDL. */
  static Map<String, Object> fields(TBase<?, ?> struct) {
    Map<String, Object> fields = new LinkedHashMap<>();
    collect(struct, fields);
    return fields;
  }

  private static <F extends TFieldIdEnum> void collect(
      TBase<?, F> struct, Map<String, Object> fields) {
    for (Map.Entry<F, FieldMetaData> field : metadata(struct).entrySet()) {
      if (struct.isSet(field.getKey())) {
        fields.put(field.getKey().getFieldName(), struct.getFieldValue(field.getKey()));
      }
    }
  }

  @SuppressWarnings("unchecked") // libthrift keeps the maps of all structs in one
  private static <F extends TFieldIdEnum> Map<F, FieldMetaData> metadata(TBase<?, F> struct) {
    return (Map<F, FieldMetaData>)
        (Map<?, ?>) FieldMetaData.getStructMetaDataMap((Class<? extends TBase>) struct.getClass());
  }
}
