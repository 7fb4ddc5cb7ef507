package io.github.lakewire.jdbc.trial;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The faults of one sequence.
 *
 * <p>A fault is tied to the n-th call of a method, so that the same ones come when the sequence is
 * repeated alone.
 */
final class FaultScript implements FaultSource {
  private static final Fault FORBIDDEN = Fault.status(false, 403, null, "");

  private final Plan plan;
  private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
  private final AtomicInteger requests = new AtomicInteger();
  private final long start = System.nanoTime();
  private volatile boolean over;

  /**
   * What goes wrong.
   *
   * @param faults by method and number, as in {@code GET#2}
   * @param unread the numbers of the requests that are reset before they are read
   * @param outage null when there is none
   * @param closing whether every response is the last one of its connection, without a word
   * @param store how the store is, to the end
   */
  record Plan(
      Map<String, Fault> faults,
      Set<Integer> unread,
      @Nullable Outage outage,
      boolean closing,
      Store store) {}

  /** A time in which every request meets the same fault, in milliseconds since the beginning. */
  record Outage(int from, int until, Fault fault) {}

  FaultScript(Plan plan) {
    this.plan = plan;
  }

  @Override
  public boolean resetsUnread() {
    return plan.unread().contains(requests.incrementAndGet()) && !over;
  }

  @Override
  public @Nullable Fault of(String method) {
    int number = calls.computeIfAbsent(method, key -> new AtomicInteger()).incrementAndGet();
    Fault fault = over ? null : plan.faults().get(method + '#' + number);
    if (fault == null && isOut() && !method.equals("GET")) {
      fault = plan.outage() == null ? null : plan.outage().fault();
    }
    if (plan.store() == Store.FORBIDDEN && method.equals("GET")) {
      return FORBIDDEN;
    }
    return fault;
  }

  @Override
  public boolean closes() {
    return plan.closing();
  }

  private boolean isOut() {
    long millis = (System.nanoTime() - start) / 1_000_000;
    Outage outage = plan.outage();
    return outage != null && !over && millis >= outage.from() && millis < outage.until();
  }

  /** Ends all faults but the silent ends of connections. */
  void end() {
    over = true;
  }
}
