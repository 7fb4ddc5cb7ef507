package io.github.lakewire.jdbc.internal.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.volume.VolumeStatement.Action;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VolumeStatementTest {
  private static VolumeStatement parse(String sql) {
    VolumeStatement statement = VolumeStatement.parse(sql);
    assertNotNull(statement, sql);
    return statement;
  }

  @Test
  void eachStatementNamesItsLocalFile() {
    assertEquals(
        new VolumeStatement(Action.PUT, "/a b", "/a b"), parse("PUT '/a b' INTO '/Volumes/x'"));
    assertEquals(Action.PUT, parse(" put'/a'into\"/Volumes/x\"OverWrite ; ").action());
    assertEquals("/to", parse("-- c '\n/* ' */ GET '/Volumes/x' /**/ TO '/to'").local());
    assertEquals(new VolumeStatement(Action.REMOVE, null, null), parse("REMOVE '/Volumes/x'"));
  }

  @Test
  void escapesAreResolvedAsSparkDoes() {
    VolumeStatement windows = parse("PUT 'C:\\\\new\\\\it\\'s' INTO '/Volumes/x'");
    assertEquals("C:\\new\\it's", windows.local());
    assertTrue(windows.says("PUT", "C:\\new\\it's"));
    assertTrue(windows.says("put", "C:\\\\new\\\\it\\'s"), "as it was written");
  }

  @Test
  void whatTheServerSaysMustBeWhatTheStatementSays() {
    VolumeStatement put = parse("PUT '/a' INTO '/Volumes/x'");
    assertTrue(put.says("PUT", "/a"));
    assertFalse(put.says("PUT", "/etc/passwd"));
    assertFalse(put.says("PUT", null));
    assertFalse(put.says("GET", "/a"));
    assertFalse(put.says("REMOVE", "/a"));
    assertTrue(parse("REMOVE '/Volumes/x'").says("REMOVE", null));
    assertFalse(parse("REMOVE '/Volumes/x'").says("REMOVE", "/a"));
    assertFalse(parse("REMOVE '/Volumes/x'").says("GET", null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "SELECT 1",
        "PUT ? INTO '/Volumes/x'",
        "PUT '/a' 'b' INTO '/Volumes/x'",
        "PUT r'/a' INTO '/Volumes/x'",
        "PUT '/a' INTO '/Volumes/x' x",
        "PUT '/a INTO /Volumes/x",
        "PUT '/a'' INTO '/Volumes/x'",
        "GET '/Volumes/x'",
        "REMOVE '/Volumes/x' '/Volumes/y'",
        "PUT '/a' INTO '/Volumes/x'; PUT '/b' INTO '/Volumes/x'"
      })
  void otherTextsAreNotUnderstood(String sql) {
    assertNull(VolumeStatement.parse(sql));
  }

  @Test
  void longTextsTakeNoTime() {
    assertNull(VolumeStatement.parse("/*" + "*".repeat(90_000)));
    assertNull(VolumeStatement.parse("PUT '" + "\\'".repeat(40_000)));
    assertNull(VolumeStatement.parse(" ".repeat(90_000) + "PUT"));
  }
}
