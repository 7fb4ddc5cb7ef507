package io.github.lakewire.jdbc;

import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serial;
import java.io.Serializable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What leads back to a submitted statement. It is of no use without the credentials of the user who
 * submitted it, and has none in it; still it is not meant for logs, so that {@link #toString} is
 * the query id only.
 *
 * @since 0.1.0
 */
public final class StatementId implements Serializable {
  @Serial private static final long serialVersionUID = 1;

  /** Version, query id, and what only the driver reads. */
  private static final Pattern FORM = Pattern.compile("1\\.([0-9a-f-]{1,64})\\.([0-9A-Za-z_-]+)");

  private static final int LONGEST = 8_192;

  private final String text;

  private StatementId(String text) {
    this.text = text;
  }

  /**
   * Reads the text of an id.
   *
   * @param text as {@link #toText} returned it
   * @throws IllegalArgumentException for any other text
   */
  public static StatementId parse(String text) {
    if (text.length() > LONGEST || !FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("The text is no statement id");
    }
    return new StatementId(text);
  }

  /** Returns it as letters, digits and punctuation, for a file, a table or a message. */
  public String toText() {
    return text;
  }

  /** Returns the query id as UUID text. */
  public String queryId() {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches() ? matcher.group(1) : "";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof StatementId that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Serial
  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    if (text == null || !FORM.matcher(text).matches()) {
      throw new InvalidObjectException("The text is no statement id");
    }
  }

  /** Returns the query id. */
  @Override
  public String toString() {
    return queryId();
  }
}
