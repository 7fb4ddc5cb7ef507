package io.github.lakewire.jdbc.internal.ipc;

import io.github.lakewire.jdbc.internal.error.DriverException;
import java.util.List;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.RecordBatch;

/**
 * Reads the record batches of an Arrow stream in place: a whole stream with schema and end marker,
 * or bare batch messages (protocol.md, "Arrow batches" and "CloudFetch").
 */
public final class IpcReader {
  private final ByteSource source;
  private final List<ArrowField> fields;
  private int pending;

  /**
   * @param fields what the batches are read as
   */
  public IpcReader(ByteSource source, List<ArrowField> fields) {
    this.source = source;
    this.fields = fields;
  }

  /** Makes the next message readable as a whole, in one step rather than block by block. */
  public void require() throws DriverException {
    try {
      IpcFrame.require(source);
    } catch (RuntimeException e) {
      throw IpcFrame.damaged(e);
    }
  }

  /** Whether the next message is a record batch that is there as a whole, decoded already. */
  public boolean isBatchAtHand() throws DriverException {
    try {
      return IpcFrame.isBatchAtHand(source, pending);
    } catch (RuntimeException e) {
      throw IpcFrame.damaged(e);
    }
  }

  /**
   * Reads the next batch. It is in place: reading on makes it invalid.
   *
   * @return false at the end of the stream, or where the source stalls: then it is to be called
   *     again
   */
  public boolean next(BatchLayout batch) throws DriverException {
    source.advance(pending);
    pending = 0;
    try {
      while (true) {
        IpcFrame content = IpcFrame.next(source);
        if (content == null) {
          return false;
        }
        int length = content.bodyStart() + content.bodyLength() - source.position();
        switch (content.message().headerType()) {
          case MessageHeader.RecordBatch -> {
            RecordBatch header = content.header(new RecordBatch());
            batch.load(header, source.array(), content.bodyStart(), content.bodyLength());
            pending = length;
            return true;
          }
          case MessageHeader.Schema -> {
            checkTypes(SchemaReader.fields(content));
            source.advance(length);
          }
          // What dictionaries say is not read; columns that refer to them say so when asked.
          case MessageHeader.DictionaryBatch -> source.advance(length);
          default -> throw IpcFrame.damaged("a message of an unknown kind");
        }
      }
    } catch (RuntimeException e) {
      throw IpcFrame.damaged(e);
    }
  }

  /** A file's own schema has wrong names at times, but other types are other bytes. */
  private void checkTypes(List<ArrowField> own) throws DriverException {
    if (own.size() != fields.size()) {
      throw otherTypes("%d columns, not %d", own.size(), fields.size());
    }
    for (int i = 0; i < own.size(); i++) {
      ArrowField wanted = fields.get(i);
      if (!own.get(i).isReadAs(wanted)) {
        throw otherTypes(
            "column %d ('%s') of other types, %s, not %s",
            i + 1, wanted.name(), own.get(i).typeName(), wanted.typeName());
      }
    }
  }

  private static DriverException otherTypes(String difference, Object... values) {
    return new DriverException(
        DriverException.Kind.PROTOCOL,
        "The server's result does not fit together: a file has " + difference.formatted(values));
  }
}
