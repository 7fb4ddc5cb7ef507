package io.github.lakewire.jdbc.internal.jdbc;

import io.github.lakewire.jdbc.internal.sql.SettingChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The session settings that statements have changed since a request began, and how to get back: to
 * what the connection was opened with, or to the server's default. Thread-safe.
 */
final class ChangedSettings {
  /** More than that are reset all at once. */
  private static final int MOST = 100;

  private final TreeSet<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
  private boolean inRequest;

  synchronized void beginRequest() {
    names.clear();
    inRequest = true;
  }

  /** A statement of the user ran, well or not. */
  synchronized void ran(String sql) {
    String name = inRequest ? SettingChange.of(sql) : null;
    if (name != null) {
      names.add(names.size() < MOST ? name : SettingChange.ALL);
    }
  }

  /** Ends the request and returns the statements that undo what was changed in it. */
  synchronized List<String> endRequest(Map<String, String> opened) {
    inRequest = false;
    List<String> statements = new ArrayList<>();
    Map<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    values.putAll(opened);
    if (names.remove(SettingChange.ALL)) {
      statements.add("RESET");
      names.clear();
      names.addAll(values.keySet());
    }
    for (String name : names) {
      String value = values.get(name);
      statements.add(value == null ? "RESET " + name : "SET " + name + " = " + value);
    }
    names.clear();
    return statements;
  }
}
