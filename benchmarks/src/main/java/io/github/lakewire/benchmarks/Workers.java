package io.github.lakewire.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.lakewire.jdbc.LinkRequest;
import io.github.lakewire.jdbc.ResultPartition;
import io.github.lakewire.jdbc.ResultPartitions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * Tasks that read the partitions of a result, one after the other, in a time that only passes here.
 * All links of the plan have expired, so each partition asks for others when it is opened. The
 * driver's own {@link ResultPartitions#renew} decides which of these questions become requests; how
 * long a request takes, and waits for those before it, is arithmetic.
 *
 * @param tasks at the same time
 * @param bytesPerSecond that each reads
 * @param requestSeconds that the server takes for an answer
 * @param atATime how many requests are under way at the same time at most
 */
record Workers(int tasks, double bytesPerSecond, double requestSeconds, int atATime) {
  /** Tasks do not all start at once. */
  private static final double START_SECONDS = 1;

  private static final String FILE = "/part-";
  private static final String ANSWER = "answer=";
  private static final int DIGITS = 8;

  /**
   * What they found.
   *
   * @param seconds until all was read
   * @param least the same if links were there at once
   * @param waits of the renewals, in seconds, from the shortest to the longest
   * @param kept renewals that were no request
   * @param worstSecond requests of the second that had most
   * @param keptMicros real time in the driver for a renewal without a request, on average
   * @param askedMicros the same for one with a request
   */
  record Outcome(
      double seconds,
      double least,
      List<Double> waits,
      int kept,
      int worstSecond,
      double keptMicros,
      double askedMicros) {
    int renewals() {
      return waits.size();
    }

    int requests() {
      return renewals() - kept;
    }

    double waited(double share) {
      return waits.get((int) Math.min(waits.size() - 1L, Math.round(share * waits.size())));
    }
  }

  /**
   * What a task does next.
   *
   * @param time in seconds
   * @param row the first one that it has no link for
   */
  private record Step(double time, ResultPartition partition, long row) {}

  /** Reads all partitions. */
  Outcome read(ManyFilesQuery query, ResultPartitions plan) throws SQLException {
    return new Run(query, plan).read();
  }

  private final class Run {
    private final ManyFilesQuery query;
    private final ResultPartitions plan;
    private final List<ResultPartition> partitions;
    private final PriorityQueue<Step> steps =
        new PriorityQueue<>(Comparator.comparingDouble(Step::time));
    private final PriorityQueue<Double> free = new PriorityQueue<>();
    private final Map<Long, Double> answered = new HashMap<>();
    private final Map<Long, Integer> requestsOfSecond = new HashMap<>();
    private final List<Double> waits;
    private int next;
    private long keptNanos;
    private long askedNanos;

    Run(ManyFilesQuery query, ResultPartitions plan) {
      this.query = query;
      this.plan = plan;
      this.partitions = plan.partitions();
      this.waits = new ArrayList<>(partitions.size());
    }

    Outcome read() throws SQLException {
      SplittableRandom random = new SplittableRandom(20_261_127L);
      for (int i = 0; i < atATime; i++) {
        free.add(0.0);
      }
      for (int i = 0; i < tasks; i++) {
        begin(random.nextDouble(START_SECONDS));
      }
      double end = 0;
      while (!steps.isEmpty()) {
        Step step = steps.remove();
        end = Math.max(end, renewAndRead(step));
      }
      waits.sort(Comparator.naturalOrder());
      int requests = answered.size();
      int kept = waits.size() - requests;
      return new Outcome(
          end,
          plan.bytes() / bytesPerSecond / Math.min(tasks, partitions.size()),
          waits,
          kept,
          requestsOfSecond.values().stream().mapToInt(Integer::intValue).max().orElse(0),
          keptNanos / 1e3 / Math.max(1, kept),
          askedNanos / 1e3 / Math.max(1, requests));
    }

    private void begin(double time) {
      if (next < partitions.size()) {
        ResultPartition partition = partitions.get(next++);
        steps.add(new Step(time, partition, partition.startRow()));
      }
    }

    /** Gets links and reads what is behind them; returns when that is done. */
    private double renewAndRead(Step step) throws SQLException {
      ResultPartition partition = step.partition();
      long end = partition.startRow() + partition.rowCount();
      long start = System.nanoTime();
      byte[] bytes = plan.renew(new LinkRequest(plan.queryId(), step.row(), end));
      long nanos = System.nanoTime() - start;
      Links links = Links.of(bytes);
      Double there = answered.get(links.answer());
      if (there == null) {
        there = Math.max(step.time(), free.remove()) + requestSeconds;
        free.add(there);
        answered.put(links.answer(), there);
        requestsOfSecond.merge((long) (there - requestSeconds), 1, Integer::sum);
        askedNanos += nanos;
      } else {
        keptNanos += nanos;
      }
      double ready = Math.max(step.time(), there);
      waits.add(ready - step.time());
      double done = ready + links.count() * (query.bytesPerFile() / bytesPerSecond);
      long row = (links.lastFile() + 1) * query.rowsPerFile();
      if (row < end) {
        steps.add(new Step(done, partition, row));
      } else {
        begin(done);
      }
      return done;
    }
  }

  /**
   * What the addresses say that a renewal has brought.
   *
   * @param answer the number of the server's answer that the last one is from
   */
  private record Links(long answer, long lastFile, int count) {
    static Links of(byte[] bytes) {
      String text = new String(bytes, ISO_8859_1);
      int count = 0;
      int last = -1;
      for (int at = text.indexOf(FILE); at >= 0; at = text.indexOf(FILE, at + 1)) {
        count++;
        last = at;
      }
      if (last < 0) {
        throw new IllegalStateException("A renewal has brought no links");
      }
      int answer = text.indexOf(ANSWER, last) + ANSWER.length();
      return new Links(
          Long.parseLong(text.substring(answer, answer + DIGITS)),
          Long.parseLong(text.substring(last + FILE.length(), last + FILE.length() + DIGITS)),
          count);
    }
  }
}
