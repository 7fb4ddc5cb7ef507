package io.github.lakewire.jdbc.internal.results.arrow;

import com.google.flatbuffers.Table;
import io.github.lakewire.jdbc.internal.fault.Fault;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.jspecify.annotations.Nullable;

/**
 * One encapsulated IPC message, in place: a length, with or without the marker {@code ffffffff}
 * before it, the flatbuffer, and the body.
 *
 * @param bodyStart in the source's array
 */
record IpcFrame(Message message, int metadataLength, int bodyStart, int bodyLength) {
  private static final int MARKER = -1;

  /**
   * Makes the next message readable as a whole at the source's position.
   *
   * @return the message, or null at the end of the stream, marked or not
   */
  static @Nullable IpcFrame next(ByteSource source) throws Fault {
    if (!source.require(4)) {
      if (source.available() != 0) {
        throw truncated();
      }
      return null;
    }
    int prefix = 4;
    int metadata = (int) LittleEndian.INT.get(source.array(), source.position());
    if (metadata == MARKER) {
      prefix = 8;
      require(source, prefix);
      metadata = (int) LittleEndian.INT.get(source.array(), source.position() + 4);
    }
    if (metadata == 0) {
      return null;
    }
    if (metadata < 8 || metadata > Integer.MAX_VALUE - prefix) {
      throw damaged("impossible length of a message");
    }
    require(source, prefix + metadata);
    long body = message(source, prefix, metadata).bodyLength();
    if (body < 0 || body > Integer.MAX_VALUE - prefix - metadata) {
      throw damaged("impossible length of a body");
    }
    // This may move the bytes, so the message is read again.
    require(source, prefix + metadata + (int) body);
    return new IpcFrame(
        message(source, prefix, metadata),
        metadata,
        source.position() + prefix + metadata,
        (int) body);
  }

  /** Returns the message's header, read with the view of its kind. */
  <T extends Table> T header(T view) throws Fault {
    if (message.header(view) == null) {
      throw damaged("a message without header");
    }
    return view;
  }

  private static Message message(ByteSource source, int prefix, int length) throws Fault {
    ByteBuffer bytes =
        ByteBuffer.wrap(source.array(), source.position() + prefix, length)
            .slice()
            .order(ByteOrder.LITTLE_ENDIAN);
    Message message = Message.getRootAsMessage(bytes);
    if (message.version() < MetadataVersion.V4 || message.version() > MetadataVersion.V5) {
      throw damaged("unknown version of the format");
    }
    return message;
  }

  private static void require(ByteSource source, int count) throws Fault {
    if (!source.require(count)) {
      throw truncated();
    }
  }

  private static Fault truncated() {
    return damaged("it ends too early");
  }

  static Fault damaged(String what) {
    return new Fault(Fault.Kind.PROTOCOL, "The server's Arrow data is damaged: " + what);
  }

  /** A flatbuffer access that went astray: offsets in it point outside. */
  static Fault damaged(RuntimeException astray) {
    return new Fault(
        Fault.Kind.PROTOCOL, "The server's Arrow data is damaged: impossible offsets", astray);
  }
}
