package io.github.lakewire.jdbc.internal.error;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An error of HTTP, as the server explains it in its headers or body.
 *
 * @param code such as {@code RESOURCE_DOES_NOT_EXIST}; "" when the server names none
 * @param reason the explanation without the code before it; "" when there is none
 */
public record HttpError(String code, String reason) {
  private static final Pattern LEADING_CODE =
      Pattern.compile("\"?([A-Z][A-Z0-9_]{2,60})(?:: *|\"?$)");

  /**
   * @param text the explanation
   * @param code beside the text, or null
   */
  public static HttpError of(String text, @Nullable String code) {
    Matcher leading = LEADING_CODE.matcher(text);
    return leading.lookingAt()
        ? new HttpError(leading.group(1), text.substring(leading.end()))
        : new HttpError(code == null ? "" : code, text);
  }
}
