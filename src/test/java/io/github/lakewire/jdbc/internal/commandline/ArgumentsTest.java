package io.github.lakewire.jdbc.internal.commandline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.lakewire.jdbc.internal.commandline.Arguments.Task;
import io.github.lakewire.jdbc.internal.commandline.Arguments.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {
  private static final String URL = "jdbc:databricks://h;httpPath=/x;token=dapiverysecret";

  @Test
  void aUrlAloneIsChecked() throws Exception {
    assertEquals(new Arguments(Task.CHECK, URL, null, false), Arguments.parse(URL));
  }

  @Test
  void aStatementMayStandBeforeAndBehindTheUrl() throws Exception {
    Arguments expected = new Arguments(Task.STATEMENT, URL, "SELECT 1", true);
    assertEquals(expected, Arguments.parse("--sql", "SELECT 1", "--csv", URL));
    assertEquals(expected, Arguments.parse(URL, "--csv", "--sql", "SELECT 1"));
  }

  @Test
  void aStatementMayLookLikeAnOption() throws Exception {
    assertEquals("--help", Arguments.parse("--sql", "--help", URL).sql());
  }

  @Test
  void helpAndVersionNeedNoUrl() throws Exception {
    assertEquals(Task.HELP, Arguments.parse("--help").task());
    assertEquals(Task.HELP, Arguments.parse("-h").task());
    assertEquals(Task.VERSION, Arguments.parse("--version").task());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--csv@" + URL,
        "--sql@" + URL,
        URL + "@--sql",
        URL + "@" + URL,
        URL + "@httpPath=/x;token=dapiverysecret",
        "--token=dapiverysecret@" + URL,
        "--sql@SELECT 1@--sql@SELECT 2@" + URL,
        "jdbc:postgresql://h?password=dapiverysecret"
      })
  void wrongUsageIsSaidWithoutRepeatingIt(String words) {
    String[] arguments = words.isEmpty() ? new String[0] : words.split("@");
    UsageException wrong = assertThrows(UsageException.class, () -> Arguments.parse(arguments));
    assertFalse(wrong.getMessage().contains("dapi"), wrong.getMessage());
  }

  @Test
  void theTextOfArgumentsShowsNoToken() throws Exception {
    assertEquals("Arguments[CHECK]", Arguments.parse(URL).toString());
  }
}
