package io.github.lakewire.spark;

/**
 * What is read, as SQL.
 *
 * @param name shown in plans
 * @param statement runs alone, and has all columns
 * @param source stands in a FROM clause
 */
record Relation(String name, String statement, String source) {

  /**
   * @param text a query, which may end with a comment
   */
  static Relation query(String text) {
    return new Relation("lakewire query", text, "(\n" + text + "\n)");
  }

  /**
   * @param name shown in plans
   * @param identifier the name between backticks
   */
  static Relation table(String name, String identifier) {
    return new Relation(name, "SELECT * FROM " + identifier, identifier);
  }
}
