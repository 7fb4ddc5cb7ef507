package io.github.lakewire.jdbc.internal.volume;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A statement that moves a file, as its author wrote it: what the server asks for is held against
 * this, and nothing else is done.
 *
 * @param local the local file as the literal means it; null for REMOVE
 * @param written the same without its escapes resolved
 */
record VolumeStatement(Action action, @Nullable String local, @Nullable String written) {
  /** What is to be done. */
  enum Action {
    PUT,
    GET,
    REMOVE
  }

  /** In place of a local file, when the application gives or takes the bytes itself. */
  static final String STREAM = "__input_stream__";

  private static final String GAP = "(?:\\s|--[^\\n]*+(?:\\n|$)|/\\*(?:[^*]|\\*(?!/))*+\\*/)";
  private static final String LITERAL = "('(?:[^'\\\\]|\\\\.)*+'|\"(?:[^\"\\\\]|\\\\.)*+\")";
  private static final String END = GAP + "*+;?" + GAP + "*+";
  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.DOTALL;
  private static final Pattern PUT =
      Pattern.compile(
          GAP
              + "*+PUT"
              + GAP
              + "*+"
              + LITERAL
              + GAP
              + "*+INTO"
              + GAP
              + "*+"
              + LITERAL
              + "(?:"
              + GAP
              + "*+OVERWRITE)?"
              + END,
          FLAGS);
  private static final Pattern GET =
      Pattern.compile(
          GAP + "*+GET" + GAP + "*+" + LITERAL + GAP + "*+TO" + GAP + "*+" + LITERAL + END, FLAGS);
  private static final Pattern REMOVE =
      Pattern.compile(GAP + "*+REMOVE" + GAP + "*+" + LITERAL + END, FLAGS);

  /** Longer texts are no such statements, and take no time. */
  private static final int LONGEST = 100_000;

  /** Reads a text; null when it is nothing of the kind. */
  static @Nullable VolumeStatement parse(String sql) {
    if (sql.length() > LONGEST) {
      return null;
    }
    Matcher put = PUT.matcher(sql);
    if (put.matches()) {
      return of(Action.PUT, put.group(1));
    }
    Matcher get = GET.matcher(sql);
    if (get.matches()) {
      return of(Action.GET, get.group(2));
    }
    return REMOVE.matcher(sql).matches() ? new VolumeStatement(Action.REMOVE, null, null) : null;
  }

  private static VolumeStatement of(Action action, String literal) {
    String written = literal.substring(1, literal.length() - 1);
    return new VolumeStatement(action, resolved(written), written);
  }

  /** Resolves the escapes of a literal, as Spark does. */
  private static String resolved(String written) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < written.length(); i++) {
      char c = written.charAt(i);
      if (c != '\\' || i + 1 == written.length()) {
        text.append(c);
        continue;
      }
      char escaped = written.charAt(++i);
      switch (escaped) {
        case 'n' -> text.append('\n');
        case 't' -> text.append('\t');
        case 'r' -> text.append('\r');
        case 'b' -> text.append('\b');
        case '0' -> text.append('\0');
        default -> text.append(escaped);
      }
    }
    return text.toString();
  }

  /** Whether the server asks for what the statement says. */
  boolean says(String operation, @Nullable String localFile) {
    return action.name().equals(operation.toUpperCase(Locale.ROOT))
        && (local == null
            ? localFile == null || localFile.isEmpty()
            : local.equals(STREAM) || local.equals(localFile) || isWritten(localFile));
  }

  /**
   * The local file, in the form of the statement's text that the server confirmed. Never another,
   * whatever the server says.
   */
  String file(@Nullable String localFile) {
    return String.valueOf(isWritten(localFile) ? written : local);
  }

  /** Paths of Windows are often written without their backslashes doubled. */
  private boolean isWritten(@Nullable String localFile) {
    return written != null && written.equals(localFile);
  }
}
