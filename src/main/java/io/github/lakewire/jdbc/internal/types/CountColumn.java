package io.github.lakewire.jdbc.internal.types;

import java.util.regex.Pattern;

/** The columns in which servers tell how many rows a statement has written. */
public final class CountColumn {
  private static final Pattern NAME = Pattern.compile("num_[a-z]+_rows", Pattern.CASE_INSENSITIVE);

  private CountColumn() {}

  /** Whether a column of that name counts rows; files and bytes are no update count. */
  public static boolean isCount(String name) {
    return NAME.matcher(name).matches();
  }
}
