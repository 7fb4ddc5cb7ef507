package io.github.lakewire.jdbc.internal.thrift;

import io.github.lakewire.jdbc.internal.error.DriverException.Kind;
import io.github.lakewire.jdbc.internal.error.HttpError;
import io.github.lakewire.jdbc.internal.error.ServerText;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Failures that servers report under a SQLState that does not show their kind: write conflicts,
 * temporary outages, and the end of the process that runs the statements. They are recognised by
 * the server's tokens (error classes, names of exceptions, codes of gRPC) at the beginning of its
 * message, where no word is the user's.
 */
final class ErrorKinds {
  private static final String BEFORE =
      ServerText.LEAD + "(?:" + ServerText.CLASS + ServerText.LEAD + ")?";

  private static final String AFTER = "(?=[:;,.)\\s]|$)";

  private static final String CONFLICT_CLASS = "DELTA_CONCURRENT_";
  private static final Set<String> OTHER_CONFLICT_CLASSES =
      Set.of("DELTA_METADATA_CHANGED", "DELTA_PROTOCOL_CHANGED");

  private static final Pattern CONFLICT =
      Pattern.compile(
          BEFORE
              + "(?:DELTA_CONCURRENT_[A-Z_]++|(?:[\\w$]++\\.)*+(?:"
              + "(?:Delta)?Concurrent(?:Modification|Append|DeleteRead|DeleteDelete|Transaction|Write)"
              + "|MetadataChanged|ProtocolChanged)Exception)"
              + AFTER);

  private static final Set<String> OUTAGE_CLASSES =
      Set.of(
          "UC_CLIENT_EXCEPTION",
          "DEADLINE_EXCEEDED",
          "TEMPORARILY_UNAVAILABLE",
          "SERVICE_TEMPORARILY_UNAVAILABLE",
          "SERVICE_UNAVAILABLE",
          "UNAVAILABLE",
          "RESOURCE_EXHAUSTED",
          "SERVER_IS_BUSY");

  private static final Pattern OUTAGE =
      Pattern.compile(BEFORE + "(?:" + String.join("|", OUTAGE_CLASSES) + ")" + AFTER);

  /** The process that holds the sessions of a cluster has ended, or ends. */
  private static final Pattern DRIVER_LOST =
      Pattern.compile(
          BEFORE
              + "(?i:(?:The )?(?:Spark )?driver (?:has )?(?:been |was"
              + " )?(?:stopped|restarted|terminated)\\b|Cannot call methods on a stopped"
              + " SparkContext|(?:Job \\d++ cancell?ed because )?SparkContext (?:has been|was) shut"
              + " ?down|(?:Notebook )?Detached\\b|(?:Cancell?ed because )?(?:the )?execution"
              + " ?context\\b[^\\n"
              + "]{0,80}?(?:closed|not found|does not exist|invalid|gone)\\b)");

  /** It lives and does not answer, because of its garbage collector mostly. */
  private static final Pattern DRIVER_BUSY =
      Pattern.compile(BEFORE + "(?i:(?:The )?driver is (?:up but (?:is )?)?not responsive\\b)");

  /** What is said of that process has one of these words, behind no more than so much else. */
  private static final Pattern OF_DRIVER =
      Pattern.compile("(?i)driver|SparkContext|execution ?context|detached");

  private static final int LONGEST_LEAD = 3_000;

  private ErrorKinds() {}

  /**
   * Returns CONFLICT, OUTAGE, SESSION_GONE for a lost driver, or null when the state says what
   * there is to say.
   */
  static @Nullable Kind of(
      @Nullable String state, @Nullable String errorClass, ServerFailure failure) {
    if (!isVague(state)) {
      return null;
    }
    String mainClass = errorClass == null ? "" : errorClass.split("\\.", 2)[0];
    if (mainClass.startsWith(CONFLICT_CLASS) || OTHER_CONFLICT_CLASSES.contains(mainClass)) {
      return Kind.CONFLICT;
    }
    if (OUTAGE_CLASSES.contains(mainClass)) {
      return Kind.OUTAGE;
    }
    if (names(CONFLICT, failure)) {
      return Kind.CONFLICT;
    }
    return names(OUTAGE, failure) ? Kind.OUTAGE : ofDriver(failure);
  }

  private static @Nullable Kind ofDriver(ServerFailure failure) {
    String text = text(failure);
    String begin = text.substring(0, Math.min(text.length(), LONGEST_LEAD));
    if (!OF_DRIVER.matcher(begin).find()) {
      return null;
    }
    if (DRIVER_LOST.matcher(begin).lookingAt()) {
      return Kind.SESSION_GONE;
    }
    return DRIVER_BUSY.matcher(begin).lookingAt() ? Kind.OUTAGE : null;
  }

  /** Whether an error of HTTP names a temporary outage. */
  static boolean isOutage(HttpError error) {
    return OUTAGE_CLASSES.contains(error.code()) || OUTAGE.matcher(error.reason()).lookingAt();
  }

  /** Whether the state leaves the kind open; all other states are about the statement itself. */
  private static boolean isVague(@Nullable String state) {
    if (state == null) {
      return true;
    }
    return switch (state.substring(0, 2)) {
      case "08", "2D", "40", "53", "58", "KD", "XX" -> true;
      default -> state.equals("42000") || state.equals("HY000");
    };
  }

  private static boolean names(Pattern tokens, ServerFailure failure) {
    return tokens.matcher(text(failure)).lookingAt();
  }

  /** The message goes first: what people are shown may begin with a text that the user raised. */
  private static String text(ServerFailure failure) {
    String message = failure.message();
    String text = message == null || message.isBlank() ? failure.display() : message;
    return text == null ? "" : text;
  }
}
