package io.github.lakewire.jdbc.internal.sql;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which session setting a statement changes, told by its words. */
public final class SettingChange {
  /** What RESET without a name changes. */
  public static final String ALL = "*";

  /** The session's time zone, whichever of its names a statement uses. */
  public static final String ZONE = "timezone";

  /** Looks like a setting, but cannot be set back while the transaction is open that it began. */
  static final String AUTOCOMMIT = "AUTOCOMMIT";

  private static final String ZONE_ON_SPARK = "spark.sql.session.timeZone";

  private static final Pattern HIVE_PREFIX = Pattern.compile("^(?i)(set:)?hiveconf:");

  private static final Pattern PLAIN_ZONE =
      Pattern.compile(
          "(?i)\\s*+SET\\s++(?:TIME\\s++ZONE\\s++|(?:timezone|spark\\.sql\\.session\\.timeZone)\\s*+=\\s*+)"
              + "(['\"]?+)([\\w/+:-]++)\\1\\s*+;?+\\s*+");

  private SettingChange() {}

  /** Returns the setting's name as it is written, {@link #ZONE}, {@link #ALL}, or null for none. */
  public static @Nullable String of(String sql) {
    String name = written(sql);
    return name == null ? null : canonical(name);
  }

  /** Returns {@link #ZONE} for any name of the time zone, other names as they are. */
  public static String canonical(String name) {
    return isZone(name) ? ZONE : name;
  }

  /** Whether it is a name of the time zone, also in the form of Hive's clients. */
  public static boolean isZone(String name) {
    String bare = HIVE_PREFIX.matcher(name).replaceFirst("");
    return bare.equalsIgnoreCase(ZONE) || bare.equalsIgnoreCase(ZONE_ON_SPARK);
  }

  /**
   * Returns the zone that a plain SET gives the session; null where the statement does not name it
   * plainly.
   */
  public static @Nullable String zone(String sql) {
    Matcher matcher = PLAIN_ZONE.matcher(sql);
    if (!matcher.matches()) {
      return null;
    }
    String name = matcher.group(2);
    return matcher.group(1).isEmpty() && name.equalsIgnoreCase("LOCAL") ? null : name;
  }

  private static @Nullable String written(String sql) {
    SqlScanner scanner = new SqlScanner(sql);
    return switch (scanner.nextWord()) {
      case "SET" -> set(scanner);
      case "RESET" -> {
        String name = scanner.nextToken();
        yield isName(name) ? whole(name, scanner, scanner.nextToken()).name() : ALL;
      }
      default -> null;
    };
  }

  private static @Nullable String set(SqlScanner scanner) {
    String first = scanner.nextToken();
    String second = scanner.nextToken();
    if (first.equalsIgnoreCase("TIME") && second.equalsIgnoreCase("ZONE")) {
      return ZONE;
    }
    // SET VARIABLE x = 1, SET CATALOG c: the name of a setting follows SET at once.
    Name name = whole(first, scanner, second);
    boolean setting = isName(first) && !name.name().equalsIgnoreCase(AUTOCOMMIT);
    return setting && name.end().equals("=") ? name.name() : null;
  }

  private record Name(String name, String end) {}

  /** Puts the parts of a name together, up to what is no part of it. */
  private static Name whole(String first, SqlScanner scanner, String second) {
    StringBuilder name = new StringBuilder(first);
    String next = second;
    while (next.equals(".") || next.equals("-")) {
      name.append(next).append(scanner.nextToken());
      next = scanner.nextToken();
    }
    return new Name(name.toString(), next);
  }

  private static boolean isName(String token) {
    return !token.isEmpty() && SqlScanner.isWordPart(token.charAt(0));
  }
}
