package io.github.lakewire.jdbc.internal.error;

import java.io.Serial;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Stands for an exception whose text, or that of a cause of it, is not fit to be printed: libraries
 * quote in theirs what a server sent. It has the stack trace, and the text made harmless.
 */
public final class RetoldException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private static final int MOST_CAUSES = 20;

  private RetoldException(String text, @Nullable Throwable cause) {
    super(text, cause);
  }

  /** The cause of an exception: itself, if its texts are harmless. */
  static @Nullable Throwable cause(@Nullable Throwable cause) {
    return cause == null ? null : retold(cause, ServerText::whole);
  }

  /** An exception for the log, in whose entry no text may begin a line: itself, if none does. */
  public static Throwable logged(Throwable failure) {
    return retold(failure, ServerText::line);
  }

  private static Throwable retold(Throwable failure, UnaryOperator<String> words) {
    return isFit(failure, words, 0) ? failure : copy(failure, words, 0);
  }

  private static boolean isFit(
      @Nullable Throwable failure, UnaryOperator<String> words, int depth) {
    if (failure == null) {
      return true;
    }
    String text = failure.toString();
    boolean fit =
        depth < MOST_CAUSES
            && words.apply(text).equals(text)
            && isFit(failure.getCause(), words, depth + 1);
    for (Throwable other : failure.getSuppressed()) {
      fit = fit && isFit(other, words, depth + 1);
    }
    return fit;
  }

  private static RetoldException copy(Throwable failure, UnaryOperator<String> words, int depth) {
    Throwable cause = depth < MOST_CAUSES ? failure.getCause() : null;
    RetoldException copy =
        new RetoldException(
            words.apply(failure.toString()), cause == null ? null : copy(cause, words, depth + 1));
    copy.setStackTrace(failure.getStackTrace());
    for (Throwable other : depth < MOST_CAUSES ? failure.getSuppressed() : new Throwable[0]) {
      copy.addSuppressed(copy(other, words, depth + 1));
    }
    return copy;
  }

  /** What it stands for. */
  @Override
  public String toString() {
    return String.valueOf(getMessage());
  }
}
