package io.github.lakewire.jdbc.internal.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.lakewire.jdbc.internal.sql.RoutineCall.Argument;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoutineCallTest {
  private static RoutineCall of(String sql) {
    return RoutineCall.of(ParameterMarkers.of(sql));
  }

  @Test
  void argumentsAreMarkersOrOtherThings() {
    RoutineCall call = of("CALL c.`s.1`.p(?, f(?, 2), 'a,b(', ? , ?+1, [?])");
    assertEquals(List.of("c", "s.1", "p"), call.routine());
    assertEquals(List.of(0, -1, -1, 2, -1, -1), markers(call));
  }

  private static List<Integer> markers(RoutineCall call) {
    return call.arguments().stream().map(Argument::marker).toList();
  }

  @Test
  void argumentsMayBeNamed() {
    RoutineCall call = of("call p(1, `x y` => ?, b=>f(a => ?), c =>\n?)");
    assertEquals(
        List.of(
            new Argument(null, -1),
            new Argument("x y", 0),
            new Argument("b", -1),
            new Argument("c", 2)),
        call.arguments());
  }

  @Test
  void commentsAndBlanksAreNoPartOfNames() {
    assertEquals(List.of("p"), of("CALL /*x (?) */ p(?)").routine());
    assertEquals(List.of(0), markers(of("CALL /*x (?) */ p(?)")));
    assertEquals(List.of("a", "b/*c*/"), of("CALL a -- (\n . `b/*c*/` /* /* */ */ (?)").routine());
    assertEquals(List.of(new Argument("n", 0)), of("CALL p(/*the*/ n --\n => ?)").arguments());
  }

  @Test
  void namesMayBeTexts() {
    RoutineCall call = of("CALL identifier('a.`b c`') /*x*/ (?, n => ?)");
    assertEquals(List.of("a", "b c"), call.routine());
    assertEquals(List.of(new Argument(null, 0), new Argument("n", 1)), call.arguments());
    RoutineCall computed = of("CALL IDENTIFIER(lower(\"P\"))(?)");
    assertEquals(List.of(), computed.routine());
    assertEquals(List.of(0), markers(computed));
    assertEquals(List.of(), of("CALL IDENTIFIER('a' 'b')(?)").routine());
    assertEquals(List.of("identifier"), of("CALL identifier(?)").routine());
    assertEquals(List.of(), of("CALL `IDENTIFIER`(1)(?)").routine());
  }

  @Test
  void namesThatAreNoneAreUnknown() {
    assertEquals(List.of(), of("CALL a..b(?)").routine());
    assertEquals(List.of(), of("CALL a b(?)").routine());
    assertEquals(List.of(), of("CALL (?)").routine());
    assertEquals(List.of("p"), of("CALL p").routine());
    assertEquals(List.of("a`b", "p"), of("CALL `a``b`.p(").routine());
  }
}
