package io.github.lakewire.jdbc;

import java.sql.SQLException;
import java.sql.SQLType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The named markers ({@code :name}) of a prepared statement, reached by {@code unwrap}:
 *
 * <pre>{@code
 * PreparedStatement statement =
 *     connection.prepareStatement("SELECT * FROM t WHERE id = :id AND day >= :day");
 * NamedParameters parameters = statement.unwrap(NamedParameters.class);
 * parameters.setObject("id", 7);
 * parameters.setObject("day", LocalDate.now());
 * try (ResultSet rows = statement.executeQuery()) { ... }
 * }</pre>
 *
 * <p>Before it is unwrapped, a colon has no meaning for the driver and the text is sent as it is.
 * From then on the names are the statement's parameters. A name that appears several times is one
 * parameter. Parameter number <i>i</i> is the <i>i</i>-th name in order of appearance, so every
 * setter of {@code PreparedStatement} can be used with {@link #indexOf}, and {@code
 * getParameterMetaData}, {@code addBatch} and {@code clearParameters} work as with question marks.
 *
 * <p>A name consists of letters, digits and underscores, does not begin with a digit, and is case
 * sensitive. Any other name is written in backticks ({@code :`col-a`}, a backtick in it twice) and
 * passed to the methods here without them. A colon right behind a word or a closing bracket is a
 * path into JSON ({@code a:b}), two colons are a cast: neither is a marker. A statement with
 * question marks has no named markers: {@code isWrapperFor} is false, and {@code unwrap} fails with
 * SQLState {@code HY024}.
 *
 * @since 0.1.0
 */
public interface NamedParameters {

  /** Returns the names in the order of their first appearance; unmodifiable. */
  List<String> names();

  /**
   * Returns the number of a parameter, from 1, for the setters of {@code PreparedStatement}.
   *
   * @throws SQLException {@code 07009} when there is no such name, {@code HY010} when the statement
   *     is closed
   */
  int indexOf(String name) throws SQLException;

  /**
   * Sets a value as {@code PreparedStatement.setObject(int, Object)} does.
   *
   * @param value of any class that {@code setObject} takes; null is NULL
   * @throws SQLException as {@link #indexOf}; {@code HYC00} for a class that cannot be sent
   */
  void setObject(String name, @Nullable Object value) throws SQLException;

  /**
   * Sets a value as {@code PreparedStatement.setObject(int, Object, SQLType)} does.
   *
   * @param type what the value is converted to before it is sent
   * @throws SQLException as {@link #indexOf}; class 22 or {@code 07006} for a value that cannot be
   *     converted
   */
  void setObject(String name, @Nullable Object value, SQLType type) throws SQLException;
}
