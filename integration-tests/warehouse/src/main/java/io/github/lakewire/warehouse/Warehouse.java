package io.github.lakewire.warehouse;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Hands a local warehouse to a JUnit 5 or 6 test, to a field or to a parameter of a test, a
 * constructor or a lifecycle method. A {@code String} becomes its JDBC URL, with the token in it,
 * and a {@link LocalWarehouse} the warehouse itself.
 *
 * <pre>{@code
 * @Warehouse(ownSchema = true, initScripts = "/schema.sql")
 * class ReportTest {
 *   @Warehouse String url;
 *
 *   @Test
 *   void countsOrders() throws SQLException {
 *     try (Connection connection = DriverManager.getConnection(url)) {
 *       ...
 *     }
 *   }
 * }
 * }</pre>
 *
 * <p>All tests of a JVM share one warehouse, which is started by the first that needs it and ended
 * after the last. The elements say something on a class, for all of its fields and parameters.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.FIELD, ElementType.PARAMETER})
@ExtendWith(WarehouseExtension.class)
public @interface Warehouse {
  /**
   * Whether the class has a schema of its own in catalog {@code main}: it is empty before the first
   * test, URLs lead into it, and it is dropped after the last test.
   */
  boolean ownSchema() default false;

  /**
   * SQL files on the class path, in UTF-8, as {@code /schema.sql}. They are run once before the
   * tests of the class: in its own schema if it has one, and else in {@code main.default}.
   */
  String[] initScripts() default {};
}
