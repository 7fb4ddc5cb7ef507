package io.github.lakewire.hibernate.oracle;

import java.util.Arrays;
import java.util.List;

/** Functions of strings, and LIKE. */
final class StringChecks {
  private static final String CODE_POINTS =
      "characters are counted, not the halves of those beyond the first 65,536";
  private static final String NULLS = "H2 takes a null for an empty text here";

  private StringChecks() {}

  static void add(Checks c) {
    c.feature("string functions");
    c.value("lower(b.theString)");
    c.value("upper(b.theString)");
    c.value("length(b.theString)").differs(CODE_POINTS, Arrays.asList(11, 26, null, 11));
    c.value("character_length(b.theString)").differs(CODE_POINTS, Arrays.asList(11, 26, null, 11));
    c.value("octet_length(b.theString)");
    c.value("bit_length(b.theString)");
    c.value("b.theString || '!'");
    c.value("concat(b.theString, '-', b.theField)");
    c.value("concat('a', null, 'b')");
    c.value("b.theField || null");
    c.value("b.theString || b.theInt");
    c.value("concat(b.theInt, b.theString)");
    c.value("substring(b.theString, 3)");
    c.value("substring(b.theString, 3, 4)");
    c.value("substring(b.theString from 2 for 3)");
    c.value("substring(b.theString, 100)");
    c.value("left(b.theString, 3)");
    c.value("right(b.theString, 3)")
        .differs(CODE_POINTS, Arrays.asList("rld", "x  ", null, "ë 😀"));
    c.value("left(b.theString, 0)");
    c.value("position('o' in b.theString)");
    c.value("locate('o', b.theString)");
    c.value("locate('o', b.theString, 6)");
    c.value("locate('%', b.theString)");
    c.value("locate('', b.theString)");
    c.value("trim(b.theString)");
    c.value("trim(leading from b.theString)");
    c.value("trim(trailing ' ' from b.theString)");
    c.value("trim(both 'x' from b.theField)");
    c.value("trim(leading 'H' from b.theString)");
    c.value("ltrim(b.theString)");
    c.value("rtrim(b.theString)");
    c.value("pad(b.theField with 5 trailing)");
    c.value("pad(b.theField with 5 leading)");
    c.value("pad(b.theField with 5 trailing '*')");
    c.value("lpad(b.theString, 4, '-')");
    c.value("rpad(b.theField, 4, '-+')")
        .differs("H2 pads with one character", List.of("x-+-", "-+-+", "the ", "x-+-"));
    c.value("replace(b.theString, 'o', '00')");
    c.value("replace(b.theString, '\\', '/')");
    c.value("repeat(b.theField, 3)");
    c.value("overlay(nullif(b.theField, 'x') placing '##' from 2)")
        .differs(NULLS, Arrays.asList(null, "##", "t## string", null));
    c.value("overlay(coalesce(b.theString, 'abcdef') placing '###' from 3)");
    c.value("overlay(coalesce(b.theString, 'abcdef') placing '#' from 3 for 4)");
    c.value("ascii(b.theString)");
    c.value("chr(65)");
    c.value("ltrim('xxab')");
    c.value("collate('É' as UTF8_LCASE) = 'é'")
        .withoutOracle(
            "H2 has collations of whole databases only", List.of(true, true, true, true));
    c.value("coalesce(b.theString, 'nothing')");
    c.value("ifnull(b.theString, 'nothing')");
    c.value("nullif(b.theField, 'x')");
    c.value("str(b.theInt)");
    c.value("least(b.theString, 'd')")
        .differs(
            "LEAST and GREATEST pass over nulls, as in PostgreSQL",
            Arrays.asList("Hello World", "  it's 100% \\ \"tricky\"_x  ", "d", "d"));
    c.value("greatest(b.theField, 'a', 'b')");
    c.value("translate(b.theString, 'lo', '01')");
    c.value("soundex(nullif(b.theField, ''))");
    c.value("reverse('abc')")
        .withoutOracle("H2 has no such function", List.of("cba", "cba", "cba", "cba"));
    c.value("space(3)");
    c.value("instr(b.theString, 'l')");
    c.value("substr(b.theString, 2, 3)");
    c.value("insert(coalesce(b.theString, 'abcdef'), 2, 3, '***')");
    c.value("initcap(b.theString)")
        .withoutOracle(
            "H2 has no such function",
            Arrays.asList("Hello World", "  It's 100% \\ \"tricky\"_x  ", null, "Hello Zoë 😀"));
    c.feature("like and regular expressions");
    c.where("b.theString like 'Hello%'");
    c.where("b.theString like '%o_World'");
    c.where("b.theString like '%100!%%' escape '!'");
    c.where("b.theString like '%100\\%%' escape '\\'");
    c.where("b.theString like '%\"!_x%' escape '!'");
    c.where("b.theString like '%\\%'");
    c.where("b.theString like '%\\\\%' escape '\\'");
    c.where("b.theString like ?1", "%\\%");
    c.where("b.theString like ?1", "%o_W%");
    c.where("b.theString like ?1 escape '!'", "%100!%%");
    c.where("b.theString like ?1 escape ?2", "%100#%%", '#');
    c.where("b.theString like concat('%', b.theField, '%')");
    c.where("b.theString not like 'Hello%'");
    c.where("b.theString not like '%!%%' escape '!'");
    c.where("b.theString ilike 'hello%'");
    c.where("b.theString ilike '%100!% \\ \"TRICKY%' escape '!'");
    c.where("b.theString not ilike 'hello%'");
    c.where("b.theString ilike ?1", "HELLO%");
    c.where("'a\\b' like 'a\\b'");

    c.where("b.theString like regexp '.*W.*'");
    c.where("regexp_like(b.theString, '^[A-Z]')");
    c.where("regexp_like(b.theString, '^hello', 'i')");
  }
}
