package io.github.lakewire.jdbc.internal.config;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes a URL apart: {@code [//[user[:password]@]host[:port][/schema]]}, then properties, each
 * after a semicolon, or as in a web address, {@code ?a=b&c=d}. Nothing is thrown, and no message
 * repeats a part of the text, which may be a secret.
 */
final class UrlParser {
  private static final Pattern HOST =
      Pattern.compile("[\\p{L}\\p{N}_](?:[\\p{L}\\p{N}._-]{0,251}[\\p{L}\\p{N}_.])?");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}(?:%[0-9A-Za-z_.-]+)?");

  private static final Pattern PORT = Pattern.compile(":[0-9]{1,9}");

  /** The first part of a web address that was pasted whole. */
  private static final Pattern HTTPS = Pattern.compile("(?i)https://");

  private static final Pattern SCHEME =
      Pattern.compile("(?i)(?:(https?):/|[a-z][a-z0-9+.-]*:(?:[a-z][a-z0-9+.-]*:)*//)");

  /** The HTTP path of a warehouse or a cluster, as the workspace shows it. */
  private static final Pattern COMPUTE =
      Pattern.compile("(?i)sql/(?:1\\.0/(?:warehouses|endpoints)|protocolv1/o/\\d+)/[^/]+");

  /** The web page of a warehouse. */
  private static final Pattern PAGE = Pattern.compile("(?i)sql/warehouses/([0-9a-z]+)");

  private final String text;
  private final List<Map.Entry<String, String>> options = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private @Nullable String host;
  private @Nullable String port;
  private @Nullable String schema;
  private @Nullable String httpPath;
  private @Nullable String user;
  private @Nullable String password;

  /** Whether a brace was found that nothing closes; what follows is not searched for another. */
  private boolean openBrace;

  /**
   * @param text what follows {@code jdbc:databricks:}
   */
  UrlParser(String text) {
    this.text = text;
  }

  /** Whether a text is a host name, or an address of IPv6 without brackets. */
  static boolean isHost(String text) {
    // A single colon stands before a port.
    boolean colons = text.indexOf(':') != text.lastIndexOf(':');
    return HOST.matcher(text).matches() || (colons && IPV6.matcher(text).matches());
  }

  JdbcUrl parse() {
    int start = text.startsWith("//") ? 2 : 0;
    int position = start;
    while (position < text.length() && ";?".indexOf(text.charAt(position)) < 0) {
      position++;
    }
    target(text.substring(start, position).strip());
    for (int number = 1; position < text.length(); number++) {
      position = option(position, number);
    }
    return new JdbcUrl(
        host,
        port,
        schema,
        httpPath,
        user,
        password,
        Collections.unmodifiableList(options),
        List.copyOf(problems),
        List.copyOf(warnings));
  }

  /** User, host, port and schema. */
  private void target(String target) {
    Matcher web = HTTPS.matcher(target);
    boolean fromBrowser = web.lookingAt();
    String rest = fromBrowser ? target.substring(web.end()) : target;
    Matcher scheme = SCHEME.matcher(rest);
    if (scheme.lookingAt()) {
      String name = scheme.group(1);
      problems.add(
          "Leave out "
              + (name == null ? "the second scheme" : name.toLowerCase(Locale.ROOT) + "://")
              + " before the host; the URL must look like "
              + JdbcUrl.SHAPE);
      return;
    }
    int slash = rest.indexOf('/');
    String path = slash < 0 ? "" : rest.substring(slash + 1).strip();
    if (path.indexOf('@') >= 0) {
      problems.add(
          "The URL has an @ after the host: in a password before the host / is written %2F, ; is"
              + " %3B, ? is %3F, and in a schema @ is %40");
      return;
    }
    authority(slash < 0 ? rest : rest.substring(0, slash).strip());
    path(path, fromBrowser);
  }

  private void authority(String authority) {
    int at = authority.lastIndexOf('@');
    if (at >= 0) {
      String info = authority.substring(0, at);
      int colon = info.indexOf(':');
      user = decode(colon < 0 ? info : info.substring(0, colon));
      password = colon < 0 ? null : decode(info.substring(colon + 1));
    }
    String place = authority.substring(at + 1).strip();
    if (place.isEmpty()) {
      return;
    }
    String name;
    String tail;
    if (place.startsWith("[")) {
      int end = place.indexOf(']');
      name = end < 0 ? "" : place.substring(1, end);
      tail = end < 0 ? "" : place.substring(end + 1);
      if (!IPV6.matcher(name).matches() || name.indexOf(':') < 0) {
        problems.add("The IPv6 address in the URL must look like [2001:db8::1]");
        return;
      }
    } else {
      int colon = place.indexOf(':');
      name = colon < 0 ? place : place.substring(0, colon);
      tail = colon < 0 ? "" : place.substring(colon);
      if (!HOST.matcher(name).matches()) {
        problems.add(
            "The host in the URL is no host name; the URL must look like " + JdbcUrl.SHAPE);
        return;
      }
    }
    host = name;
    if (!tail.isEmpty() && !tail.startsWith(":")) {
      problems.add("The URL has something between the host and the port");
    } else if (PORT.matcher(tail).matches()) {
      port = tail.substring(1);
    } else if (tail.length() > 1) {
      // It may be a token, as long as the @ behind it has not been typed.
      problems.add("The port in the URL is no number");
    }
  }

  private void path(String path, boolean fromBrowser) {
    String name = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    Matcher page = PAGE.matcher(name);
    if (COMPUTE.matcher(name).matches()) {
      httpPath = "/" + name;
    } else if (page.matches()) {
      httpPath = JdbcUrl.WAREHOUSES + page.group(1);
    } else if (name.indexOf('/') < 0) {
      schema = name.isEmpty() ? null : decode(name);
    } else if (fromBrowser) {
      warnings.add("The path of the web address is ignored, as it names no SQL warehouse");
    } else {
      problems.add(
          "The part of the URL after the host names one schema;"
              + " write the HTTP path as ;httpPath=<path> and properties after a semicolon");
    }
  }

  /**
   * Reads a property.
   *
   * @param separator where the character is that it stands after
   * @return where the next separator is, or the end
   */
  private int option(int separator, int number) {
    boolean query = text.charAt(separator) != ';';
    int start = separator + 1;
    int equals = start;
    while (equals < text.length() && text.charAt(equals) != '=' && !isEnd(equals, query)) {
      equals++;
    }
    if (equals == text.length() || text.charAt(equals) != '=') {
      if (!text.substring(start, equals).isBlank()) {
        noForm(number);
      }
      return equals;
    }
    String name = decoded(text.substring(start, equals).strip(), query);
    int from = equals + 1;
    while (from < text.length() && text.charAt(from) == ' ') {
      from++;
    }
    boolean brace = from < text.length() && text.charAt(from) == '{';
    int quoted = brace && !openBrace ? quoted(name, from, query, number) : -1;
    if (quoted >= 0) {
      return quoted;
    }
    ConnectionProperty property = ConnectionProperty.find(name);
    boolean secret = property != null && property.secret();
    int end = from;
    while (end < text.length() && !isEnd(end, query) && (query || secret || !beginsQuery(end))) {
      end++;
    }
    if (name.isEmpty()) {
      noForm(number);
    } else {
      options.add(Map.entry(name, decoded(text.substring(from, end).strip(), query)));
    }
    return end;
  }

  private boolean isEnd(int position, boolean query) {
    char c = text.charAt(position);
    return c == ';' || (query && c == '&');
  }

  /** Whether properties in the form of web addresses begin here, and not a query of the value. */
  private boolean beginsQuery(int position) {
    if (text.charAt(position) != '?') {
      return false;
    }
    int end = position + 1;
    while (end < text.length()
        && end - position < 60
        && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
      end++;
    }
    if (end == text.length() || text.charAt(end) != '=') {
      return false;
    }
    ConnectionProperty property = ConnectionProperty.find(text.substring(position + 1, end));
    return property != null && property != ConnectionProperty.WORKSPACE_ID;
  }

  /** Reads a value in braces, in which two closing ones stand for one; -1 when it is none. */
  private int quoted(String name, int brace, boolean query, int number) {
    StringBuilder value = new StringBuilder();
    int i = brace + 1;
    while (i < text.length()) {
      char c = text.charAt(i);
      boolean closing = c == '}';
      if (closing && (i + 1 == text.length() || text.charAt(i + 1) != '}')) {
        break;
      }
      value.append(c);
      i += closing ? 2 : 1;
    }
    int end = i + 1;
    while (end < text.length() && text.charAt(end) == ' ') {
      end++;
    }
    if (i >= text.length() || (end < text.length() && !isEnd(end, query) && !beginsQuery(end))) {
      openBrace = true;
      problems.add(
          "Connection property "
              + number
              + " of the URL begins with { and does not end with }; } within is written }}, and a"
              + " brace that belongs to the value is written %7B");
      return -1;
    }
    if (name.isEmpty()) {
      noForm(number);
    } else {
      options.add(Map.entry(name, value.toString()));
    }
    return Math.min(end, text.length());
  }

  /** Its text may be the rest of a password that contains a semicolon. */
  private void noForm(int number) {
    warnings.add(
        "Connection property "
            + number
            + " of the URL has no name=value form and is ignored;"
            + " a semicolon within a value is written %3B");
  }

  private static String decoded(String part, boolean query) {
    return decode(query ? part.replace('+', ' ') : part);
  }

  /** Decodes percent escapes as UTF-8; a text that is no valid escape stays as it is. */
  static String decode(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    byte[] in = text.getBytes(StandardCharsets.UTF_8);
    byte[] out = new byte[in.length];
    int length = 0;
    for (int i = 0; i < in.length; i++) {
      int high = i + 2 < in.length ? Character.digit(in[i + 1], 16) : -1;
      int low = i + 2 < in.length ? Character.digit(in[i + 2], 16) : -1;
      if (in[i] == '%' && high >= 0 && low >= 0) {
        out[length++] = (byte) (high * 16 + low);
        i += 2;
      } else {
        out[length++] = in[i];
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(out, 0, length)).toString();
    } catch (CharacterCodingException e) {
      return text;
    }
  }
}
