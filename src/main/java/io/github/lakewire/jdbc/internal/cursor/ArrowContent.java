package io.github.lakewire.jdbc.internal.cursor;

import io.github.lakewire.jdbc.internal.ipc.ArrowField;
import io.github.lakewire.jdbc.internal.ipc.BatchLayout;
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
