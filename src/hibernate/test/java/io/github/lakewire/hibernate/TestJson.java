package io.github.lakewire.hibernate;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hibernate.type.format.AbstractJsonFormatMapper;

/** Maps of texts as JSON: no JSON library is on the class path of the tests. */
public final class TestJson extends AbstractJsonFormatMapper {
  @Override
  @SuppressWarnings("TypeParameterUnusedInFormals")
  public <T> T fromString(CharSequence text, java.lang.reflect.Type type) {
    Map<String, String> map = new TreeMap<>();
    String body = text.toString().strip();
    body = body.substring(1, body.length() - 1);
    for (String entry : body.isEmpty() ? new String[0] : body.split(",")) {
      String[] parts = entry.split(":", 2);
      map.put(unquoted(parts[0]), unquoted(parts[1]));
    }
    @SuppressWarnings("unchecked")
    T result = (T) map;
    return result;
  }

  private static String unquoted(String text) {
    String inner = text.strip();
    return inner.substring(1, inner.length() - 1).replace("\\\\", "\\");
  }

  @Override
  public <T> String toString(T value, java.lang.reflect.Type type) {
    return ((Map<?, ?>) value)
        .entrySet().stream()
            .map(entry -> quoted(entry.getKey()) + ":" + quoted(entry.getValue()))
            .collect(Collectors.joining(",", "{", "}"));
  }

  private static String quoted(Object text) {
    return "\"" + text.toString().replace("\\", "\\\\") + "\"";
  }
}
