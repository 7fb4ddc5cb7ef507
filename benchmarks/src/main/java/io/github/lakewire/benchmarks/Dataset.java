package io.github.lakewire.benchmarks;

import java.util.Locale;

/**
 * A canned result, as the text of a statement names it.
 *
 * @param rows from 0
 */
public record Dataset(Shape shape, Transport transport, int rows) {

  /** The statement that asks for this result. */
  public String statement() {
    return "SELECT * FROM bench.%s /* transport=%s rows=%d */"
        .formatted(
            shape.name().toLowerCase(Locale.ROOT), transport.name().toLowerCase(Locale.ROOT), rows);
  }
}
