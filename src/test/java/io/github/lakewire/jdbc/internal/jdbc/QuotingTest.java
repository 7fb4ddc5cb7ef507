package io.github.lakewire.jdbc.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Names and texts are quoted so that the server reads them as what they are. */
class QuotingTest {
  private final FakeSession session = new FakeSession();
  private final LakewireConnection connection = session.connect();

  @Test
  void namesAndLiteralsAreQuotedAsDatabricksDoes() throws SQLException {
    Statement statement = connection.createStatement();
    assertEquals("`a``b`", statement.enquoteIdentifier("a`b", false));
    assertEquals("simple", statement.enquoteIdentifier("simple", false));
    assertEquals("`simple`", statement.enquoteIdentifier("simple", true));
    assertEquals("'it\\'s'", statement.enquoteLiteral("it's"));
    assertEquals("'it\\'s'", statement.enquoteNCharLiteral("it's"));
    assertTrue(statement.isSimpleIdentifier("a_1"));
    assertFalse(statement.isSimpleIdentifier("a b"));
  }

  @Test
  void identifiersAreQuotedWithBackticks() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      assertEquals("`a b`", statement.enquoteIdentifier("a b", false));
      assertEquals("`a`", statement.enquoteIdentifier("a", true));
    }
  }

  @Test
  void backticksInNamesAreDoubled() throws SQLException {
    connection.setCatalog("a`b");
    connection.setSchema("c`d");
    assertEquals(List.of("USE CATALOG `a``b`", "USE SCHEMA `c``d`"), session.statements());
  }

  @Test
  void variablesAreNeverWritten() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      assertEquals("'\\u0024{q}'", statement.enquoteLiteral("${q}"));
      assertEquals("'$\\u0024{\\u0024{q}}'", statement.enquoteNCharLiteral("$${${q}}"));
      assertEquals("'\\\\\\u0024{\\'$ {}'", statement.enquoteLiteral("\\${'$ {}"));
      for (String name : List.of("${q}", "a${", "$${env:HOME}")) {
        for (Executable quoting :
            List.<Executable>of(
                () -> statement.enquoteIdentifier(name, false),
                () -> statement.enquoteIdentifier(name, true),
                () -> connection.setCatalog(name),
                () -> connection.setSchema(name))) {
          assertEquals("HY024", assertThrows(SQLException.class, quoting).getSQLState());
        }
      }
      assertEquals("`a$`", statement.enquoteIdentifier("a$", false));
      assertEquals(List.of(), session.statements());
    }
  }

  @Test
  void nestedValuesHaveNoFieldsNamedLikeVariables() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("SELECT ?")) {
      SQLException e =
          assertThrows(
              SQLException.class,
              () ->
                  statement.setObject(
                      1, connection.createStruct("STRUCT<`${q}`: INT>", new Object[] {1})));
      assertEquals("HY024", e.getSQLState());
      assertThrows(
          SQLException.class,
          () ->
              statement.setArray(
                  1, connection.createArrayOf("STRUCT<`${q}`: INT>", new Object[] {})));
    }
  }
}
