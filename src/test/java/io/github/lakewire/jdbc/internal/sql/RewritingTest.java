package io.github.lakewire.jdbc.internal.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RewritingTest {

  private static void assertSamePlace(Rewriting text, String... words) {
    for (String word : words) {
      int sent = text.sent().indexOf(word);
      assertTrue(sent >= 0, word);
      assertEquals(text.written().indexOf(word), text.writtenIndex(sent), word);
    }
  }

  @Test
  void whatStandsBetweenReplacedPartsIsFoundAgain() throws Exception {
    String written =
        "SELECT {fn UCASE(a)}, b, ?, c /* {d */, {ts '2024-01-02 03:04:05'}x, ? FROM d";
    Rewriting escapes = JdbcEscapes.rewrite(written, () -> true);
    assertEquals(written, escapes.written());
    assertSamePlace(escapes, "SELECT", "UCASE", "(a", "b,", "c /*", "x,", "FROM", "d");
    ParameterMarkers markers = ParameterMarkers.of(escapes);
    Rewriting run =
        markers.rewrite(Arrays.asList("CAST('x' AS STRING)", null)).behind("DESCRIBE QUERY ");
    assertEquals(
        "DESCRIBE QUERY SELECT UCASE(a), b, CAST('x' AS STRING), c /* {d */, TIMESTAMP '2024-01-02"
            + " 03:04:05' x, ? FROM d",
        run.sent());
    assertEquals(written, run.written());
    assertSamePlace(run, "SELECT", "UCASE", "b,", "c /*", "x,", "FROM");
    // What stands for a marker is the marker, what the driver put before all is the beginning.
    assertEquals(written.indexOf('?'), run.writtenIndex(run.sent().indexOf("STRING")));
    assertEquals(0, run.writtenIndex(3));
    assertEquals(written.length(), run.writtenIndex(run.sent().length()));
    // A word that only the translation has is the escape.
    assertEquals(written.indexOf("{ts"), run.writtenIndex(run.sent().indexOf("TIMESTAMP")));
  }

  @Test
  void namedMarkersAreFoundAgainWhereverTheyStand() {
    ParameterMarkers markers = ParameterMarkers.of("SELECT :a, b, :a, c").named();
    Rewriting run = markers.rewrite(List.of("'long text'"));
    assertSamePlace(run, "b,", "c");
    assertEquals(
        "SELECT :a, b, :a, c".lastIndexOf(":a"), run.writtenIndex(run.sent().lastIndexOf("long")));
  }

  @Test
  void aTextThatIsNotChangedIsTheSame() throws Exception {
    Rewriting text = JdbcEscapes.rewrite("SELECT '{d'", () -> true);
    assertFalse(text.isChanged());
    assertSame(text.written(), text.sent());
    assertEquals(5, text.writtenIndex(5));
    assertEquals(11, text.writtenIndex(50));
  }

  @Test
  void ofAnotherTextOnlyTheBeginningIsKnown() {
    Rewriting text = Rewriting.of("INSERT INTO t VALUES (?, nosuch)");
    Rewriting rows = text.replacedBy("INSERT INTO t VALUES (1, nosuch), (2, nosuch)");
    assertEquals(12, rows.writtenIndex(12));
    assertEquals(25, rows.writtenIndex(rows.sent().lastIndexOf("nosuch")));
    assertEquals(22, rows.writtenIndex(rows.sent().length()));
  }
}
