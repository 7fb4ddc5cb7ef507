package io.github.lakewire.jdbc.internal.parameter;

import io.github.lakewire.jdbc.internal.resultset.JdbcTemporals;
import io.github.lakewire.jdbc.internal.text.DateTimeText;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/**
 * Instants as text. What has no zone of its own is written by the clock of the JVM, as {@code
 * Timestamp.toString} does; what has an offset keeps it. Each text is read back as what it was.
 */
@SuppressWarnings("JavaUtilDate") // what callers pass
final class InstantText {
  private InstantText() {}

  /**
   * The text of an instant whose toString() says less or is meant for people; null for other
   * values.
   */
  static @Nullable String of(Object value) {
    if (value instanceof Timestamp timestamp) {
      return timestamp.toString();
    } else if (value instanceof java.sql.Date || value instanceof java.sql.Time) {
      return null;
    } else if (value instanceof java.util.Date date) {
      return new Timestamp(date.getTime()).toString();
    } else if (value instanceof Calendar calendar) {
      return new Timestamp(calendar.getTimeInMillis()).toString();
    } else if (value instanceof OffsetDateTime dateTime) {
      return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(dateTime);
    } else if (value instanceof ZonedDateTime dateTime) {
      return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(dateTime);
    }
    return null;
  }

  /**
   * The parameter of a text that says when: an instant, by the clock of the JVM or its own offset.
   */
  static SqlParameter toTimestamp(String text) throws SQLException {
    LocalDateTime local = DateTimeText.parseDateTime(text);
    if (local != null) {
      return ParameterValues.of(JdbcTemporals.timestamp(local, null));
    }
    OffsetDateTime written = DateTimeText.parseOffsetDateTime(text);
    // The server may know more forms, and reads them in the zone of the session.
    return written == null
        ? new SqlParameter("TIMESTAMP", text.strip())
        : ParameterValues.of(written);
  }

  /** The parameter of a text that says what a clock shows. */
  static SqlParameter toLocal(String text) throws SQLException {
    LocalDateTime local = DateTimeText.parseDateTime(text);
    return local == null ? toTimestamp(text) : ParameterValues.local(local);
  }
}
