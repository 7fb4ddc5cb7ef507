package io.github.lakewire.it;

/** Says of rows of two numbers how many they are and which, whatever their order. */
final class ResultSums {
  private long count;
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;
  private long sum;
  private long mixed;

  void add(long number, long other) {
    count++;
    first = Math.min(first, number);
    last = Math.max(last, number);
    sum += number;
    long mix = (number * 0x9E3779B97F4A7C15L) ^ Long.rotateLeft(other, 17);
    mix = (mix ^ (mix >>> 32)) * 0xD6E8FEB86659FD93L;
    mixed += mix ^ (mix >>> 29);
  }

  /** Adds the rows of others. */
  void add(ResultSums others) {
    count += others.count;
    first = Math.min(first, others.first);
    last = Math.max(last, others.last);
    sum += others.sum;
    mixed += others.mixed;
  }

  long count() {
    return count;
  }

  /** Reads what {@link #toString} has written. */
  static ResultSums parse(String text) {
    String[] parts = text.split(" ", -1);
    ResultSums sums = new ResultSums();
    sums.count = Long.parseLong(parts[0]);
    sums.first = Long.parseLong(parts[1]);
    sums.last = Long.parseLong(parts[2]);
    sums.sum = Long.parseLong(parts[3]);
    sums.mixed = Long.parseLong(parts[4]);
    return sums;
  }

  @Override
  public String toString() {
    return count + " " + first + " " + last + " " + sum + " " + mixed;
  }
}
