package io.github.lakewire.jdbc.internal.types;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a type's text in all forms that servers and users write: Spark's SQL form ({@code STRUCT<a:
 * ARRAY<INT>, `b c`: STRING NOT NULL>}), its short form, which quotes no names ({@code struct<b
 * c:string>}), and DDL without colons ({@code struct<a int>}).
 *
 * <p>A name without quotes may hold any character, so it ends at the first colon behind which a
 * known type stands. Text that cannot be read to its end is the type that its first word names,
 * without parts.
 */
final class SqlTypeParser {
  /** Deeper nesting than any server takes. */
  private static final int DEEPEST = 100;

  /** Colons that are tried as the end of one name. */
  private static final int MOST_COLONS = 50;

  /** Characters in parentheses behind a name. */
  private static final int LONGEST_PARAMETERS = 100;

  /** Digits behind the second of a TIME that does not say how many. */
  private static final int DEFAULT_FRACTION = 6;

  private static final int MAX_FRACTION = 9;

  /** A type at a place of the text, or null when there is none. */
  private record Found(SqlType type, int end) {}

  private final String text;
  private final Map<Integer, @Nullable Found> found = new HashMap<>();
  private long stepsLeft;
  private int at;

  SqlTypeParser(String text) {
    this.text = text;
    this.stepsLeft = 20L * text.length() + 1_000;
  }

  SqlType parse() {
    SqlType type = type(0);
    return type != null && delimited(true) ? type : byFirstWord();
  }

  private SqlType byFirstWord() {
    at = 0;
    skipSpace();
    String head = word().toUpperCase(Locale.ROOT);
    ColumnType type = ColumnType.named(head);
    if (type == null) {
      return SqlType.named(
          ColumnType.OTHER, text.strip().replaceAll("\\s+", " ").toUpperCase(Locale.ROOT));
    }
    return simple(head, "");
  }

  /** Passes a type; null, and anywhere, when there is none. */
  private @Nullable SqlType type(int depth) {
    skipSpace();
    int start = at;
    if (--stepsLeft < 0) {
      return null;
    }
    if (found.containsKey(start)) {
      Found known = found.get(start);
      at = known == null ? at : known.end();
      return known == null ? null : known.type();
    }
    SqlType type = typeHere(depth);
    found.put(start, type == null ? null : new Found(type, at));
    return type;
  }

  private @Nullable SqlType typeHere(int depth) {
    int start = at;
    String head = word().toUpperCase(Locale.ROOT);
    skipSpace();
    ColumnType type = ColumnType.named(head);
    if (type == null || !type.isNested()) {
      at = start;
      return simple();
    } else if (!accept('<')) {
      return SqlType.of(type);
    } else if (depth >= DEEPEST) {
      return null;
    }
    List<SqlType.Part> parts = new ArrayList<>();
    boolean read = accept('>') || parts(parts, type == ColumnType.STRUCT, depth + 1);
    return read ? nested(type, parts) : null;
  }

  private static @Nullable SqlType nested(ColumnType type, List<SqlType.Part> parts) {
    if (type == ColumnType.STRUCT) {
      return SqlType.struct(parts);
    } else if (parts.isEmpty()) {
      return SqlType.of(type);
    } else if (type == ColumnType.ARRAY) {
      return parts.size() == 1 ? SqlType.array(parts.get(0).type()) : null;
    }
    return parts.size() == 2 ? SqlType.map(parts.get(0).type(), parts.get(1).type()) : null;
  }

  /** Passes what stands between the brackets, and the closing one. */
  private boolean parts(List<SqlType.Part> parts, boolean named, int depth) {
    do {
      SqlType.Part part = named ? field(depth) : element(depth);
      if (part == null) {
        return false;
      }
      parts.add(part);
    } while (accept(','));
    return accept('>');
  }

  private SqlType.@Nullable Part element(int depth) {
    SqlType type = type(depth);
    return type != null && delimited(false) ? new SqlType.Part("", type) : null;
  }

  private SqlType.@Nullable Part field(int depth) {
    skipSpace();
    int start = at;
    SqlType.Part part = quotedField(depth);
    if (part == null) {
      at = start;
      part = ddlField(depth);
    }
    if (part == null || part.type().type() == ColumnType.OTHER) {
      int end = at;
      at = start;
      SqlType.Part other = colonField(depth);
      if (other == null && part != null) {
        at = end;
      } else {
        part = other;
      }
    }
    return part;
  }

  private SqlType.@Nullable Part quotedField(int depth) {
    String name = at < text.length() && text.charAt(at) == '`' ? quoted() : null;
    if (name == null) {
      return null;
    }
    accept(':');
    SqlType type = type(depth);
    return type != null && delimited(false) ? new SqlType.Part(name, type) : null;
  }

  /** A name of one word, a space, and a type. */
  private SqlType.@Nullable Part ddlField(int depth) {
    String name = word();
    if (name.isEmpty() || at >= text.length() || !Character.isWhitespace(text.charAt(at))) {
      return null;
    }
    SqlType type = type(depth);
    return type != null && delimited(false) ? new SqlType.Part(name, type) : null;
  }

  private SqlType.@Nullable Part colonField(int depth) {
    int start = at;
    int end = start;
    SqlType.Part unknown = null;
    int colon = text.indexOf(':', start);
    for (int i = 0; i < MOST_COLONS && colon >= 0 && stepsLeft > 0; i++) {
      at = colon + 1;
      SqlType type = type(depth);
      if (type != null && delimited(false)) {
        SqlType.Part part = new SqlType.Part(text.substring(start, colon).strip(), type);
        if (type.type() != ColumnType.OTHER) {
          return part;
        } else if (unknown == null) {
          unknown = part;
          end = at;
        }
      }
      colon = text.indexOf(':', colon + 1);
    }
    at = end;
    return unknown;
  }

  /** Passes text in backticks, in which a backtick stands twice; null when it does not end. */
  private @Nullable String quoted() {
    StringBuilder content = new StringBuilder();
    for (int i = at + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '`') {
        content.append(c);
      } else if (i + 1 < text.length() && text.charAt(i + 1) == '`') {
        content.append('`');
        i++;
      } else {
        at = i + 1;
        skipSpace();
        return content.toString();
      }
    }
    return null;
  }

  /** Passes words and one group in parentheses: DECIMAL(10,2), INTERVAL DAY TO SECOND. */
  private @Nullable SqlType simple() {
    StringBuilder words = new StringBuilder();
    String parameters = "";
    boolean more = true;
    while (more) {
      skipSpace();
      int start = at;
      if (at < text.length() && text.charAt(at) == '(' && !words.isEmpty()) {
        int close = text.indexOf(')', at);
        if (close < 0 || close - at > LONGEST_PARAMETERS) {
          return null;
        }
        at = close + 1;
        parameters += text.substring(start, at).replaceAll("\\s+", "").toUpperCase(Locale.ROOT);
      } else if (acceptWord("COLLATE")) {
        skipSpace();
        if (!skipPlain()) {
          return null;
        }
      } else if (!atAttribute() && skipPlain()) {
        words.append(words.isEmpty() ? "" : " ").append(parameters);
        parameters = "";
        words.append(text.substring(start, at).toUpperCase(Locale.ROOT));
      } else {
        more = false;
      }
    }
    return words.isEmpty() ? null : simple(words.toString(), parameters);
  }

  private static SqlType simple(String words, String parameters) {
    ColumnType type = ColumnType.named(words);
    if (type == null) {
      return SqlType.named(ColumnType.OTHER, words + parameters);
    }
    return switch (type) {
      case DECIMAL -> SqlType.decimal(number(parameters, 0), number(parameters, 1));
      case TIME -> SqlType.time(parameters.isEmpty() ? DEFAULT_FRACTION : fraction(parameters));
      case CHAR, VARCHAR -> SqlType.characters(type, number(parameters, 0));
      case GEOMETRY, GEOGRAPHY -> SqlType.named(type, words + parameters);
      default -> SqlType.named(type, type.names().contains(words) ? words : type.names().get(0));
    };
  }

  private static int fraction(String parameters) {
    return Math.min(number(parameters, 0), MAX_FRACTION);
  }

  /** Returns a number in the parentheses after a type, 0 when it is not there. */
  private static int number(String parameters, int index) {
    String[] numbers = parameters.replaceAll("[()]", "").split(",", -1);
    return index < numbers.length && numbers[index].matches("[0-9]{1,9}")
        ? Integer.parseInt(numbers[index])
        : 0;
  }

  /** Whether the type ends here, after the attributes of a field, which are passed. */
  private boolean delimited(boolean whole) {
    skipSpace();
    if (atAttribute()) {
      skipAttributes(whole);
    }
    return at >= text.length() ? whole : !whole && ",>".indexOf(text.charAt(at)) >= 0;
  }

  private boolean atAttribute() {
    return startsWord("NOT") || startsWord("COMMENT") || startsWord("DEFAULT");
  }

  private boolean startsWord(String word) {
    int end = at + word.length();
    return at > 0
        && Character.isWhitespace(text.charAt(at - 1))
        && text.regionMatches(true, at, word, 0, word.length())
        && (end == text.length() || !isWord(text.charAt(end)));
  }

  private boolean acceptWord(String word) {
    boolean starts = startsWord(word);
    at += starts ? word.length() : 0;
    return starts;
  }

  /** Passes NOT NULL, the default and the comment of a field, up to the next part or the end. */
  private void skipAttributes(boolean whole) {
    while (at < text.length() && (whole || ",>".indexOf(text.charAt(at)) < 0)) {
      char c = text.charAt(at);
      if (c == '\'' || c == '"') {
        skipLiteral(c);
      } else {
        at++;
      }
    }
  }

  private void skipLiteral(char quote) {
    at++;
    while (at < text.length() && text.charAt(at) != quote) {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    at = Math.min(at + 1, text.length());
  }

  /** Passes characters of an unquoted word of any language; false when there is none. */
  private boolean skipPlain() {
    int start = at;
    while (at < text.length()
        && !Character.isWhitespace(text.charAt(at))
        && ",<>():`'\"".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return at > start;
  }

  private String word() {
    int start = at;
    while (at < text.length() && isWord(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  private boolean accept(char expected) {
    skipSpace();
    boolean there = at < text.length() && text.charAt(at) == expected;
    at += there ? 1 : 0;
    return there;
  }

  private void skipSpace() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }
}
