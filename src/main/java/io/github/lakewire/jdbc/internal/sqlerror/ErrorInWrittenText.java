package io.github.lakewire.jdbc.internal.sqlerror;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.ErrorPlace;
import io.github.lakewire.jdbc.internal.error.ServerError;
import io.github.lakewire.jdbc.internal.sql.Rewriting;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes an error of the server speak of the statement as its author wrote it: its places, and the
 * text that parsers repeat with a mark below the place.
 */
public final class ErrorInWrittenText {
  private static final String HEADING = "== SQL ==\n";
  private static final Pattern MARK = Pattern.compile("-*\\^{3,}");

  private final Rewriting text;

  private ErrorInWrittenText(Rewriting text) {
    this.text = text;
  }

  public static DriverException of(DriverException exception, Rewriting text) {
    ServerError error = exception.serverError();
    return error == null || !text.isChanged()
        ? exception
        : exception.saying(new ErrorInWrittenText(text).error(error));
  }

  private ServerError error(ServerError error) {
    ErrorPlace sent = ErrorPlace.in(error.message());
    String message =
        ErrorPlace.move(
            withWrittenText(error.message(), sent == null ? null : place(sent)), this::place);
    ErrorPlace own =
        error.line() == 0
            ? new ErrorPlace(0, 0)
            : place(new ErrorPlace(error.line(), error.column()));
    return new ServerError(
        message,
        error.sqlState(),
        error.vendorCode(),
        error.errorClass(),
        own.line(),
        own.column());
  }

  /** The place in the written text; what is no place of the text that was sent stays as it is. */
  private ErrorPlace place(ErrorPlace sent) {
    int start = 0;
    for (int line = 1; line < sent.line(); line++) {
      start = text.sent().indexOf('\n', start) + 1;
      if (start == 0) {
        return sent;
      }
    }
    int index = start + sent.column() - 1;
    if (index > text.sent().length()) {
      return sent;
    }
    int own = text.writtenIndex(index);
    String before = text.written().substring(0, own);
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    return new ErrorPlace(line, own - before.lastIndexOf('\n'));
  }

  private String withWrittenText(String message, @Nullable ErrorPlace place) {
    int start = message.indexOf(HEADING);
    if (start < 0) {
      return message;
    }
    start += HEADING.length();
    List<String> lines = new ArrayList<>(List.of(message.substring(start).split("\n", -1)));
    boolean marked = false;
    for (int i = 0; i < lines.size() && !marked; i++) {
      marked = MARK.matcher(lines.get(i)).matches();
      if (marked) {
        lines.remove(i);
      }
    }
    String repeated = String.join("\n", lines);
    String sent = withoutEnd(text.sent());
    if (!repeated.startsWith(sent)) {
      return message;
    }
    String rest = repeated.substring(sent.length());
    return message.substring(0, start) + written(marked ? place : null) + rest;
  }

  /** The text as it was written, with a mark below a place. */
  private String written(@Nullable ErrorPlace marked) {
    String written = withoutEnd(text.written());
    if (marked == null) {
      return written;
    }
    List<String> lines = new ArrayList<>(List.of(written.split("\n", -1)));
    lines.add(Math.min(marked.line(), lines.size()), "-".repeat(marked.column() - 1) + "^^^");
    return String.join("\n", lines);
  }

  /** Servers repeat a statement without the white space and semicolons at its end. */
  private static String withoutEnd(String sql) {
    int end = sql.length();
    while (end > 0 && (sql.charAt(end - 1) == ';' || Character.isWhitespace(sql.charAt(end - 1)))) {
      end--;
    }
    return sql.substring(0, end);
  }
}
