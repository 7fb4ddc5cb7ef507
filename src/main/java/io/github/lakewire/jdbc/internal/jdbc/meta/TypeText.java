package io.github.lakewire.jdbc.internal.jdbc.meta;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/**
 * Writes the text of a type as Databricks prints it: words of the language in upper case, names of
 * struct fields and quoted text as they are, {@code STRUCT<name: TYPE, name: TYPE>}. Tools parse
 * it, and their grammars are upper case.
 */
final class TypeText {
  private final String text;
  private final StringBuilder out;
  private int position;

  private TypeText(String text) {
    this.text = text;
    this.out = new StringBuilder(text.length() + 8);
  }

  static String normalize(String text) {
    return new TypeText(text.strip()).write();
  }

  /** Returns the words before parameters and nesting: {@code DECIMAL} of {@code DECIMAL(10,2)}. */
  static String baseName(String text) {
    int end = 0;
    while (end < text.length() && text.charAt(end) != '(' && text.charAt(end) != '<') {
      end++;
    }
    String words = text.substring(0, end).strip();
    // A collation belongs to the column, not to the type.
    int collate = words.toUpperCase(Locale.ROOT).indexOf(" COLLATE ");
    return collate < 0 ? words : words.substring(0, collate).strip();
  }

  private String write() {
    // One entry for each open bracket: whether names of fields come in it.
    Deque<Boolean> brackets = new ArrayDeque<>();
    int parentheses = 0;
    while (position < text.length()) {
      char c = text.charAt(position);
      switch (c) {
        case '<' -> {
          boolean struct = endsWithWord("STRUCT");
          brackets.push(struct);
          copy();
          writeFieldName(struct);
        }
        case '>' -> {
          brackets.poll();
          copy();
        }
        case '(' -> {
          parentheses++;
          copy();
        }
        case ')' -> {
          parentheses--;
          copy();
        }
        case ',' -> {
          copy();
          if (parentheses == 0 && !brackets.isEmpty()) {
            out.append(' ');
            skipSpace();
            writeFieldName(brackets.peek());
          }
        }
        case '`', '\'', '"' -> writeQuoted(c);
        default -> {
          out.append(Character.toUpperCase(c));
          position++;
        }
      }
    }
    return out.toString();
  }

  /** In a struct: {@code name: }, the name as it is. */
  private void writeFieldName(boolean struct) {
    skipSpace();
    if (!struct) {
      return;
    }
    if (position < text.length() && text.charAt(position) == '`') {
      writeQuoted('`');
    } else {
      while (position < text.length() && ": >".indexOf(text.charAt(position)) < 0) {
        copy();
      }
    }
    skipSpace();
    if (position < text.length() && text.charAt(position) == ':') {
      copy();
      skipSpace();
      out.append(' ');
    } else if (position < text.length() && text.charAt(position) != '>') {
      out.append(": ");
    }
  }

  private void writeQuoted(char quote) {
    copy();
    while (position < text.length()) {
      char c = text.charAt(position);
      copy();
      if (c == '\\' && quote != '`' && position < text.length()) {
        copy();
      } else if (c == quote) {
        return;
      }
    }
  }

  private boolean endsWithWord(String word) {
    int start = out.length() - word.length();
    return start >= 0
        && out.substring(start).equals(word)
        && (start == 0 || !Character.isLetterOrDigit(out.charAt(start - 1)));
  }

  private void skipSpace() {
    while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
      position++;
    }
  }

  private void copy() {
    out.append(text.charAt(position++));
  }
}
