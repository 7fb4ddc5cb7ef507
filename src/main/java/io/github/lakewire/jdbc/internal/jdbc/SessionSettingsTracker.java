package io.github.lakewire.jdbc.internal.jdbc;

import io.github.lakewire.jdbc.internal.sql.Identifiers;
import io.github.lakewire.jdbc.internal.sql.SettingChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The session settings that statements have changed since a request began, and the statements that
 * undo it: to what was set before the request, else to what the connection was opened with, else to
 * the server's default. Thread-safe.
 */
final class SessionSettingsTracker {
  /** When more settings than this have changed, they are reset all together, or not remembered. */
  private static final int MOST = 100;

  /**
   * In place of a statement: Spark would replace a part of the value, which only opening does not.
   */
  static final String ONLY_BY_OPENING = "";

  /**
   * The statements that give settings their value outside of requests; all others have the server's
   * default.
   */
  private final TreeMap<String, String> outside = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  /** Settings of these that a new session would not have. */
  private final TreeSet<String> sinceOpening = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  private final TreeSet<String> changed = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
  private boolean inRequest;

  /**
   * @param opened settings that the session was opened with
   */
  SessionSettingsTracker(Map<String, String> opened) {
    opened.forEach(
        (name, value) -> {
          if (SettingChange.canonical(name).equals(SettingChange.ZONE)) {
            outside.put(SettingChange.ZONE, setZone(value));
          } else {
            String set = "SET " + name + " = " + value;
            outside.put(name, Identifiers.mayHoldVariable(set) ? ONLY_BY_OPENING : set);
          }
        });
  }

  synchronized void beginRequest() {
    changed.clear();
    inRequest = true;
  }

  /**
   * To be called before a statement of the user is executed. Returns whether it changes the time
   * zone within a request while the present zone is not known. Then the zone has to be asked for
   * first, because no name of a setting resets it on all servers.
   */
  synchronized boolean beforeExecute(String sql) {
    String name = inRequest ? SettingChange.of(sql) : null;
    if (name == null) {
      return false;
    }
    changed.add(changed.size() < MOST ? name : SettingChange.ALL);
    return name.equals(SettingChange.ZONE) && !outside.containsKey(name);
  }

  /** Takes the zone that the server has named, see {@link #beforeExecute}. */
  synchronized void zoneIs(String zone) {
    outside.put(SettingChange.ZONE, setZone(zone));
  }

  private static String setZone(String zone) {
    return "SET TIME ZONE " + Identifiers.literal(zone);
  }

  /** To be called after a statement of the user without parameters has succeeded. */
  synchronized void afterExecute(String sql) {
    String name = inRequest ? null : SettingChange.of(sql);
    if (name == null) {
      return;
    }
    if (name.equals(SettingChange.ALL)) {
      outside.clear();
      sinceOpening.clear();
      sinceOpening.add(name);
    } else if (outside.size() < MOST || outside.containsKey(name)) {
      outside.put(name, sql);
      sinceOpening.add(name);
    }
  }

  /** Returns the statements that make a new session's settings those of before the request. */
  synchronized List<String> sinceOpening() {
    return sinceOpening.stream()
        .map(name -> name.equals(SettingChange.ALL) ? "RESET" : outside.getOrDefault(name, ""))
        .filter(sql -> !sql.isEmpty())
        .toList();
  }

  /**
   * Ends the request and returns the statements that undo what was changed in it; {@link
   * #ONLY_BY_OPENING} among them when it takes a new session.
   */
  synchronized List<String> endRequest() {
    inRequest = false;
    List<String> statements = new ArrayList<>();
    if (changed.contains(SettingChange.ALL)) {
      statements.add("RESET");
      statements.addAll(outside.values());
    } else {
      changed.forEach(name -> statements.add(outside.getOrDefault(name, "RESET " + name)));
    }
    changed.clear();
    return statements;
  }
}
