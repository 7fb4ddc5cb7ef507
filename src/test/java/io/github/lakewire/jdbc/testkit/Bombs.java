package io.github.lakewire.jdbc.testkit;

import com.google.flatbuffers.FlatBufferBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jpountz.lz4.LZ4FrameOutputStream;
import org.apache.arrow.flatbuf.Bool;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.flatbuf.Schema;
import org.apache.arrow.flatbuf.Struct_;
import org.apache.arrow.flatbuf.Type;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TField;
import org.apache.thrift.protocol.TMessage;
import org.apache.thrift.protocol.TMessageType;
import org.apache.thrift.protocol.TType;
import org.apache.thrift.transport.TMemoryBuffer;

/** Answers that cost a server little and an unsuspecting client all it has. */
public final class Bombs {
  private static final byte[] BLOCK = "x".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);

  private Bombs() {}

  /** Writes the field of a struct, and more behind it. */
  public interface Writing {
    void to(TBinaryProtocol out) throws TException;
  }

  /** A body without end, in chunks. */
  public static FakeThriftServer.HttpHandler endless(int code, String mediaType) {
    return (exchange, request) -> {
      exchange.getResponseHeaders().set("Content-Type", mediaType);
      exchange.sendResponseHeaders(code, 0);
      endless(exchange.getResponseBody(), BLOCK);
    };
  }

  /** The beginning, then the same again and again until the client goes away. */
  public static RawSocketServer.Response endless(String beginning, String again) {
    byte[] block = again.repeat(1 + (1 << 16) / again.length()).getBytes(StandardCharsets.US_ASCII);
    return (socket, out) -> {
      out.write(beginning.getBytes(StandardCharsets.US_ASCII));
      endless(out, block);
      return false;
    };
  }

  private static void endless(OutputStream out, byte[] block) throws IOException {
    while (true) {
      out.write(block);
    }
  }

  /** A reply whose struct has these fields, which end where the writing does. */
  public static FakeThriftServer.HttpHandler reply(Writing writing) {
    return (exchange, request) -> {
      try {
        TMemoryBuffer buffer = new TMemoryBuffer(1 << 16);
        TBinaryProtocol out = new TBinaryProtocol(buffer);
        out.writeMessageBegin(new TMessage(request.name, TMessageType.REPLY, request.seqid));
        structs(out, 0);
        writing.to(out);
        FakeThriftServer.send(exchange, Arrays.copyOf(buffer.getArray(), buffer.length()));
      } catch (TException e) {
        throw new IOException(e);
      }
    };
  }

  /** Begins structs within each other. */
  public static void structs(TBinaryProtocol out, int... ids) throws TException {
    for (int id : ids) {
      out.writeFieldBegin(new TField("", TType.STRUCT, (short) id));
    }
  }

  /** A message of Arrow with a body that is announced, and another that is there. */
  public static byte[] message(
      FlatBufferBuilder builder, byte kind, int header, long announced, byte[] body) {
    Message.startMessage(builder);
    Message.addVersion(builder, MetadataVersion.V5);
    Message.addHeaderType(builder, kind);
    Message.addHeader(builder, header);
    Message.addBodyLength(builder, announced);
    Message.finishMessageBuffer(builder, Message.endMessage(builder));
    byte[] metadata = builder.sizedByteArray();
    return ByteBuffer.allocate(8 + metadata.length + body.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(-1)
        .putInt(metadata.length)
        .put(metadata)
        .put(body)
        .array();
  }

  /**
   * A record batch with any numbers.
   *
   * @param nodes length and number of nulls of each
   * @param buffers offset and length of each
   */
  public static byte[] batch(
      long rows, long[][] nodes, long[][] buffers, long announced, byte[] body) {
    FlatBufferBuilder builder = new FlatBufferBuilder();
    int header = recordBatch(builder, rows, nodes, buffers);
    return message(builder, MessageHeader.RecordBatch, header, announced, body);
  }

  private static int recordBatch(
      FlatBufferBuilder builder, long rows, long[][] nodes, long[][] buffers) {
    RecordBatch.startNodesVector(builder, nodes.length);
    for (int i = nodes.length - 1; i >= 0; i--) {
      FieldNode.createFieldNode(builder, nodes[i][0], nodes[i][1]);
    }
    int nodesAt = builder.endVector();
    RecordBatch.startBuffersVector(builder, buffers.length);
    for (int i = buffers.length - 1; i >= 0; i--) {
      Buffer.createBuffer(builder, buffers[i][0], buffers[i][1]);
    }
    int buffersAt = builder.endVector();
    RecordBatch.startRecordBatch(builder);
    RecordBatch.addLength(builder, rows);
    RecordBatch.addNodes(builder, nodesAt);
    RecordBatch.addBuffers(builder, buffersAt);
    return RecordBatch.endRecordBatch(builder);
  }

  /** A dictionary of two numbers, and nothing behind it. */
  public static byte[] dictionary() {
    FlatBufferBuilder builder = new FlatBufferBuilder();
    int data = recordBatch(builder, 2, new long[][] {{2, 0}}, new long[][] {{0, 0}, {0, 16}});
    int header =
        org.apache.arrow.flatbuf.DictionaryBatch.createDictionaryBatch(builder, 1L, data, false);
    return message(builder, MessageHeader.DictionaryBatch, header, 16, new byte[16]);
  }

  /** A batch of two numbers whose buffers are compressed, by lengths that are not there. */
  public static byte[] compressedBuffers() {
    FlatBufferBuilder builder = new FlatBufferBuilder();
    RecordBatch.startNodesVector(builder, 1);
    FieldNode.createFieldNode(builder, 2, 0);
    int nodes = builder.endVector();
    RecordBatch.startBuffersVector(builder, 2);
    Buffer.createBuffer(builder, 0, 16);
    Buffer.createBuffer(builder, 0, 0);
    int buffers = builder.endVector();
    int compression =
        org.apache.arrow.flatbuf.BodyCompression.createBodyCompression(builder, (byte) 0, (byte) 0);
    RecordBatch.startRecordBatch(builder);
    RecordBatch.addLength(builder, 2);
    RecordBatch.addNodes(builder, nodes);
    RecordBatch.addBuffers(builder, buffers);
    RecordBatch.addCompression(builder, compression);
    int header = RecordBatch.endRecordBatch(builder);
    byte[] body = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(1L << 62).array();
    return message(builder, MessageHeader.RecordBatch, header, 16, body);
  }

  /** A schema of one field, so many times. */
  public static byte[] manyFields(int count) {
    FlatBufferBuilder builder = new FlatBufferBuilder();
    Bool.startBool(builder);
    int[] fields = new int[count];
    Arrays.fill(fields, field(builder, Type.Bool, Bool.endBool(builder), 0));
    return schema(builder, fields);
  }

  /** A schema of one field within another, so many times. */
  public static byte[] nestedFields(int depth) {
    FlatBufferBuilder builder = new FlatBufferBuilder();
    Bool.startBool(builder);
    int field = field(builder, Type.Bool, Bool.endBool(builder), 0);
    for (int i = 0; i < depth; i++) {
      int children = Field.createChildrenVector(builder, new int[] {field});
      Struct_.startStruct_(builder);
      field = field(builder, Type.Struct_, Struct_.endStruct_(builder), children);
    }
    return schema(builder, field);
  }

  private static int field(FlatBufferBuilder builder, byte kind, int type, int children) {
    Field.startField(builder);
    Field.addTypeType(builder, kind);
    Field.addType(builder, type);
    if (children != 0) {
      Field.addChildren(builder, children);
    }
    return Field.endField(builder);
  }

  private static byte[] schema(FlatBufferBuilder builder, int... fields) {
    int vector = Schema.createFieldsVector(builder, fields);
    Schema.startSchema(builder);
    Schema.addFields(builder, vector);
    return message(builder, MessageHeader.Schema, Schema.endSchema(builder), 0, new byte[0]);
  }

  /** An LZ4 frame that announces so many bytes, and has a few. */
  public static byte[] announcingFrame(long size, byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (LZ4FrameOutputStream frame =
        new LZ4FrameOutputStream(
            bytes,
            LZ4FrameOutputStream.BLOCKSIZE.SIZE_4MB,
            size,
            LZ4FrameOutputStream.FLG.Bits.CONTENT_SIZE,
            LZ4FrameOutputStream.FLG.Bits.BLOCK_INDEPENDENCE)) {
      frame.write(plain);
    } catch (IOException e) {
      // It counts what it was given, at the end.
    }
    return bytes.toByteArray();
  }
}
