package io.github.lakewire.jdbc.internal.jdbc;

import static io.github.lakewire.jdbc.testkit.SqlStates.state;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@code ParameterMetaData} tells of values and markers, without a round trip. */
class ParameterMetaDataTest {
  private final FakeSession session = new FakeSession();
  private final LakewireConnection connection = session.connect();

  @Test
  void parameterMetaDataAnswersWithoutARoundTrip() throws SQLException {
    PreparedStatement statement = connection.prepareStatement("SELECT ?, ?, ?, '?', ?");
    statement.setBigDecimal(1, new BigDecimal("1.25"));
    statement.setArray(2, connection.createArrayOf("DECIMAL(5,2)", new Object[0]));
    statement.setObject(3, Map.of("k", 1));
    ParameterMetaData about = statement.getParameterMetaData();
    assertEquals(4, about.getParameterCount());
    int[] types = {Types.DECIMAL, Types.ARRAY, Types.VARCHAR, Types.NULL};
    String[] names = {"DECIMAL", "ARRAY<DECIMAL(5,2)>", "MAP<STRING, INT>", "VOID"};
    int[] precisions = {3, 0, Integer.MAX_VALUE, 0};
    for (int i = 1; i <= 4; i++) {
      assertEquals(types[i - 1], about.getParameterType(i));
      assertEquals(names[i - 1], about.getParameterTypeName(i));
      assertEquals(ParameterMetaData.parameterModeIn, about.getParameterMode(i));
      assertEquals(ParameterMetaData.parameterNullableUnknown, about.isNullable(i));
      assertEquals(precisions[i - 1], about.getPrecision(i));
      assertEquals(i == 1 ? 2 : 0, about.getScale(i));
      assertEquals(i == 1, about.isSigned(i));
      assertNotNull(about.getParameterClassName(i));
    }
    assertEquals("07009", state(() -> about.getParameterType(5)));
    assertEquals(List.of(), session.statements());
  }

  @Test
  void parameterMetaDataCountsWithoutAskingTheServer() throws SQLException {
    PreparedStatement statement = connection.prepareStatement("SELECT ?, '?', ? -- ?");
    statement.setBigDecimal(1, new BigDecimal("1.25"));
    var metaData = statement.getParameterMetaData();
    assertEquals(2, metaData.getParameterCount());
    assertEquals(Types.DECIMAL, metaData.getParameterType(1));
    assertEquals(3, metaData.getPrecision(1));
    assertEquals(2, metaData.getScale(1));
    assertEquals(Types.NULL, metaData.getParameterType(2));
    assertThrows(SQLException.class, () -> metaData.getParameterType(3));
    assertEquals(List.of(), session.statements());
  }
}
