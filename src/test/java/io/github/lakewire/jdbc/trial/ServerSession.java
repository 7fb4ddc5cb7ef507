package io.github.lakewire.jdbc.trial;

/** A session on the server. Guarded by the lock of {@link Warehouse}. */
final class ServerSession {
  final long id;

  /** Set when the client may never learn of it, or could not say that it is to end. */
  boolean excused;

  ServerSession(long id) {
    this.id = id;
  }

  @Override
  public String toString() {
    return id + (excused ? " (excused)" : "");
  }
}
