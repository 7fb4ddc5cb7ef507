package io.github.lakewire.jdbc.internal.tracing;

import java.util.function.Supplier;
import jdk.jfr.Event;

/** Begins events. Loaded only where there is a flight recorder. */
final class FlightEvents {
  private FlightEvents() {}

  static Span<DriverEvents.Connect> connect() {
    return begun(new ConnectEvent());
  }

  static Span<DriverEvents.Statement> statement() {
    return begun(new StatementEvent());
  }

  static Span<DriverEvents.Fetch> fetch() {
    return begun(new FetchEvent());
  }

  static Span<DriverEvents.Download> download() {
    return begun(new DownloadEvent());
  }

  static void retry(Supplier<DriverEvents.Retry> details) {
    new RetryEvent().end(details);
  }

  private static <E extends Event> E begun(E event) {
    event.begin();
    return event;
  }
}
