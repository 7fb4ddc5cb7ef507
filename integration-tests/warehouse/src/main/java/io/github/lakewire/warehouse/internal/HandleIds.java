package io.github.lakewire.warehouse.internal;

import io.github.lakewire.thrift.THandleIdentifier;
import java.nio.ByteBuffer;
import java.util.UUID;

/** Identifiers of sessions and operations: a UUID, and a secret that is the same for all. */
final class HandleIds {
  private static final byte[] SECRET =
      bytes(UUID.fromString("338d529d-8272-46eb-8482-cb5194668383"));

  private HandleIds() {}

  static THandleIdentifier of(UUID id) {
    return new THandleIdentifier().setGuid(bytes(id)).setSecret(SECRET.clone());
  }

  /** The UUID of a handle, null when it is not one. */
  static UUID idOf(THandleIdentifier handle) {
    if (handle == null || handle.getGuid() == null || handle.getGuid().length != 16) {
      return null;
    }
    ByteBuffer buffer = ByteBuffer.wrap(handle.getGuid());
    return new UUID(buffer.getLong(), buffer.getLong());
  }

  private static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(16)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }
}
