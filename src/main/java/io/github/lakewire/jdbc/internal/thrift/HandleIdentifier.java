package io.github.lakewire.jdbc.internal.thrift;

import io.github.lakewire.thrift.THandleIdentifier;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import org.apache.thrift.protocol.TProtocolException;
import org.jspecify.annotations.Nullable;

/** The server's name of a session or operation. Only the id is ever printed, not the secret. */
final class HandleIdentifier {
  private static final int UUID_LENGTH = 16;

  /** Far more than any server's; it is printed, and sent with each request. */
  private static final int LONGEST_PART = 1024;

  private final byte[] guid;
  private final byte @Nullable [] secret;

  private HandleIdentifier(byte[] guid, byte @Nullable [] secret) {
    this.guid = guid;
    this.secret = secret;
  }

  static HandleIdentifier from(@Nullable THandleIdentifier identifier, ResponseBody body)
      throws TProtocolException {
    byte[] guid = identifier == null ? null : part(identifier.getGuid(), body);
    if (identifier == null || guid == null) {
      throw new TProtocolException("a handle has no id");
    }
    return new HandleIdentifier(guid, part(identifier.getSecret(), body));
  }

  private static byte @Nullable [] part(byte @Nullable [] place, ResponseBody body)
      throws TProtocolException {
    if (place != null && body.view(place).remaining() > LONGEST_PART) {
      throw new TProtocolException(
          "a handle has a part of " + body.view(place).remaining() + " bytes");
    }
    return body.copy(place);
  }

  static HandleIdentifier read(DataInput in) throws IOException {
    byte[] guid = readPart(in);
    return new HandleIdentifier(guid, in.readBoolean() ? readPart(in) : null);
  }

  private static byte[] readPart(DataInput in) throws IOException {
    int length = in.readUnsignedShort();
    if (length > LONGEST_PART) {
      throw new IOException("a handle has a part of " + length + " bytes");
    }
    byte[] part = new byte[length];
    in.readFully(part);
    return part;
  }

  void write(DataOutput out) throws IOException {
    out.writeShort(guid.length);
    out.write(guid);
    out.writeBoolean(secret != null);
    if (secret != null) {
      out.writeShort(secret.length);
      out.write(secret);
    }
  }

  THandleIdentifier toThrift() {
    THandleIdentifier identifier = new THandleIdentifier();
    identifier.setGuid(guid);
    if (secret != null) {
      identifier.setSecret(secret);
    }
    return identifier;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HandleIdentifier that
        && Arrays.equals(guid, that.guid)
        && Arrays.equals(secret, that.secret);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(guid);
  }

  @Override
  public String toString() {
    if (guid.length != UUID_LENGTH) {
      return HexFormat.of().formatHex(guid);
    }
    ByteBuffer buffer = ByteBuffer.wrap(guid);
    return new UUID(buffer.getLong(), buffer.getLong()).toString();
  }
}
