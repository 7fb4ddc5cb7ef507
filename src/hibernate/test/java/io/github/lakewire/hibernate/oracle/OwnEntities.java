package io.github.lakewire.hibernate.oracle;

import java.util.List;
import org.hibernate.Session;

final class OwnEntities {
  static final List<Class<?>> CLASSES = List.of();

  private OwnEntities() {}

  static void store(Session session) {}
}
