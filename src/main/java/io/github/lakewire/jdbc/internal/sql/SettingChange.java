package io.github.lakewire.jdbc.internal.sql;

import org.jspecify.annotations.Nullable;

/** Which session setting a statement changes, told by its words. */
public final class SettingChange {
  /** What RESET without a name changes. */
  public static final String ALL = "*";

  private SettingChange() {}

  /** Returns the setting's name as it is written, {@link #ALL}, or null for none. */
  public static @Nullable String of(String sql) {
    SqlScanner scanner = new SqlScanner(sql);
    return switch (scanner.nextWord()) {
      case "SET" -> set(scanner);
      case "RESET" -> {
        String name = name(scanner.nextToken(), scanner, "");
        yield name == null ? ALL : name;
      }
      default -> null;
    };
  }

  private static @Nullable String set(SqlScanner scanner) {
    String first = scanner.nextToken();
    String second = scanner.nextToken();
    if (first.equalsIgnoreCase("TIME") && second.equalsIgnoreCase("ZONE")) {
      return "timezone";
    }
    // SET VARIABLE x = 1, SET CATALOG c: no setting follows SET at once.
    return name(first, scanner, second);
  }

  private static @Nullable String name(String first, SqlScanner scanner, String second) {
    StringBuilder name = new StringBuilder(first);
    String next = second.isEmpty() ? scanner.nextToken() : second;
    while (next.equals(".") || next.equals("-")) {
      name.append(next).append(scanner.nextToken());
      next = scanner.nextToken();
    }
    boolean ends = second.isEmpty() || next.equals("=");
    return ends && !first.isEmpty() && SqlScanner.isWordPart(first.charAt(0))
        ? name.toString()
        : null;
  }
}
