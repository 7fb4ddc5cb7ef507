package io.github.lakewire.jdbc.internal.sql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text as it was written and what became of it on its way to the server: escapes translated,
 * markers replaced, words put before it. Knows for each place of the one where it is in the other.
 * Immutable.
 */
public final class Rewriting {
  /** What stands from start to end in the text that is sent stands for a part of the other. */
  private record Edit(int start, int end, int writtenStart, int writtenEnd) {}

  private final @Nullable Rewriting before;
  private final String input;
  private final String sent;
  private final List<Edit> edits;

  private Rewriting(@Nullable Rewriting before, String input, String sent, List<Edit> edits) {
    this.before = before;
    this.input = input;
    this.sent = sent;
    this.edits = edits;
  }

  /** A text that is sent as it is written. */
  public static Rewriting of(String text) {
    return new Rewriting(null, text, text, List.of());
  }

  /** Puts words before the text. */
  public Rewriting behind(String words) {
    Edit edit = new Edit(0, words.length(), 0, 0);
    return new Rewriting(this, sent, words + sent, List.of(edit));
  }

  /** Another text in its place, of which only the beginning is known to be the same. */
  public Rewriting replacedBy(String text) {
    int same = 0;
    while (same < Math.min(text.length(), sent.length())
        && text.charAt(same) == sent.charAt(same)) {
      same++;
    }
    Edit edit = new Edit(same, text.length() + 1, Math.min(same, sent.length()), sent.length());
    return new Rewriting(this, sent, text, List.of(edit));
  }

  /** The text as its author wrote it. */
  public String written() {
    return before == null ? input : before.written();
  }

  /** The text as the server gets it. */
  public String sent() {
    return sent;
  }

  public boolean isChanged() {
    return !sent.equals(written());
  }

  /** Returns the index in the written text of what stands at an index of the text that is sent. */
  public int writtenIndex(int index) {
    int own = Math.min(Math.max(0, inputIndex(index)), input.length());
    return before == null ? own : before.writtenIndex(own);
  }

  private int inputIndex(int index) {
    int shift = 0;
    for (Edit edit : edits) {
      if (index < edit.start()) {
        break;
      }
      if (index < edit.end()) {
        return within(edit, index);
      }
      shift = edit.writtenEnd() - edit.end();
    }
    return index + shift;
  }

  /** The same word, where the part that was replaced has it once; else the part's beginning. */
  private int within(Edit edit, int index) {
    int start = index;
    int end = index;
    while (start > edit.start() && isWordPart(sent, start - 1)) {
      start--;
    }
    while (end < edit.end() && isWordPart(sent, end)) {
      end++;
    }
    if (start == end) {
      return edit.writtenStart();
    }
    String word = sent.substring(start, end);
    int found = find(word, edit.writtenStart(), edit.writtenEnd());
    boolean once = found >= 0 && find(word, found + 1, edit.writtenEnd()) < 0;
    return once ? found + index - start : edit.writtenStart();
  }

  private int find(String word, int from, int to) {
    int at = input.indexOf(word, from);
    while (at >= 0 && (isWordPart(input, at - 1) || isWordPart(input, at + word.length()))) {
      at = input.indexOf(word, at + 1);
    }
    return at >= 0 && at + word.length() <= to ? at : -1;
  }

  private static boolean isWordPart(String text, int at) {
    return at >= 0 && at < text.length() && SqlScanner.isWordPart(text.charAt(at));
  }

  /** Writes a text anew from front to back. Not thread-safe. */
  static final class Writer {
    private final Rewriting before;

    /** Joined at the end, which copies a large value once. */
    private final List<String> parts = new ArrayList<>();

    private final List<Edit> edits = new ArrayList<>();
    private int length;
    private int done;

    Writer(Rewriting before) {
      this.before = before;
    }

    /** Takes what comes up to an index as it is, and replaces what follows up to another. */
    void replace(int start, int end, String replacement) {
      add(before.sent.substring(done, start));
      edits.add(new Edit(length, length + replacement.length(), start, end));
      add(replacement);
      done = end;
    }

    private void add(String part) {
      parts.add(part);
      length += part.length();
    }

    /** Takes the rest as it is. */
    Rewriting finish() {
      if (edits.isEmpty()) {
        return before;
      }
      add(before.sent.substring(done));
      return new Rewriting(before, before.sent, String.join("", parts), edits);
    }
  }
}
