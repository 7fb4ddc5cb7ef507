package io.github.lakewire.benchmarks;

import java.util.Locale;

/**
 * One line of the comparison.
 *
 * @param slow whether the server imitates a network, see {@link Settings}
 */
record Case(Dataset dataset, Access access, boolean slow) {

  /** As in {@code bigint10, inline_lz4}; getters are named when they are not the usual ones. */
  String label() {
    return "%s, %s%s%s"
        .formatted(
            lower(dataset.shape()),
            lower(dataset.transport()),
            access == Access.TYPED ? "" : ", " + lower(access),
            slow ? ", slow" : "");
  }

  static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
