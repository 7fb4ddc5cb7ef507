package io.github.lakewire.it;

import io.github.lakewire.thrift.TGetOperationStatusResp;
import io.github.lakewire.thrift.THandleIdentifier;
import io.github.lakewire.thrift.TSparkArrowResultLink;
import io.github.lakewire.thrift.TStatus;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.thrift.TBase;

/** Makes the same what differs between two recordings: identifiers, times, links, stack traces. */
final class Neutral {
  private static final long YEAR_2100 = 4_102_444_800_000L;
  private static final int KEPT_FRAMES = 2;
  private static final Pattern REQUEST_ID = Pattern.compile("\\[ReqId: [^\\]]*\\]");

  private final Map<ByteBuffer, byte[]> identifiers = new HashMap<>();
  private int links;

  /** Changes a struct in place. */
  void apply(TBase<?, ?> message) {
    walk(message, this::change);
  }

  private void change(TBase<?, ?> struct) {
    if (struct instanceof THandleIdentifier handle) {
      handle.setGuid(
          identifiers.computeIfAbsent(ByteBuffer.wrap(handle.getGuid()), this::identifier).clone());
    } else if (struct instanceof TSparkArrowResultLink link) {
      link.setFileLink("https://files.invalid/part-" + links++ + "?X-Signature=none");
      link.setExpiryTime(YEAR_2100);
    } else if (struct instanceof TGetOperationStatusResp state) {
      state.unsetTaskStatus();
      state.unsetProgressUpdateResponse();
      state.unsetOperationStarted();
      state.unsetOperationCompleted();
    } else if (struct instanceof TStatus status && status.isSetInfoMessages()) {
      status.setInfoMessages(shortened(status.getInfoMessages()));
    }
  }

  private byte[] identifier(ByteBuffer original) {
    return ByteBuffer.allocate(2 * Long.BYTES)
        .putInt(Long.BYTES + Integer.BYTES, identifiers.size() + 1)
        .array();
  }

  /** The first line without its counts, and what is of Spark below it. */
  private static List<String> shortened(List<String> trace) {
    return Stream.concat(
            trace.stream().limit(1).map(line -> line.replaceFirst(":\\d+:\\d+$", ":2:1")),
            trace.stream()
                .skip(1)
                .filter(frame -> frame.startsWith("org.apache.spark."))
                .limit(KEPT_FRAMES))
        .toList();
  }

  /** A text without the id of its request. */
  static String text(String text) {
    return REQUEST_ID.matcher(text).replaceAll("[ReqId: 0]");
  }

  /** The links to files in a struct. */
  static List<TSparkArrowResultLink> links(TBase<?, ?> message) {
    List<TSparkArrowResultLink> links = new ArrayList<>();
    walk(
        message,
        struct -> {
          if (struct instanceof TSparkArrowResultLink link) {
            links.add(link.deepCopy());
          }
        });
    return links;
  }

  /** Visits a struct and all structs in it, outer ones first. */
  private static void walk(Object value, Consumer<TBase<?, ?>> visitor) {
    if (value instanceof TBase<?, ?> struct) {
      visitor.accept(struct);
      WireMessage.fields(struct).values().forEach(field -> walk(field, visitor));
    } else if (value instanceof Collection<?> list) {
      list.forEach(element -> walk(element, visitor));
    } else if (value instanceof Map<?, ?> map) {
      map.values().forEach(element -> walk(element, visitor));
    }
  }
}
