package io.github.lakewire.hibernate.oracle;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.hibernate.testing.orm.domain.gambit.EntityOfBasics;

/** Casts, literals, parameters, booleans. */
final class CastChecks {
  private CastChecks() {}

  static void add(Checks c) {
    c.feature("casts");
    for (String type :
        new String[] {
          "String",
          "Long",
          "Double",
          "Short",
          "BigDecimal",
          "Integer",
          "Float",
          "BigInteger",
          "Byte"
        }) {
      c.value("cast(b.theShort as " + type + ")");
    }
    for (String type : new String[] {"String", "Float"}) {
      c.value("cast(b.theDouble as " + type + ")");
    }
    c.value("cast(b.theDouble as Long)")
        .differs(
            "decimals are cut off, as by a cast of Java; H2 rounds",
            List.of(1L, 0L, 0L, 10000000000L));
    c.value("cast('12' as Integer), cast('12.5' as Double), cast('12.50' as BigDecimal(10,2))");
    c.value("lower(cast(b.theBoolean as String)), cast(b.theBoolean as Integer)");
    c.value("cast(b.theBoolean as String)")
        .differs("H2 writes truth in capitals", List.of("true", "false", "false", "true"));
    c.value("cast('true' as Boolean), cast('f' as Boolean), cast('1' as Boolean)");
    c.value("cast(b.theInteger as Boolean)");
    c.value("cast(b.theUuid as String)");
    c.value("cast(b.theLocalDate as String)");
    c.value("cast(b.theLocalDateTime as LocalDate)");
    c.value("cast(b.theLocalDateTime as LocalTime)")
        .differs(
            "H2 cuts off the fraction of a second",
            java.util.Arrays.asList(
                java.time.LocalTime.of(14, 3, 7, 123456000),
                java.time.LocalTime.of(23, 59, 59, 500000000),
                null,
                java.time.LocalTime.MIDNIGHT));
    c.value("cast(b.theLocalDate as LocalDateTime)");
    c.value("cast('2024-02-29' as LocalDate)");
    c.value("cast('20:10:08' as LocalTime)");
    c.value("cast('2024-02-29 20:10:08' as LocalDateTime)");
    c.value("cast(null as String), cast(null as Integer), cast(null as LocalDate)");
    c.value("cast(1 as Boolean), cast(0 as Boolean)");
    c.value("cast('a' as Character)");
    c.value("str(b.theLocalDate), str(b.theInt)");

    c.feature("literals and parameters");
    c.value("'it''s', 'back\\slash', 'new\nline', 'tab\t', '\"', '`', 'Zoë 😀'");
    c.value("'%', '_', '$', '{x}', ':name', '--', '/*'");
    c.value("''");
    c.value("true, false, null");
    c.value("X'48656c6c6f', {0xDE, 0xAD}");
    c.value("1, 1L, 1.5, 1.5d, 1.5f, 123456789012345L, 0.1bd, 10bi");
    c.value("-9223372036854775807L");
    c.value("?1", "text's \\ \"x\" 😀");
    c.value("?1 || 'x'", "a");
    c.value("coalesce(?1, b.theString)", "a");
    c.value("?1 + b.theInt", 5);
    c.value("cast(?1 as BigDecimal) + 1", new BigDecimal("1.25"));
    c.value("case when b.theInt > ?1 then ?2 else ?3 end", 5, "more", "less");
    c.value("substring(b.theString, ?1, ?2)", 2, 3);
    c.value("function('upper', ?1)", "x");
    c.value("sql('upper(?)', b.theString)");
    c.value("upper(?1), length(?2)", "x", "xyz");
    c.where("b.theString = ?1", "Hello World");
    c.where("?1 is null or b.theString = ?1", (Object) null);
    c.where("b.theInteger = ?1", (Object) null);
    c.where("b.theInteger in ?1", List.of(5, 6));
    c.where("b.theInteger in ?1", List.of());
    c.where("b.theInteger not in ?1", List.of(5));
    c.where("b.theInteger not in ?1", List.of());
    c.where("b.theInteger in (?1, ?2)", 5, -17);
    c.where("b.theUuid = ?1", UUID.fromString("53886a8a-7082-4879-b430-25cb94415be8"));
    c.where("b.theUuid in ?1", List.of(new UUID(0, 1), new UUID(0, 2)));
    c.where("b.gender = ?1", EntityOfBasics.Gender.FEMALE);
    c.where("b.gender = FEMALE");
    c.where("b.ordinalGender = FEMALE");
    c.where("b.ordinalGender in (FEMALE, OTHER)");
    c.where("b.convertedGender = ?1", EntityOfBasics.Gender.MALE);
    c.value("ordinal(b.ordinalGender), string(b.gender)");
    c.where("b.theDouble = ?1", 1.5);
    c.where("b.theString between ?1 and ?2", "A", "Z");
    c.where("b.theUrl is not null");

    c.feature("booleans");
    c.value("b.theBoolean");
    c.value("b.theInt > 5");
    c.value("b.theInt > 5 and b.theBoolean");
    c.value("not b.theBoolean");
    c.value("b.theString is null");
    c.value("b.theString like 'H%'");
    c.value("b.theInteger in (5, 6)");
    c.value("b.theInteger between 1 and 5");
    c.value("exists (select 1 from Contact c where c.id = b.id)");
    c.value("(b.theBoolean is true), (b.theBoolean is not true), (b.theBoolean is false)");
    c.where("b.theBoolean");
    c.where("not b.theBoolean");
    c.where("b.theBoolean is not true");
    c.where("b.theBoolean = false");
    c.where("b.theStringBoolean = true");
    c.where("b.theNumericBoolean");
    c.where("b.theBoolean or b.theInt < 0");
    c.where("true");
    c.where("case when b.theInt > 0 then true else false end");
    c.where("b.theInteger is distinct from 5");
    c.where("b.theInteger is not distinct from null");
    c.where("nullif(b.theBoolean, false)");
    c.where("coalesce(b.theBoolean, true)");
    c.hql("select count(*) from EntityOfBasics b where (b.theBoolean and b.theInt > 5)");
    c.hql("select b.id from EntityOfBasics b order by b.theBoolean desc nulls last, b.id");
    c.hql(
        "select b.theBoolean, count(*) from EntityOfBasics b group by b.theBoolean order by"
            + " b.theBoolean");
    c.value("case when b.theBoolean then 'yes' else 'no' end");
    c.value("case b.theBoolean when true then 1 when false then 0 end");
  }
}
