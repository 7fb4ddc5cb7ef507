package io.github.lakewire.jdbc.trial;

import io.github.lakewire.jdbc.trial.FaultScript.Outage;
import io.github.lakewire.thrift.TOperationState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What one client does and what goes wrong meanwhile; the same for the same seed.
 *
 * @param options connection properties
 */
record Sequence(long seed, String options, List<Step> steps, FaultScript.Plan faults) {
  /** Rows of one statement of {@link Kind#ROWS_BATCH}. */
  static final int BATCH_ROWS = 3;

  private static final String NEVER = ";retryWrites=never";

  private static final List<String> METHODS =
      List.of(
          "OpenSession",
          "ExecuteStatement",
          "ExecuteStatement",
          "ExecuteStatement",
          "ExecuteStatement",
          "GetOperationStatus",
          "GetOperationStatus",
          "FetchResults",
          "FetchResults",
          "GetResultSetMetadata",
          "GET",
          "GET",
          "CancelOperation",
          "CloseOperation",
          "CloseSession");

  /** What is executed. */
  enum Kind {
    INSERT,
    EXECUTE_INSERT,
    PREPARED_INSERT,
    /** A write that returns rows. */
    CALL,
    /** Statements one by one. */
    BATCH,
    /** A prepared INSERT, whose rows go together. */
    ROWS_BATCH,
    QUERY;

    boolean isWrite() {
      return this != QUERY;
    }
  }

  /** What ends a statement early, on the side of the client. */
  enum Disturbance {
    NONE,
    CANCEL,
    INTERRUPT,
    CLOSE,
    QUERY_TIMEOUT,
    NETWORK_TIMEOUT
  }

  /**
   * One statement or batch.
   *
   * @param keys one for each row that is written; one for a query
   * @param after milliseconds until the disturbance
   */
  record Step(
      Kind kind, List<String> keys, StatementPlan plan, Disturbance disturbance, int after) {}

  /** Keys of one step, at most. */
  static final int MOST_KEYS = 8;

  /** One step by itself, whose keys begin behind the number. */
  static Step step(int number) {
    Generator dice = new Generator(number);
    dice.keys = number;
    return dice.step();
  }

  static Sequence of(long seed) {
    return new Generator(seed).sequence();
  }

  /** One query with files, of which nothing goes wrong. */
  static Sequence calm() {
    StatementPlan files =
        new StatementPlan(
            0, 0, 0, 0, TOperationState.FINISHED_STATE, 4, true, true, true, true, true);
    return new Sequence(
        0,
        "",
        List.of(new Step(Kind.QUERY, List.of("k1"), files, Disturbance.NONE, 0)),
        new FaultScript.Plan(Map.of(), Set.of(), null, false, Store.GOOD));
  }

  /** Whether a gateway may answer 429 and 503 to statements that it has passed on. */
  boolean gatewaysLie() {
    return options.contains(NEVER);
  }

  StatementPlan plan(String key) {
    return steps.stream()
        .filter(step -> step.keys().contains(key))
        .map(Step::plan)
        .findFirst()
        .orElse(StatementPlan.PLAIN);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("sequence ").append(seed).append(": ").append(options);
    steps.forEach(step -> text.append("\n    ").append(step));
    new TreeMap<>(faults.faults())
        .forEach((place, fault) -> text.append("\n    ").append(place).append(": ").append(fault));
    if (!faults.unread().isEmpty()) {
      text.append("\n    requests reset before they are read: ").append(faults.unread());
    }
    if (faults.outage() != null) {
      text.append("\n    ").append(faults.outage());
    }
    if (faults.store() != Store.GOOD) {
      text.append("\n    the store: ").append(faults.store());
    }
    if (faults.closing()) {
      text.append("\n    each response is the last of its connection");
    }
    return text.toString();
  }

  /** The dice of one sequence. */
  private static final class Generator {
    private final long seed;
    private final SplittableRandom random;
    private final boolean patient;
    private int keys;

    Generator(long seed) {
      this.seed = seed;
      this.random = new SplittableRandom(seed);
      this.patient = chance(20);
    }

    Sequence sequence() {
      boolean never = chance(30);
      List<Step> steps = new ArrayList<>();
      int most = 1 + random.nextInt(3);
      for (int i = 0; i < most; i++) {
        steps.add(step());
      }
      FaultScript.Plan faults = faults(never);
      steps.add(new Step(Kind.QUERY, List.of(key()), last(faults), Disturbance.NONE, 0));
      return new Sequence(seed, options(never), List.copyOf(steps), faults);
    }

    /** What the last query is like, which has to succeed. */
    private StatementPlan last(FaultScript.Plan faults) {
      return new StatementPlan(
          0,
          0,
          0,
          0,
          TOperationState.FINISHED_STATE,
          1 + random.nextInt(8),
          faults.store().isReachable(),
          chance(40),
          chance(40),
          false,
          true);
    }

    private String options(boolean never) {
      // Clients with the same connectTimeout share their HTTP connections: this one has its own.
      return ";connectTimeout="
          + (5_000 + seed % 10_000)
          + "ms;retryTimeout=2;loginTimeout=8;downloadThreads=2;batchInsertSize="
          + BATCH_ROWS
          + ";socketTimeout="
          + (patient ? "5" : "2")
          + (chance(20) ? ";arrow=0" : "")
          + (chance(20) ? ";cloudFetch=0" : "")
          + (chance(30) ? ";lz4=0" : "")
          + (never ? NEVER : "");
    }

    private FaultScript.Plan faults(boolean never) {
      Faults dice = new Faults(random);
      Map<String, Fault> faults = new HashMap<>();
      int most = chance(15) ? 0 : 1 + random.nextInt(3);
      for (int i = 0; i < most; i++) {
        String method = METHODS.get(random.nextInt(METHODS.size()));
        int first = 1 + random.nextInt(3);
        int times = chance(20) ? 4 : 1;
        Fault fault = dice.of(method);
        for (int n = first; n < first + times; n++) {
          faults.put(method + '#' + n, fault);
        }
      }
      if (never) {
        faults.put("ExecuteStatement#" + (1 + random.nextInt(3)), dice.lie());
      }
      Set<Integer> unread = new HashSet<>();
      if (chance(15)) {
        unread.add(1 + random.nextInt(8));
      }
      return new FaultScript.Plan(faults, unread, outage(), chance(10), store());
    }

    private Store store() {
      return chance(70) ? Store.GOOD : Store.values()[random.nextInt(Store.values().length)];
    }

    private @Nullable Outage outage() {
      if (!chance(8)) {
        return null;
      }
      int from = random.nextInt(600);
      Fault fault =
          switch (random.nextInt(4)) {
            case 0 -> Fault.of(false, Fault.Kind.RESET);
            case 1 -> Fault.of(false, Fault.Kind.HANG_UP);
            case 2 -> Fault.status(false, 502, null, "");
            default -> Fault.status(false, 503, null, "");
          };
      return new Outage(from, from + 200 + random.nextInt(1_500), fault);
    }

    private Step step() {
      Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
      int rows =
          switch (kind) {
            case BATCH -> 2 + random.nextInt(3);
            case ROWS_BATCH -> 2 + random.nextInt(6);
            default -> 1;
          };
      Disturbance disturbance =
          chance(55)
              ? Disturbance.NONE
              : Disturbance.values()[1 + random.nextInt(Disturbance.values().length - 1)];
      StatementPlan plan = plan();
      return new Step(
          kind,
          IntStream.range(0, rows).mapToObj(i -> key()).collect(Collectors.toUnmodifiableList()),
          plan,
          disturbance,
          random.nextInt(plan.ends() + 50));
    }

    private StatementPlan plan() {
      int pending = 0;
      int commit = 0;
      int ends = 0;
      if (chance(60)) {
        int longest = chance(25) ? 1_800 : 300;
        pending = random.nextInt(longest);
        commit = pending + random.nextInt(longest);
        ends = commit + random.nextInt(chance(50) ? 20 : 300);
      }
      int hold = patient ? 2_500 : 300;
      TOperationState end = TOperationState.FINISHED_STATE;
      if (chance(12)) {
        end =
            List.of(
                    TOperationState.ERROR_STATE,
                    TOperationState.CANCELED_STATE,
                    TOperationState.TIMEDOUT_STATE,
                    TOperationState.CLOSED_STATE)
                .get(random.nextInt(4));
      }
      return new StatementPlan(
          pending,
          commit,
          ends,
          chance(50) ? 0 : hold,
          end,
          1 + random.nextInt(8),
          chance(50),
          chance(40),
          chance(40),
          chance(40),
          chance(70));
    }

    private String key() {
      return "k" + ++keys;
    }

    private boolean chance(int percent) {
      return random.nextInt(100) < percent;
    }
  }
}
