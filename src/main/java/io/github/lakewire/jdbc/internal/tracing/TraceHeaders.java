package io.github.lakewire.jdbc.internal.tracing;

import java.util.HashSet;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The headers of one trace, in the format of W3C Trace Context, or none. */
public final class TraceHeaders {
  /** Outside of any trace. */
  public static final TraceHeaders NONE = new TraceHeaders(null, "");

  private static final Pattern PARENT =
      Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

  private static final Pattern MEMBER =
      Pattern.compile("([a-z0-9][a-z0-9_*/@-]{0,255})=[ -~&&[^,=]]{0,255}[!-~&&[^,=]]");

  private static final int MOST_MEMBERS = 32;

  /** What everybody has to pass on; a server may refuse requests with long headers. */
  private static final int LONGEST_STATE = 512;

  private final @Nullable String traceparent;
  private final String tracestate;

  private TraceHeaders(@Nullable String traceparent, String tracestate) {
    this.traceparent = traceparent;
    this.tracestate = tracestate;
  }

  /** Returns what of it has the right format. */
  static TraceHeaders of(@Nullable String traceparent, @Nullable String tracestate) {
    return traceparent == null || !PARENT.matcher(traceparent).matches()
        ? NONE
        : new TraceHeaders(traceparent, tracestate == null ? "" : state(tracestate));
  }

  /** The members of the list, or nothing when one is wrong. */
  private static String state(String given) {
    if (given.length() > LONGEST_STATE) {
      return "";
    }
    StringJoiner members = new StringJoiner(",");
    Set<String> keys = new HashSet<>();
    for (String part : given.split(",")) {
      String member = part.strip();
      if (member.isEmpty()) {
        continue;
      }
      boolean fits = MEMBER.matcher(member).matches();
      if (!fits
          || !keys.add(member.substring(0, member.indexOf('=')))
          || keys.size() > MOST_MEMBERS) {
        return "";
      }
      members.add(member);
    }
    return members.toString();
  }

  /** Hands over names and values. */
  public void forEach(BiConsumer<String, String> header) {
    if (traceparent != null) {
      header.accept("traceparent", traceparent);
      if (!tracestate.isEmpty()) {
        header.accept("tracestate", tracestate);
      }
    }
  }
}
