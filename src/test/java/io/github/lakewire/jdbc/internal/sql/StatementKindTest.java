package io.github.lakewire.jdbc.internal.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementKindTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "SET AUTOCOMMIT = TRUE | AUTOCOMMIT_ON",
        "SET AUTOCOMMIT = 'true' | AUTOCOMMIT_ON",
        "set autocommit=\"On\"; | AUTOCOMMIT_ON",
        "SET AUTOCOMMIT TRUE | AUTOCOMMIT_ON",
        "SET AUTOCOMMIT = 1 | AUTOCOMMIT_ON",
        "SET AUTOCOMMIT = /* now */ FALSE | AUTOCOMMIT_OFF",
        "SET AUTOCOMMIT = 'false' | AUTOCOMMIT_OFF",
        "SET AUTOCOMMIT = ' | AUTOCOMMIT_OFF",
        "SET AUTOCOMMIT = | AUTOCOMMIT_OFF",
        "SET AUTOCOMMIT | OTHER",
        "COMMIT | COMMITS",
        ";/* x */ commit | COMMITS",
        "ROLLBACK WORK | ROLLS_BACK",
        ";ROLLBACK | ROLLS_BACK",
        "(rollback | ROLLS_BACK"
      })
  void transactionsAreBegunAndEndedByTheseWords(String sql, StatementKind kind) {
    assertEquals(kind, StatementKind.of(sql));
  }
}
