package io.github.lakewire.jdbc.internal.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads a type's text as Spark prints it ({@code STRUCT<a: ARRAY<INT>, `b c`: STRING NOT NULL>}),
 * and as its DDL takes it, without the colons.
 */
final class TypeParser {
  /** Deeper nesting than any server takes; what is below stays unknown. */
  private static final int DEEPEST = 100;

  private final String text;
  private int at;

  TypeParser(String text) {
    this.text = text;
  }

  SqlType parse() {
    return type(0);
  }

  private SqlType type(int depth) {
    skipSpace();
    int start = at;
    while (at < text.length() && isWord(text.charAt(at))) {
      at++;
    }
    String head = text.substring(start, at).toUpperCase(Locale.ROOT);
    skipSpace();
    boolean opens = at < text.length() && text.charAt(at) == '<' && depth < DEEPEST;
    return switch (head) {
      case "ARRAY" -> opens ? nested(ColumnType.ARRAY, depth) : bare(ColumnType.ARRAY);
      case "MAP" -> opens ? nested(ColumnType.MAP, depth) : bare(ColumnType.MAP);
      case "STRUCT" -> opens ? nested(ColumnType.STRUCT, depth) : bare(ColumnType.STRUCT);
      default -> {
        String written = simpleText(start);
        ColumnInfo simple = TypeText.column("", written, "");
        boolean open = simple.type() == ColumnType.DECIMAL && written.indexOf('(') < 0;
        yield new SqlType(simple.type(), open ? "DECIMAL" : simple.typeName(), List.of());
      }
    };
  }

  private SqlType bare(ColumnType type) {
    skipAttributes();
    return new SqlType(type, type.name(), List.of());
  }

  private SqlType nested(ColumnType type, int depth) {
    StringBuilder canonical = new StringBuilder(type.name()).append('<');
    List<SqlType.Part> parts = new ArrayList<>();
    at++;
    skipSpace();
    while (at < text.length() && text.charAt(at) != '>') {
      int before = at;
      if (!parts.isEmpty()) {
        canonical.append(", ");
      }
      String name = "";
      if (type == ColumnType.STRUCT) {
        name = fieldName(canonical);
      }
      SqlType part = type(depth + 1);
      skipAttributes();
      canonical.append(part.text());
      parts.add(new SqlType.Part(name, part));
      if (at < text.length() && text.charAt(at) == ',') {
        at++;
      }
      skipSpace();
      // What is no type must not be looked at for ever.
      at = Math.max(at, before + 1);
    }
    at++;
    return new SqlType(type, canonical.append('>').toString(), parts);
  }

  /** Passes the name of a struct's field, and writes it as it stands, with a colon. */
  private String fieldName(StringBuilder canonical) {
    int start = at;
    String name;
    if (text.charAt(at) == '`') {
      name = quoted('`');
    } else {
      int colon = at;
      while (colon < text.length() && ":,<>(".indexOf(text.charAt(colon)) < 0) {
        colon++;
      }
      boolean hasColon = colon < text.length() && text.charAt(colon) == ':';
      while (at < text.length()
          && ":,<>(".indexOf(text.charAt(at)) < 0
          && (hasColon || !Character.isWhitespace(text.charAt(at)))) {
        at++;
      }
      name = text.substring(start, at).strip();
    }
    canonical.append(text.substring(start, Math.min(at, text.length())).strip()).append(": ");
    skipSpace();
    if (at < text.length() && text.charAt(at) == ':') {
      at++;
    }
    return name;
  }

  /** Passes a quoted text, in which the quote stands twice for itself. */
  private String quoted(char quote) {
    StringBuilder content = new StringBuilder();
    at++;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c != quote) {
        content.append(c);
      } else if (at < text.length() && text.charAt(at) == quote) {
        content.append(quote);
        at++;
      } else {
        break;
      }
    }
    return content.toString();
  }

  /** Passes a simple type to its end: parameters in parentheses, words like YEAR TO MONTH. */
  private String simpleText(int start) {
    while (at < text.length() && ",>".indexOf(text.charAt(at)) < 0 && !atAttribute()) {
      if (text.charAt(at) == '(') {
        while (at < text.length() && text.charAt(at) != ')') {
          at++;
        }
      }
      at = Math.min(at + 1, text.length());
    }
    return text.substring(start, at);
  }

  private boolean atAttribute() {
    return startsWord("NOT NULL") || startsWord("COMMENT") || startsWord("DEFAULT");
  }

  private boolean startsWord(String word) {
    return at > 0
        && Character.isWhitespace(text.charAt(at - 1))
        && text.regionMatches(true, at, word, 0, word.length());
  }

  /** Passes NOT NULL and the comment of a field, up to the next part or the end. */
  private void skipAttributes() {
    while (at < text.length() && ",>".indexOf(text.charAt(at)) < 0) {
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

  private void skipSpace() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }
}
