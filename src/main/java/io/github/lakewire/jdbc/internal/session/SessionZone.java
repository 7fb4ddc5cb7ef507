package io.github.lakewire.jdbc.internal.session;

import io.github.lakewire.jdbc.internal.config.ConnectionProperty;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.time.zone.ZoneRulesProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/**
 * A time zone to open a session with.
 *
 * @param name what is sent; null where a setting names the zone, or the server's is wanted
 * @param limitation what the user has to know when the server takes this one, or null
 */
record SessionZone(@Nullable String name, @Nullable String limitation) {
  /** Nothing to send: a setting names the zone, or the server's is wanted. */
  static final SessionZone AS_CONFIGURED = new SessionZone(null, null);

  /**
   * The zone of the JVM, and what to open the session with where the server does not know it, in
   * this order: the offset that it has now, the server's own zone.
   */
  static List<SessionZone> ofJvm() {
    ZoneId zone = zoneOfJvm();
    ZoneRules rules = zone.getRules();
    String offset = name(rules.getOffset(Instant.now()));
    // Names such as GMT+01:00 exist in Java only.
    boolean known = ZoneRulesProvider.getAvailableZoneIds().contains(zone.getId());
    String name = known || !rules.isFixedOffset() ? zone.getId() : offset;
    String refusal =
        "The server does not take the time zone of the JVM, "
            + name
            + "; the connection property "
            + ConnectionProperty.TIMEZONE.propertyName()
            + " names another. The session runs ";
    List<SessionZone> choices = new ArrayList<>();
    choices.add(new SessionZone(name, null));
    if (!name.equals(offset)) {
      String sometimesWrong = refusal + "at the offset " + offset + " in summer and winter";
      choices.add(new SessionZone(offset, rules.isFixedOffset() ? null : sometimesWrong));
    }
    choices.add(new SessionZone(null, refusal + "in the server's own zone"));
    return List.copyOf(choices);
  }

  /**
   * The zone of the JVM. One of the application's own making, which java.time does not know, is
   * replaced by its present offset.
   */
  private static ZoneId zoneOfJvm() {
    try {
      return ZoneId.systemDefault();
    } catch (DateTimeException e) {
      int millis = TimeZone.getDefault().getOffset(System.currentTimeMillis());
      return ZoneOffset.ofTotalSeconds((int) Duration.ofMillis(millis).toSeconds());
    }
  }

  private static String name(ZoneOffset offset) {
    return offset.equals(ZoneOffset.UTC) ? "+00:00" : offset.getId();
  }

  /** Whether its clocks show something else than UTC. */
  boolean differsFromUtc() {
    try {
      return name != null && !ZoneId.of(name).normalized().equals(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return true;
    }
  }
}
