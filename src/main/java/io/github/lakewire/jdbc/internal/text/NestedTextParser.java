package io.github.lakewire.jdbc.internal.text;

import io.github.lakewire.jdbc.internal.types.ColumnType;
import io.github.lakewire.jdbc.internal.types.SqlType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text that servers send for ARRAY, MAP and STRUCT where their native form was not asked
 * for (protocol.md, "Values as text"). It looks like JSON, but dates, timestamps, intervals and the
 * keys of maps that are no texts stand without quotes. The type says what is to be expected; where
 * it is not known, the form of each value does.
 *
 * <p>Servers differ in whether quotes within texts are escaped: the text is read as JSON, and if
 * that fails once more with a text ending at the quote before the next comma or bracket.
 */
public final class NestedTextParser {
  private static final int DEEPEST = 100;

  /** So many fields that the text leaves out are believed for each of its characters. */
  private static final int MOST_FIELDS = 100;

  private final String text;
  private final boolean escapes;
  private long fieldsLeft;
  private int at;

  private NestedTextParser(String text, boolean escapes) {
    this.text = text;
    this.escapes = escapes;
    this.fieldsLeft = (long) MOST_FIELDS * text.length();
  }

  /** Returns a List, Map or {@link StructValue}; null when the text is no value of the type. */
  public static @Nullable Object parse(String text, SqlType type) {
    Object value = parse(text, type, true);
    return value == null ? parse(text, type, false) : value;
  }

  private static @Nullable Object parse(String text, SqlType type, boolean escapes) {
    NestedTextParser reader = new NestedTextParser(text, escapes);
    try {
      Object value = reader.value(type, false, 0);
      reader.skipSpace();
      return reader.at == text.length() ? value : null;
    } catch (Unreadable e) {
      return null;
    }
  }

  /** The text does not fit the type. Caught here. */
  private static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1;

    Unreadable() {
      super(null, null, false, false);
    }
  }

  private @Nullable Object value(SqlType type, boolean isKey, int depth) throws Unreadable {
    skipSpace();
    if (depth > DEEPEST || at >= text.length()) {
      throw new Unreadable();
    }
    if (acceptNull(isKey)) {
      return null;
    }
    char c = text.charAt(at);
    return switch (type.type()) {
      case ARRAY -> array(type, depth);
      case MAP -> map(type, depth);
      case STRUCT -> type.parts().isEmpty() ? anyStruct(type, depth) : struct(type, depth);
      case VARIANT, OTHER -> {
        int start = at;
        Object value =
            switch (c) {
              case '[' -> array(SqlType.UNKNOWN, depth);
              case '{' -> structOrMap(depth);
              case '"' -> string(isKey);
              default -> scalar(ScalarTextParser.ANY, isKey);
            };
        // A VARIANT is text, also within other values.
        yield type.type() == ColumnType.VARIANT ? text.substring(start, at) : value;
      }
      default -> {
        ScalarTextParser scalar = ScalarTextParser.of(type.type());
        yield c == '"' ? decode(scalar, string(isKey)) : scalar(scalar, isKey);
      }
    };
  }

  private List<@Nullable Object> array(SqlType type, int depth) throws Unreadable {
    expect('[');
    List<@Nullable Object> elements = new ArrayList<>();
    if (!accept(']')) {
      do {
        elements.add(value(type.part(0), false, depth + 1));
      } while (accept(','));
      expect(']');
    }
    return new ArrayValue(type, elements);
  }

  private Map<@Nullable Object, @Nullable Object> map(SqlType type, int depth) throws Unreadable {
    expect('{');
    Map<@Nullable Object, @Nullable Object> entries = new LinkedHashMap<>();
    if (!accept('}')) {
      do {
        Object key = value(type.part(0), true, depth + 1);
        expect(':');
        entries.put(key, value(type.part(1), false, depth + 1));
      } while (accept(','));
      expect('}');
    }
    return new MapValue(type, entries);
  }

  /**
   * What the text does not tell apart: fields of a STRUCT are in quotes as keys of a MAP are when
   * they are texts. As a STRUCT it is both.
   */
  private Object structOrMap(int depth) throws Unreadable {
    Map<@Nullable Object, @Nullable Object> entries = map(SqlType.UNKNOWN, depth);
    List<String> names = new ArrayList<>();
    for (Object key : entries.keySet()) {
      if (!(key instanceof String name)) {
        return entries;
      }
      names.add(name);
    }
    return new StructValue(SqlType.UNKNOWN, names, new ArrayList<>(entries.values()));
  }

  /** A struct of which only the text tells the fields. */
  private StructValue anyStruct(SqlType type, int depth) throws Unreadable {
    expect('{');
    List<String> names = new ArrayList<>();
    List<@Nullable Object> values = new ArrayList<>();
    if (!accept('}')) {
      do {
        names.add(fieldName());
        values.add(value(SqlType.UNKNOWN, false, depth + 1));
      } while (accept(','));
      expect('}');
    }
    return new StructValue(type, names, values);
  }

  /** The fields that the type has, in its order; those that the text leaves out are null. */
  private StructValue struct(SqlType type, int depth) throws Unreadable {
    // A thousand times "{}" would otherwise be a thousand times all the fields of a long type.
    fieldsLeft -= type.parts().size();
    if (fieldsLeft < 0) {
      throw new Unreadable();
    }
    List<String> names = type.parts().stream().map(SqlType.Part::name).toList();
    @Nullable Object[] values = new Object[names.size()];
    expect('{');
    if (!accept('}')) {
      int next = 0;
      do {
        int field = indexOf(names, fieldName(), next);
        values[field] = value(type.part(field), false, depth + 1);
        next = field + 1;
      } while (accept(','));
      expect('}');
    }
    return new StructValue(type, names, Arrays.asList(values));
  }

  private static int indexOf(List<String> names, String name, int from) throws Unreadable {
    for (int i = 0; i < names.size(); i++) {
      // Two fields may have the same name, so the search goes on where it was.
      int index = (from + i) % names.size();
      if (names.get(index).equals(name)) {
        return index;
      }
    }
    throw new Unreadable();
  }

  private String fieldName() throws Unreadable {
    skipSpace();
    String name;
    if (at < text.length() && text.charAt(at) == '"') {
      name = string(true);
    } else {
      int end = text.indexOf(':', at);
      if (end < 0) {
        throw new Unreadable();
      }
      name = text.substring(at, end).strip();
      at = end;
    }
    expect(':');
    return name;
  }

  private Object scalar(ScalarTextParser scalar, boolean isKey) throws Unreadable {
    int end = scalar.end(text, at);
    while (end > at && !delimited(end, isKey)) {
      // Text without quotes goes on to the first mark behind which it can end.
      end = scalar.isOpen() ? Math.min(scalar.end(text, end + 1), text.length()) : at;
    }
    if (end <= at) {
      throw new Unreadable();
    }
    Object value = decode(scalar, text.substring(at, end));
    at = end;
    return value;
  }

  private static Object decode(ScalarTextParser scalar, String content) throws Unreadable {
    Object value = scalar.decode(content);
    if (value == null) {
      throw new Unreadable();
    }
    return value;
  }

  private String string(boolean isKey) throws Unreadable {
    int end = at + 1;
    if (escapes) {
      end = JsonString.end(text, at);
    } else {
      while (end < text.length() && (text.charAt(end) != '"' || !delimited(end + 1, isKey))) {
        end++;
      }
    }
    if (end < 0 || end >= text.length()) {
      throw new Unreadable();
    }
    String content = text.substring(at + 1, end);
    if (escapes) {
      String unescaped = JsonString.unescape(content);
      if (unescaped == null) {
        throw new Unreadable();
      }
      content = unescaped;
    }
    at = end + 1;
    return content;
  }

  private boolean acceptNull(boolean isKey) {
    if (text.startsWith("null", at) && delimited(at + 4, isKey)) {
      at += 4;
      return true;
    }
    return false;
  }

  /** Whether a value may end here: before a comma, bracket or (keys) colon, or the text's end. */
  private boolean delimited(int from, boolean isKey) {
    int next = from;
    while (next < text.length() && text.charAt(next) == ' ') {
      next++;
    }
    return next >= text.length() || (isKey ? ":" : ",]}").indexOf(text.charAt(next)) >= 0;
  }

  private boolean accept(char expected) {
    skipSpace();
    if (at < text.length() && text.charAt(at) == expected) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(char expected) throws Unreadable {
    if (!accept(expected)) {
      throw new Unreadable();
    }
  }

  private void skipSpace() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }
}
