package io.github.lakewire.jdbc.internal.routine;

import io.github.lakewire.jdbc.internal.session.Session;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The session variables of a connection that calls of procedures use: each by one call at a time,
 * and by the next one that needs its type. They end with their session. Thread-safe.
 */
public final class SessionVariables {
  /** More free ones than that are forgotten. */
  private static final int MOST_FREE = 1000;

  private final Map<String, Deque<Variable>> free = new HashMap<>();
  private @Nullable Session session;
  private int made;
  private int held;

  /**
   * A variable.
   *
   * @param session where it is declared
   * @param type as it is declared
   */
  public record Variable(Session session, String name, String type) {
    public boolean fits(Session ofCall, String typeOfCall) {
      return session == ofCall && type.equals(typeOfCall);
    }
  }

  /** Takes one that is declared and of no use any more; null when there is none. */
  public synchronized @Nullable Variable take(Session ofCall, String type) {
    forgetOthers(ofCall);
    Deque<Variable> ofType = free.get(type);
    Variable taken = ofType == null ? null : ofType.poll();
    if (taken != null) {
      held--;
    }
    return taken;
  }

  /** Names one that is still to be declared. */
  public synchronized Variable name(Session ofCall, String type) {
    made++;
    return new Variable(ofCall, "lakewire_out_" + made, type);
  }

  /** Takes back one that is declared. */
  public synchronized void giveBack(Variable variable) {
    if (variable.session() == session && held < MOST_FREE) {
      free.computeIfAbsent(variable.type(), type -> new ArrayDeque<>()).add(variable);
      held++;
    }
  }

  private void forgetOthers(Session ofCall) {
    if (session != ofCall) {
      session = ofCall;
      free.clear();
      held = 0;
    }
  }
}
