package io.github.lakewire.jdbc.internal.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Addresses written as such: nothing is looked up. */
final class LiteralAddress {
  private static final Pattern IPV4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");

  /** The JDK looks up what begins with another character, colons or not. */
  private static final Pattern IPV6 =
      Pattern.compile("(?=[^%]*:)[\\p{XDigit}:][\\p{XDigit}:.]*(?:%[\\w.-]+)?");

  private LiteralAddress() {}

  /** Whether a host is written as an address, so that its name is not looked up. */
  static boolean isLiteral(String host) {
    return IPV4.matcher(host).matches() || IPV6.matcher(host).matches();
  }

  /** Returns the address that a host is written as; null for names. */
  static @Nullable InetAddress of(String host) {
    try {
      // Without a name nothing is asked.
      return isLiteral(host) ? InetAddress.getByName(host) : null;
    } catch (UnknownHostException e) {
      return null;
    }
  }

  /** Whether a host is a loopback address, or the name of one. */
  static boolean isLoopback(String host) {
    InetAddress address = of(host);
    return host.equalsIgnoreCase("localhost") || (address != null && address.isLoopbackAddress());
  }
}
