package io.github.lakewire.jdbc.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.lakewire.jdbc.NamedParameters;
import io.github.lakewire.jdbc.internal.parameter.BoundSql;
import io.github.lakewire.jdbc.internal.parameter.ParameterValues;
import io.github.lakewire.jdbc.internal.session.ParameterForm;
import io.github.lakewire.jdbc.internal.thrift.StatementRequest.Parameter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** LIMIT and OFFSET: servers take INT there and nothing else. */
class RowLimitParametersTest {
  private final FakeSession session = new FakeSession();
  private final LakewireConnection connection = session.connect();

  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of((byte) 5, "INT", "5"),
        Arguments.of((short) 5, "INT", "5"),
        Arguments.of(5, "INT", "5"),
        Arguments.of(5L, "INT", "5"),
        Arguments.of(-5L, "INT", "-5"),
        Arguments.of((long) Integer.MAX_VALUE, "INT", "2147483647"),
        Arguments.of(BigInteger.TEN, "INT", "10"),
        Arguments.of(new BigDecimal("10"), "INT", "10"),
        Arguments.of(new BigDecimal("1E+1"), "INT", "10"),
        Arguments.of(new BigDecimal("10.00"), "INT", "10"),
        Arguments.of(new AtomicLong(5), "INT", "5"),
        Arguments.of(new AtomicInteger(5), "INT", "5"),
        // What does not fit is left to the server, which says what is wrong.
        Arguments.of(Integer.MAX_VALUE + 1L, "BIGINT", "2147483648"),
        Arguments.of(new BigDecimal("10.5"), "DECIMAL(3,1)", "10.5"),
        Arguments.of(5.0, "DOUBLE", "5.0"),
        Arguments.of("5", "STRING", "5"),
        Arguments.of(null, "VOID", null));
  }

  @ParameterizedTest
  @MethodSource("values")
  void wholeNumbersOfAnyClassAreInts(@Nullable Object value, String type, @Nullable String text)
      throws SQLException {
    PreparedStatement statement =
        connection.prepareStatement("SELECT ? FROM t WHERE limit = ? LIMIT ? OFFSET ?");
    for (int i = 1; i <= 4; i++) {
      statement.setObject(i, value);
    }
    statement.execute();
    List<Parameter> sent = session.requests.get(0).parameters();
    assertEquals(new Parameter(null, type, text), sent.get(2));
    assertEquals(sent.get(2), sent.get(3));
    // Elsewhere the value keeps its type.
    assertEquals(ParameterValues.of(value).type(), sent.get(0).type());
    assertEquals(ParameterValues.of(value).type(), sent.get(1).type());
  }

  @ParameterizedTest
  @EnumSource(ParameterForm.class)
  void literalsAreBareNumbers(ParameterForm form) throws SQLException {
    session.parameterForm = form;
    String markers = ", ?".repeat(BoundSql.MOST_PARAMETERS);
    PreparedStatement statement =
        connection.prepareStatement("SELECT 0" + markers + " LIMIT ? OFFSET (?)");
    for (int i = 1; i <= BoundSql.MOST_PARAMETERS; i++) {
      statement.setInt(i, 1);
    }
    statement.setLong(BoundSql.MOST_PARAMETERS + 1, 7);
    statement.setObject(BoundSql.MOST_PARAMETERS + 2, "8", Types.BIGINT);
    statement.execute();
    assertEquals(
        "SELECT 0" + markers.replace('?', '1') + " LIMIT 7 OFFSET (8)",
        session.statements().get(0));
    assertEquals(List.of(), session.requests.get(0).parameters());
  }

  @Test
  void namesBatchesEscapesAndDescriptionsToo() throws SQLException {
    PreparedStatement named =
        connection.prepareStatement("SELECT * FROM t LIMIT :`page-size` OFFSET :from");
    NamedParameters parameters = named.unwrap(NamedParameters.class);
    parameters.setObject("page-size", 5L);
    parameters.setObject("from", (short) 6);
    named.execute();
    assertEquals(
        List.of(new Parameter("page-size", "INT", "5"), new Parameter("from", "INT", "6")),
        session.requests.get(0).parameters());

    session.then(FakeSession.count(1)).then(FakeSession.count(1));
    PreparedStatement batch =
        connection.prepareStatement("INSERT INTO t SELECT * FROM u {limit ?}");
    batch.setLong(1, 1);
    batch.addBatch();
    batch.setLong(1, 1L << 40);
    batch.addBatch();
    assertArrayEquals(new int[] {1, 1}, batch.executeBatch());
    assertEquals(
        List.of("INT", "BIGINT"),
        session.requests.stream().skip(1).map(r -> r.parameters().get(0).type()).toList());

    PreparedStatement described = connection.prepareStatement("SELECT ? AS a FROM t LIMIT ?");
    described.setLong(1, 1);
    described.setLong(2, 2);
    session.then(FakeSession.rows(List.of()));
    described.getMetaData();
    assertEquals(
        "DESCRIBE QUERY SELECT CAST('1' AS BIGINT) AS a FROM t LIMIT 2",
        session.statements().get(3));
  }
}
