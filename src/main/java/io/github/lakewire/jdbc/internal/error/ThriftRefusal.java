package io.github.lakewire.jdbc.internal.error;

import java.util.regex.Pattern;

/**
 * A SQL warehouse that speaks another protocol says so with one code, as the status of a call or as
 * an error of HTTP. What else it says is not passed on: it tells people to update a driver that no
 * update would help.
 */
public final class ThriftRefusal {
  private static final String CODE = "KP001";

  /** Behind the beginning a text may quote the user's own words, and names of catalogs. */
  private static final Pattern LEADING =
      Pattern.compile("(?:\\s|<[^>]{0,100}+>)*+" + ServerText.LEAD + "\\[?" + CODE + "\\b");

  private ThriftRefusal() {}

  /** Whether the SQLState or the error class is the code. */
  public static boolean isCode(String stateOrClass) {
    return stateOrClass.equals(CODE) || stateOrClass.startsWith(CODE + ".");
  }

  /** Whether a text, or a page of HTML, begins with the code. */
  public static boolean leads(String text) {
    return LEADING.matcher(text).lookingAt();
  }

  /** What users read instead of the server's words. */
  public static DriverException exception() {
    return DriverException.server(
        DriverException.Kind.REJECTED,
        new ServerError(
            "This SQL warehouse does not accept Thrift connections, which this driver needs, as"
                + " real-time (Lakehouse//RT) warehouses do not: use another warehouse (serverless,"
                + " pro or classic) or a cluster ["
                + CODE
                + "]",
            CODE,
            0,
            CODE));
  }
}
