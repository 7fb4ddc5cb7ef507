package io.github.lakewire.jdbc.internal.thrift;

import io.github.lakewire.jdbc.internal.http.HttpCall;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.apache.thrift.TConfiguration;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.transport.TMemoryInputTransport;
import org.apache.thrift.transport.TTransportException;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a response. Lengths and counts in it are checked against what is left of it before
 * anything is allocated; binaries are views of it.
 */
final class ResponseBody {
  /** Of the heap for what is made of a response beside its bytes. */
  private static final int PART_OF_HEAP = 4;

  private final byte[] bytes;
  private final int length;
  private final BodyProtocol protocol;

  ResponseBody(HttpCall.Response response) throws TTransportException {
    this.bytes = response.bytes();
    this.length = response.length();
    TConfiguration limits =
        new TConfiguration(
            Math.max(1, length),
            TConfiguration.DEFAULT_MAX_FRAME_SIZE,
            TConfiguration.DEFAULT_RECURSION_DEPTH);
    this.protocol =
        new BodyProtocol(
            new TMemoryInputTransport(limits, bytes, 0, length),
            Runtime.getRuntime().maxMemory() / PART_OF_HEAP);
  }

  int length() {
    return length;
  }

  /** Reads on from where it was left, at first the first byte. */
  TProtocol protocol() {
    return protocol;
  }

  /** The columns of results that have been read, in their order; views of the bytes. */
  List<BodyProtocol.Column> columns() {
    return protocol.columns();
  }

  /** Follows what {@link BodyProtocol#readBinary} answered: a view, with its array accessible. */
  ByteBuffer view(ByteBuffer place) {
    int position = place.getInt(place.position());
    int size = place.getInt(place.position() + Integer.BYTES);
    return ByteBuffer.wrap(bytes, position, size);
  }

  /** As {@link #view(ByteBuffer)}; the argument is what a generated getter returned. */
  ByteBuffer view(byte[] place) {
    return view(ByteBuffer.wrap(place));
  }

  /** A copy of the bytes, which does not keep the whole response alive; null when unset. */
  byte @Nullable [] copy(byte @Nullable [] place) {
    if (place == null) {
      return null;
    }
    ByteBuffer view = view(place);
    return Arrays.copyOfRange(bytes, view.position(), view.limit());
  }
}
