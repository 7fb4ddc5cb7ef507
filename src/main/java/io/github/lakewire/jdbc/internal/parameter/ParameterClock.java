package io.github.lakewire.jdbc.internal.parameter;

import io.github.lakewire.jdbc.internal.config.ConnectionProperty;
import io.github.lakewire.jdbc.internal.session.ParameterForm;
import io.github.lakewire.jdbc.internal.sql.SettingChange;
import io.github.lakewire.jdbc.internal.sql.StatementKind;
import io.github.lakewire.jdbc.internal.text.ZoneNames;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether the clock of the session is that of the JVM, in which values of {@code java.sql} are
 * written and read. Where the two differ for a parameter there is one warning in the life of a
 * connection: the value may be stored as another day or hour, and not be found. Thread-safe.
 */
@SuppressWarnings("JavaUtilDate")
public // what callers pass
final class ParameterClock {
  private static final int MOST_REMEMBERED = 100;

  /** Asks the server for the zone of the session; null when it does not say. */
  public interface ZoneQuery {
    /**
     * Asks.
     *
     * @param atMost zero is no limit of the user's
     */
    @Nullable String ask(Duration atMost) throws SQLException;
  }

  private final ZoneQuery question;
  private final boolean instantsHaveZones;
  private final List<Instant> noticed = new ArrayList<>();
  private @Nullable ZoneId session;
  private boolean asked;
  private boolean said;

  /** The clock of a new session: the settings name its zone, or the server has chosen. */
  public ParameterClock(ParameterForm form, Map<String, String> settings, ZoneQuery question) {
    this.question = question;
    this.instantsHaveZones = form != ParameterForm.WALL_CLOCK_LITERALS;
    opened(settings);
  }

  /** A new session has replaced the old one. */
  public synchronized void opened(Map<String, String> settings) {
    session = null;
    asked = false;
    settings.forEach(
        (name, value) -> {
          if (SettingChange.isZone(name)) {
            session = zone(value);
          }
        });
  }

  /**
   * The zone of the texts of TIMESTAMPs. Null where the zone was not named, so that the meaning of
   * such texts does not depend on whether the server was asked; and where there are only wall
   * clocks.
   */
  synchronized @Nullable public ZoneId zoneOfTexts() {
    return instantsHaveZones && !asked ? session : null;
  }

  /** Notes that a value was set, and whether zones matter for it. */
  public synchronized void notice(@Nullable Object value) {
    Instant instant = said ? null : instant(value);
    if (instant == null || noticed.size() >= MOST_REMEMBERED) {
      return;
    }
    ZoneId known = session;
    if (known == null ? !asked : differs(known, instant)) {
      noticed.add(instant);
    }
  }

  /**
   * To be called after a statement was executed, with or without success: it may have changed the
   * zone.
   */
  public synchronized void afterExecute(String sql, StatementKind kind, boolean well) {
    if (changesZone(sql, kind)) {
      session = well ? zone(SettingChange.zone(sql)) : null;
      asked = false;
    }
  }

  private static boolean changesZone(String sql, StatementKind kind) {
    String changed = SettingChange.of(sql);
    return SettingChange.ZONE.equals(changed)
        || SettingChange.ALL.equals(changed)
        || (kind == StatementKind.MAY_DO_ANYTHING && sql.toLowerCase(Locale.ROOT).contains("zone"));
  }

  /**
   * Returns the warning about the parameters set since the last call, or null. Asks the server only
   * where the zone was not named, and once.
   *
   * @param atMost for the question; zero is no limit of the user's
   */
  @Nullable
  public String warning(Duration atMost) throws SQLException {
    ZoneId known;
    synchronized (this) {
      if (noticed.isEmpty()) {
        return null;
      }
      known = session;
    }
    return known == null ? compare(answer(zone(question.ask(atMost)))) : compare(known);
  }

  private synchronized @Nullable ZoneId answer(@Nullable ZoneId zone) {
    session = zone;
    asked = true;
    return zone;
  }

  private synchronized @Nullable String compare(@Nullable ZoneId known) {
    boolean differs =
        known != null && noticed.stream().anyMatch(instant -> differs(known, instant));
    noticed.clear();
    if (!differs || said) {
      return null;
    }
    said = true;
    return "The session runs in the time zone "
        + known
        + " and this JVM in "
        + ZoneId.systemDefault()
        + ": dates and times of parameters may be stored as another day or hour than they are read"
        + " as. Without the connection property "
        + ConnectionProperty.TIMEZONE.propertyName()
        + " the session has the zone that the JVM has when it connects";
  }

  private static @Nullable Instant instant(@Nullable Object value) {
    if (value instanceof java.util.Date date) {
      return Instant.ofEpochMilli(date.getTime());
    }
    return value instanceof Calendar calendar
        ? Instant.ofEpochMilli(calendar.getTimeInMillis())
        : null;
  }

  private static boolean differs(ZoneId session, Instant instant) {
    ZoneId own = ZoneId.systemDefault();
    return !own.equals(session)
        && !own.getRules().getOffset(instant).equals(session.getRules().getOffset(instant));
  }

  private static @Nullable ZoneId zone(@Nullable String name) {
    return name == null ? null : ZoneNames.parse(name);
  }
}
