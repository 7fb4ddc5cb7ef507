package io.github.lakewire.jdbc.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

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
}
