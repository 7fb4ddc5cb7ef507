package io.github.lakewire.jdbc.internal.submitted;

import io.github.lakewire.jdbc.StatementId;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.SqlState;
import io.github.lakewire.jdbc.internal.sql.ExpectedOutcome;
import io.github.lakewire.jdbc.internal.thrift.OperationHandle;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link StatementId} says to the driver.
 *
 * @param host of the workspace
 * @param expected what comes of the statement by its text
 * @param zone of the texts of TIMESTAMPs; null where it is not known
 */
record StatementIdText(
    OperationHandle handle, String host, ExpectedOutcome expected, @Nullable ZoneId zone) {
  private static final String VERSION = "1";

  StatementId toId() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      handle.write(out);
      out.writeUTF(host);
      out.writeUTF(expected.name());
      out.writeUTF(zone == null ? "" : zone.getId());
    } catch (IOException e) {
      throw new UncheckedIOException("into memory", e);
    }
    String rest = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
    return StatementId.parse(VERSION + "." + handle.id() + "." + rest);
  }

  /**
   * Reads an id.
   *
   * @throws DriverException HY024 for one that makes no sense
   */
  static StatementIdText of(StatementId id) throws DriverException {
    String text = id.toText();
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text.substring(text.lastIndexOf('.') + 1));
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
      StatementIdText read =
          new StatementIdText(
              OperationHandle.read(in),
              in.readUTF(),
              ExpectedOutcome.valueOf(in.readUTF()),
              zone(in.readUTF()));
      if (in.available() == 0 && read.handle().id().equals(id.queryId())) {
        return read;
      }
    } catch (IOException | IllegalArgumentException | DateTimeException e) {
      // Its texts say nothing to the user.
    }
    throw DriverException.data(
        SqlState.INVALID_ARGUMENT, "The statement id is damaged, or of another version");
  }

  private static @Nullable ZoneId zone(String id) {
    return id.isEmpty() ? null : ZoneId.of(id);
  }
}
