package io.github.lakewire.jdbc.trial;

import io.github.lakewire.jdbc.trial.Fault.Kind;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Chooses faults that may befall a request of a server that keeps its word: what it says that it
 * has not done, it has not done.
 */
final class Faults {
  private static final String PAST =
      DateTimeFormatter.RFC_1123_DATE_TIME.format(
          ZonedDateTime.of(2020, 2, 2, 2, 2, 2, 0, ZoneOffset.UTC));

  private static final List<Integer> REDIRECTS = List.of(301, 302, 303, 307, 308);
  private static final List<Integer> REFUSALS = List.of(400, 401, 403, 404);
  private static final List<Integer> TROUBLES = List.of(408, 429, 500, 502, 503, 504);

  /** Of any request, whether it was executed or not. */
  private static final List<Kind> BREAKS =
      List.of(
          Kind.RESET,
          Kind.HANG_UP,
          Kind.SILENCE,
          Kind.CUT_IN_STATUS_LINE,
          Kind.CUT_IN_HEADER,
          Kind.CUT_IN_BODY,
          Kind.RESET_IN_BODY,
          Kind.SILENCE_IN_BODY);

  private static final List<Kind> ODDITIES =
      List.of(Kind.SHORT, Kind.GARBAGE, Kind.PAGE, Kind.TRICKLE, Kind.CLOSE_BEHIND);

  private final SplittableRandom random;

  Faults(SplittableRandom random) {
    this.random = random;
  }

  Fault of(String method) {
    return switch (method) {
      case "GET" -> ofFile();
      case "ExecuteStatement" -> random.nextBoolean() ? ofExecuted() : anything(false);
      default -> anything(random.nextBoolean());
    };
  }

  private Fault ofFile() {
    return switch (random.nextInt(4)) {
      case 0 -> status(random.nextBoolean(), one(REFUSALS));
      case 1 -> status(false, one(TROUBLES));
      case 2 -> Fault.of(true, one(ODDITIES));
      default -> broken(true);
    };
  }

  private Fault ofExecuted() {
    return switch (random.nextInt(4)) {
      case 0 -> Fault.of(true, one(ODDITIES));
      case 1 -> Fault.of(true, Kind.THRIFT_EXCEPTION);
      case 2 -> gatewayAfterExecution();
      default -> broken(true);
    };
  }

  private Fault gatewayAfterExecution() {
    int code = one(TROUBLES);
    if (code != 429 && code != 503) {
      return status(true, code);
    }
    // Without a promise that nothing was done.
    return Fault.status(true, code == 429 ? 502 : 503, null, "");
  }

  /** Of a statement that was executed, what says that it was not. */
  Fault lie() {
    return random.nextBoolean()
        ? status(true, 429)
        : Fault.status(true, 503, random.nextBoolean() ? "0" : "1", "");
  }

  private Fault anything(boolean executed) {
    return switch (random.nextInt(7)) {
      case 0 -> status(executed, one(REFUSALS));
      case 1, 2 -> status(executed, one(TROUBLES));
      case 3 -> status(executed);
      case 4 -> oddity(executed);
      default -> broken(executed);
    };
  }

  private Fault broken(boolean executed) {
    return Fault.of(executed, one(BREAKS));
  }

  private Fault oddity(boolean executed) {
    Kind kind = one(ODDITIES);
    // The last two need a response.
    return Fault.of(executed || kind == Kind.TRICKLE || kind == Kind.CLOSE_BEHIND, kind);
  }

  /** What Thrift has for errors, and redirects. */
  private Fault status(boolean executed) {
    return switch (random.nextInt(7)) {
      case 0 -> new Fault(executed, Kind.REDIRECT, one(REDIRECTS), null, "");
      case 1 -> Fault.status(executed, 404, null, Fault.GONE + ": it is away");
      case 2 -> new Fault(executed, Kind.THRIFT_ERROR, 0, null, "The metastore is away");
      case 3 -> Fault.of(executed, Kind.THRIFT_EXCEPTION);
      case 4 -> Fault.of(executed, Kind.INVALID_SESSION);
      default -> Fault.of(executed, Kind.INVALID_OPERATION);
    };
  }

  private Fault status(boolean executed, int code) {
    String text = code == 503 && random.nextInt(3) == 0 ? "TEMPORARILY_UNAVAILABLE: wait" : "";
    return Fault.status(executed, code, retryAfter(), text);
  }

  private @Nullable String retryAfter() {
    return switch (random.nextInt(6)) {
      case 0 -> "0";
      case 1 -> "1";
      case 2 -> PAST;
      default -> null;
    };
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
