package io.github.lakewire.it;

/**
 * Prints the names of the official driver's properties, one a line. It runs in a JVM of its own
 * with that driver, whose table is read by reflection.
 */
final class OfficialPropertyNames {
  private OfficialPropertyNames() {}

  public static void main(String[] args) throws ReflectiveOperationException {
    Class<?> table = Class.forName("com.databricks.jdbc.common.DatabricksJdbcUrlParams");
    for (Object property : table.getEnumConstants()) {
      System.out.println(table.getMethod("getParamName").invoke(property));
    }
  }
}
