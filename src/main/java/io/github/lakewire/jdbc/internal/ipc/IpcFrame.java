package io.github.lakewire.jdbc.internal.ipc;

import com.google.flatbuffers.Table;
import io.github.lakewire.jdbc.internal.error.DriverException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
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
  private static final int INCOMPLETE = -1;

  /**
   * Makes the next message readable as a whole at the source's position.
   *
   * @return the message, or null at the end of the stream, marked or not, and where it stalls
   */
  static @Nullable IpcFrame next(ByteSource source) throws DriverException {
    int length = measure(source);
    if (source.isStalled()) {
      return null;
    }
    if (length == INCOMPLETE) {
      throw damaged("it ends too early");
    }
    return length == 0 ? null : read(source, length);
  }

  /** Makes the next message readable as far as it is there. */
  static void require(ByteSource source) throws DriverException {
    measure(source);
  }

  /**
   * Whether a record batch follows behind so many bytes, and is readable as a whole without asking
   * the source for more.
   */
  static boolean isBatchAtHand(ByteSource source, int offset) throws DriverException {
    ArrayByteSource atHand =
        new ArrayByteSource(
            source.array(), source.position() + offset, source.available() - offset);
    int length = measure(atHand);
    return length > 0 && read(atHand, length).message.headerType() == MessageHeader.RecordBatch;
  }

  /** Makes the next message readable; returns its length, 0 at the end, or INCOMPLETE. */
  private static int measure(ByteSource source) throws DriverException {
    if (!source.require(4)) {
      return source.available() == 0 ? 0 : INCOMPLETE;
    }
    int prefix = prefix(source);
    if (!source.require(prefix)) {
      return INCOMPLETE;
    }
    int metadata = metadata(source, prefix);
    if (metadata == 0) {
      return 0;
    }
    if (metadata < 8 || metadata > Integer.MAX_VALUE - prefix) {
      throw damaged("impossible length of a message");
    }
    if (!source.require(prefix + metadata)) {
      return INCOMPLETE;
    }
    long body = message(source, prefix, metadata).bodyLength();
    if (body < 0 || body > Integer.MAX_VALUE - prefix - metadata) {
      throw damaged("impossible length of a body");
    }
    int length = prefix + metadata + (int) body;
    return source.require(length) ? length : INCOMPLETE;
  }

  /** Reads a message that was measured; again, since making it readable may have moved it. */
  private static IpcFrame read(ByteSource source, int length) throws DriverException {
    int prefix = prefix(source);
    int metadata = metadata(source, prefix);
    return new IpcFrame(
        message(source, prefix, metadata),
        metadata,
        source.position() + prefix + metadata,
        length - prefix - metadata);
  }

  private static int prefix(ByteSource source) {
    return (int) LittleEndian.INT.get(source.array(), source.position()) == MARKER ? 8 : 4;
  }

  private static int metadata(ByteSource source, int prefix) {
    return (int) LittleEndian.INT.get(source.array(), source.position() + prefix - 4);
  }

  /** Returns the message's header, read with the view of its kind. */
  <T extends Table> T header(T view) throws DriverException {
    if (message.header(view) == null) {
      throw damaged("a message without header");
    }
    return view;
  }

  private static Message message(ByteSource source, int prefix, int length) throws DriverException {
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

  static DriverException damaged(String what) {
    return new DriverException(
        DriverException.Kind.PROTOCOL, "The server's Arrow data is damaged: " + what);
  }

  /** A flatbuffer access that went astray: offsets in it point outside. */
  static DriverException damaged(RuntimeException astray) {
    return new DriverException(
        DriverException.Kind.PROTOCOL,
        "The server's Arrow data is damaged: impossible offsets",
        astray);
  }
}
