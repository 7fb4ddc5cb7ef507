package io.github.lakewire.jdbc.internal.commandline;

import java.io.IOException;
import java.io.Writer;

/** Lines for people: what was checked, what came of it, and what to do. */
final class Report {
  private static final int WIDTH = 100;
  private static final String INDENT = " ".repeat(22);

  private final Writer out;
  private boolean failed;

  Report(Writer out) {
    this.out = out;
  }

  void ok(String step, String text) throws IOException {
    entry("ok", step, text);
  }

  void skipped(String step, String text) throws IOException {
    entry("-", step, text);
  }

  void failed(String step, String text) throws IOException {
    failed = true;
    entry("FAILED", step, text);
  }

  /** Says what to do about what failed. */
  void remedy(String text) throws IOException {
    more("What to do: " + text);
  }

  /** A further paragraph of the last step. */
  void more(String text) throws IOException {
    wrapped(INDENT, text);
    out.flush();
  }

  void line(String text) throws IOException {
    out.write(text + System.lineSeparator());
    out.flush();
  }

  boolean hasFailed() {
    return failed;
  }

  private void entry(String state, String step, String text) throws IOException {
    wrapped(String.format("  %-8s%-12s", state, step), text);
    out.flush();
  }

  /** Control characters of a server's text must not reach the terminal. */
  private void wrapped(String first, String text) throws IOException {
    StringBuilder line = new StringBuilder(first);
    boolean empty = true;
    for (String word : DisplayWidth.printable(text).split(" ")) {
      if (!empty && DisplayWidth.of(line.toString()) + 1 + DisplayWidth.of(word) > WIDTH) {
        out.write(line + System.lineSeparator());
        line = new StringBuilder(INDENT);
        empty = true;
      }
      line.append(empty ? "" : " ").append(word);
      empty = false;
    }
    out.write(line + System.lineSeparator());
  }
}
