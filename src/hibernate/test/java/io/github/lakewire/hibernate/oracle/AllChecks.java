package io.github.lakewire.hibernate.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** All topics. */
final class AllChecks {
  private static final List<Consumer<Checks>> TOPICS =
      List.of(
          LimitChecks::add,
          StringChecks::add,
          NumberChecks::add,
          TemporalChecks::add,
          CastChecks::add,
          QueryChecks::add,
          EntityChecks::add,
          WriteChecks::add,
          OwnChecks::add);

  private AllChecks() {}

  static List<Check> list() {
    List<Check> all = new ArrayList<>();
    for (Consumer<Checks> topic : TOPICS) {
      Checks checks = new Checks();
      topic.accept(checks);
      all.addAll(checks.list());
    }
    return all;
  }
}
