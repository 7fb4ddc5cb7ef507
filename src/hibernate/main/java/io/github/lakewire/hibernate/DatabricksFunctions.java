package io.github.lakewire.hibernate;

import org.hibernate.boot.model.FunctionContributions;

/** The functions of HQL as Databricks spells them. */
final class DatabricksFunctions {
  private DatabricksFunctions() {}

  static void register(FunctionContributions contributions) {}
}
