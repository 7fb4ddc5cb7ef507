package io.github.lakewire.jdbc.internal.config;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The hosts that are reached without the proxy. */
public final class DirectHosts {
  /** A name or an address, perhaps with a port. */
  private static final Pattern ENTRY =
      Pattern.compile("\\[([^\\]]*)\\](?::(\\d+))?|([^:]*)(?::(\\d+))?|(.*)");

  private final String text;
  private final List<Rule> rules;

  private interface Rule {
    boolean covers(String host, int port);
  }

  private DirectHosts(String text, Stream<Rule> rules) {
    this.text = text;
    this.rules = rules.toList();
  }

  /** Reads names separated by commas or bars, with {@code *} for any characters. */
  static DirectHosts ofProperty(@Nullable String list) {
    String text = Objects.requireNonNullElse(list, "").toLowerCase(Locale.ROOT);
    return new DirectHosts(
        text,
        Arrays.stream(text.split("[,|]"))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .map(name -> Pattern.compile("\\Q" + name.replace("*", "\\E.*\\Q") + "\\E"))
            .map(pattern -> (host, port) -> pattern.matcher(host).matches()));
  }

  /**
   * Reads a variable as other programs do: names that stand for their subdomains, too, {@code *},
   * addresses and ranges of them, each perhaps with a port. This machine is always covered.
   */
  static DirectHosts ofVariable(@Nullable String list) {
    String text = Objects.requireNonNullElse(list, "").toLowerCase(Locale.ROOT);
    Rule loopback = (host, port) -> LiteralAddress.isLoopback(host);
    return new DirectHosts(
        "NO_PROXY " + text,
        Stream.concat(
            Stream.of(loopback),
            Arrays.stream(text.split("[,\\s]+"))
                .filter(entry -> !entry.isEmpty())
                .map(DirectHosts::entry)));
  }

  private static Rule entry(String text) {
    int slash = text.indexOf('/');
    if (slash > 0) {
      return range(text.substring(0, slash), text.substring(slash + 1));
    }
    Matcher parts = ENTRY.matcher(text);
    if (!parts.matches()) {
      return (host, port) -> false;
    }
    String name = first(parts.group(1), parts.group(3), parts.group(5));
    String port = first(parts.group(2), parts.group(4), "");
    Rule names = names(name);
    return port.isEmpty()
        ? names
        : (host, given) -> port.equals(Integer.toString(given)) && names.covers(host, given);
  }

  private static String first(@Nullable String one, @Nullable String two, @Nullable String three) {
    return one != null ? one : two != null ? two : Objects.requireNonNullElse(three, "");
  }

  private static Rule names(String name) {
    InetAddress address = LiteralAddress.of(name);
    if (address != null) {
      return (host, port) -> address.equals(LiteralAddress.of(host));
    }
    String plain = name.startsWith("*") ? name.substring(1) : name;
    if (plain.isEmpty()) {
      return (host, port) -> name.equals("*");
    }
    String suffix = plain.startsWith(".") ? plain : "." + plain;
    return (host, port) -> ("." + host).endsWith(suffix);
  }

  /** As 10.0.0.0/8; what is none covers nothing. */
  private static Rule range(String start, String length) {
    InetAddress network = LiteralAddress.of(start);
    if (network == null || !length.matches("\\d{1,3}")) {
      return (host, port) -> false;
    }
    byte[] prefix = network.getAddress();
    int bits = Math.min(Integer.parseInt(length), prefix.length * 8);
    return (host, port) -> {
      InetAddress address = LiteralAddress.of(host);
      return address != null && sameBits(prefix, address.getAddress(), bits);
    };
  }

  private static boolean sameBits(byte[] prefix, byte[] address, int bits) {
    int whole = bits / 8;
    int mask = 0xff00 >> bits % 8;
    return prefix.length == address.length
        && Arrays.equals(prefix, 0, whole, address, 0, whole)
        && (bits % 8 == 0 || ((prefix[whole] ^ address[whole]) & mask & 0xff) == 0);
  }

  /** Whether a host is reached directly. */
  public boolean covers(String host, int port) {
    String lower = host.toLowerCase(Locale.ROOT);
    return rules.stream().anyMatch(rule -> rule.covers(lower, port));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DirectHosts that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
