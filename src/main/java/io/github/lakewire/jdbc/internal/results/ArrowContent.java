package io.github.lakewire.jdbc.internal.results;

import io.github.lakewire.jdbc.internal.results.arrow.ArrowField;
import io.github.lakewire.jdbc.internal.results.arrow.BatchLayout;
import java.util.List;

/**
 * An Arrow result as it arrives.
 *
 * @param fields one for each column
 * @param layout of the cursor's current batch; each batch overwrites it
 */
public record ArrowContent(List<ArrowField> fields, BatchLayout layout) {
  public ArrowContent {
    fields = List.copyOf(fields);
  }
}
