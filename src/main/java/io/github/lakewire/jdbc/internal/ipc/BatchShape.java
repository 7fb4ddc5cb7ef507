package io.github.lakewire.jdbc.internal.ipc;

import java.util.List;

/**
 * What a record batch has for some fields and those below them.
 *
 * @param buffers without those that a batch counts for itself
 * @param views fields whose buffers each batch counts
 * @param unknown fields whose number of buffers is not known
 */
public record BatchShape(int nodes, int buffers, int views, int unknown) {

  public static BatchShape of(List<ArrowField> fields) {
    BatchShape all = new BatchShape(0, 0, 0, 0);
    for (ArrowField field : fields) {
      PhysicalType type = field.type();
      all =
          all.plus(
                  new BatchShape(
                      1,
                      type.buffers(),
                      type.isView() ? 1 : 0,
                      type == PhysicalType.UNKNOWN ? 1 : 0))
              .plus(of(field.sent()));
    }
    return all;
  }

  private BatchShape plus(BatchShape other) {
    return new BatchShape(
        nodes + other.nodes, buffers + other.buffers, views + other.views, unknown + other.unknown);
  }
}
