package io.github.lakewire.jdbc.internal.config;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A URL taken apart: {@code jdbc:databricks://host[:port][/schema][;key=value]*}. Schema and values
 * are percent-decoded, so that {@code %3B} stands for a semicolon within a value.
 *
 * @param host without the brackets of an IPv6 address; null when absent
 * @param port as written, null when absent
 * @param options in the order of the URL, names as written; a name may occur again
 * @param problems what is wrong with it, by part and never by its text
 */
public record JdbcUrl(
    @Nullable String host,
    @Nullable String port,
    @Nullable String schema,
    List<Map.Entry<String, String>> properties,
    List<String> problems,
    List<String> warnings) {
  private static final String PREFIX = "jdbc:databricks://";
  private static final String SHAPE = PREFIX + "<host>[:<port>][/<schema>];httpPath=<path>;...";
  private static final Pattern HOST =
      Pattern.compile("[\\p{L}\\p{N}_](?:[\\p{L}\\p{N}._-]{0,251}[\\p{L}\\p{N}_.])?");

  /** What is left of the address of a web page that was pasted whole. */
  private static final Pattern SCHEME =
      Pattern.compile("(?i)(?:(https?):/|[a-z][a-z0-9+.-]*:(?:[a-z][a-z0-9+.-]*:)*//)");

  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}(?:%[0-9A-Za-z_.-]+)?");

  /** Whether the driver is responsible for this URL; looks at nothing but its beginning. */
  public static boolean accepts(@Nullable String url) {
    return url != null && url.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
  }

  /** Whether a text is a host name, or an address of IPv6 without brackets. */
  static boolean isHost(String text) {
    return HOST.matcher(text).matches() || (text.indexOf(':') >= 0 && IPV6.matcher(text).matches());
  }

  /** Takes a URL apart. Never fails: what is wrong stands in {@link #problems}. */
  static JdbcUrl parse(String url) {
    return accepts(url)
        ? new Parser().parse(url.substring(PREFIX.length()))
        : new JdbcUrl(
            null, null, null, List.of(), List.of("The URL must look like " + SHAPE), List.of());
  }

  /** Renders a URL without secrets that is accepted when the token is added again. */
  public static String render(ConnectionConfig config) {
    ConnectionConfig.Endpoint endpoint = config.endpoint();
    Map<ConnectionProperty, String> options = new LinkedHashMap<>();
    options.put(ConnectionProperty.HTTP_PATH, endpoint.httpPath());
    if (!endpoint.tls()) {
      options.put(ConnectionProperty.SSL, "0");
    }
    if (config.session().catalog() != null) {
      options.put(ConnectionProperty.CATALOG, config.session().catalog());
    }
    if (config.session().schema() != null) {
      options.put(ConnectionProperty.SCHEMA, config.session().schema());
    }
    StringBuilder url = new StringBuilder(PREFIX);
    boolean literal = endpoint.host().indexOf(':') >= 0;
    url.append(literal ? "[" + endpoint.host() + "]" : endpoint.host());
    url.append(':').append(endpoint.port());
    options.forEach(
        (property, value) ->
            url.append(';').append(property.propertyName()).append('=').append(encode(value)));
    return url.toString();
  }

  private static String encode(String value) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      // A blank at the end would be trimmed; the others mean something in a URL of ours.
      if (c == ';' || c == '%' || c <= ' ') {
        out.append(String.format("%%%02X", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.toString();
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

  /** The parts found so far. */
  private static final class Parser {
    private final List<Map.Entry<String, String>> options = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private @Nullable String host;
    private @Nullable String port;
    private @Nullable String schema;

    JdbcUrl parse(String rest) {
      String[] segments = rest.split(";", -1);
      target(segments[0].strip());
      for (int i = 1; i < segments.length; i++) {
        option(segments[i].strip(), i);
      }
      return new JdbcUrl(
          host,
          port,
          schema,
          Collections.unmodifiableList(options),
          List.copyOf(problems),
          List.copyOf(warnings));
    }

    /** Host, port and schema. */
    private void target(String text) {
      Matcher scheme = SCHEME.matcher(text);
      if (scheme.lookingAt()) {
        String web = scheme.group(1);
        problems.add(
            "Leave out "
                + (web == null ? "the second scheme" : web.toLowerCase(Locale.ROOT) + "://")
                + " before the host; the URL must look like "
                + SHAPE);
        return;
      }
      int slash = text.indexOf('/');
      authority(slash < 0 ? text : text.substring(0, slash).strip());
      if (slash >= 0) {
        path(text.substring(slash + 1).strip());
      }
    }

    private void authority(String text) {
      if (text.isEmpty()) {
        return;
      }
      if (text.indexOf('@') >= 0) {
        problems.add(
            "The URL has credentials before the host, which are not read: write ;password=<token>");
        return;
      }
      String name;
      String tail;
      if (text.startsWith("[")) {
        int end = text.indexOf(']');
        name = end < 0 ? "" : text.substring(1, end);
        tail = end < 0 ? "" : text.substring(end + 1);
        if (!IPV6.matcher(name).matches() || name.indexOf(':') < 0) {
          problems.add("The IPv6 address in the URL must look like [2001:db8::1]");
          return;
        }
      } else {
        int colon = text.indexOf(':');
        name = colon < 0 ? text : text.substring(0, colon);
        tail = colon < 0 ? "" : text.substring(colon);
        if (!HOST.matcher(name).matches()) {
          problems.add("The host in the URL is no host name; the URL must look like " + SHAPE);
          return;
        }
      }
      host = name;
      if (!tail.isEmpty() && !tail.startsWith(":")) {
        problems.add("The URL has something between the host and the port");
      } else if (tail.length() > 1) {
        port = tail.substring(1);
      }
    }

    private void path(String text) {
      String name = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
      if (name.isEmpty()) {
        return;
      }
      if (name.indexOf('/') >= 0 || name.indexOf('?') >= 0) {
        problems.add(
            "The part of the URL after the host names one schema;"
                + " write the HTTP path as ;httpPath=<path> and properties after a semicolon");
        return;
      }
      schema = decode(name);
    }

    private void option(String segment, int position) {
      if (segment.isEmpty()) {
        return;
      }
      int equals = segment.indexOf('=');
      if (equals <= 0) {
        // Its text may be the rest of a password that contains a semicolon.
        warnings.add(
            "Connection property "
                + position
                + " of the URL has no name=value form and is ignored;"
                + " a semicolon within a value is written %3B");
        return;
      }
      options.add(
          Map.entry(
              decode(segment.substring(0, equals).strip()),
              decode(segment.substring(equals + 1).strip())));
    }
  }
}
