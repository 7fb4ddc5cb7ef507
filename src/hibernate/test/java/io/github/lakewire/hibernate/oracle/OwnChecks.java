package io.github.lakewire.hibernate.oracle;

import io.github.lakewire.hibernate.oracle.OwnEntities.Note;
import io.github.lakewire.hibernate.oracle.OwnEntities.Shape;
import io.github.lakewire.hibernate.oracle.OwnEntities.Shelf;
import java.util.Arrays;
import java.util.UUID;

/** Arrays, table per class, soft delete, functions that return rows. */
final class OwnChecks {
  private OwnChecks() {}

  static void add(Checks c) {
    c.own("arrays");
    String from = " from Shelf s order by s.id";
    for (String value :
        new String[] {
          "s.labels",
          "s.numbers",
          "s.longs",
          "array_length(s.labels)",
          "array_get(s.labels, 1)",
          "s.labels[2]",
          "array_get(s.labels, 9)",
          "array_position(s.labels, 'a')",
          "array_position(s.labels, 'z')",
          "array_position(s.labels, null)",
          "array_positions(s.labels, 'a')",
          "array_concat(s.labels, s.labels)",
          "array_concat(s.labels, array('x'))",
          "array_prepend('x', s.labels)",
          "array_append(s.labels, 'x')",
          "array_contains(s.labels, 'a')",
          "array_contains(s.numbers, 1)",
          "array_contains_nullable(s.labels, null)",
          "array_set(s.labels, 2, 'x')",
          "array_set(s.numbers, 5, 7)",
          "array_remove(s.labels, 'a')",
          "array_remove(s.numbers, 1)",
          "array_remove_index(s.labels, 1)",
          "array_slice(s.labels, 1, 2)",
          "array_replace(s.labels, 'a', 'z')",
          "array_trim(s.labels, 0)",
          "array_reverse(s.labels)",
          "array_sort(s.labels)",
          "array_sort(s.numbers, true)",
          "array_sort(s.numbers, false, true)",
          "array_to_string(s.labels, ',')",
          "array_to_string(s.labels, ',', 'none')",
          "array_to_string(s.numbers, '-')",
          "array(1, 2, 3)",
          "array_fill('x', 3)",
        }) {
      c.hql("select " + value + from);
    }
    String nulls = "of an array that is null it is unknown; H2 says false";
    c.hql("select array_includes(s.labels, array('a', 'b'))" + from)
        .differs(nulls, Arrays.asList(true, false, false, null));
    c.hql("select array_intersects(s.labels, array('b', 'z'))" + from)
        .differs(nulls, Arrays.asList(true, false, false, null));
    c.hql("select s.id from Shelf s where array_includes(s.labels, array('a', 'b'))");
    c.hql("select s.id from Shelf s where array_contains(s.labels, ?1) order by s.id", "a");
    c.hql("select s.id from Shelf s where array_length(s.labels) > 1 order by s.id");
    c.hql(
        "select s.id from Shelf s where s.labels is null or array_length(s.labels) = 0 order by"
            + " s.id");
    c.hql("select array_agg(s.id) within group (order by s.id desc) from Shelf s");
    c.change(
        "an array changes",
        s -> {
          Shelf shelf = s.find(Shelf.class, 1);
          shelf.labels = new String[] {"new", null};
          s.flush();
          s.clear();
          return s.find(Shelf.class, 1).labels;
        });
    c.write(
        "update Shelf s set s.labels = array('u', 'v') where s.id = 1", "select s.labels" + from);
    c.own("JSON functions");
    for (String value :
        new String[] {
          "json_value(s.json, '$.s')",
          "json_value(s.json, '$.n')",
          "json_value(s.json, '$.a.b[0]' returning Integer)",
          "json_value(s.json, '$.n' returning Double)",
          "json_value(s.json, '$.d' returning LocalDate)",
          "json_value(s.json, '$.a.b[2]' returning Boolean)",
          "json_value(s.json, '$.none')",
          "json_value(s.json, '$.a.b[3]')",
          "json_value(s.json, '$[0]')",
          "json_query(s.json, '$.a')",
          "json_query(s.json, '$.a.b')",
          "json_query(s.json, '$.a.b' with wrapper)",
          "json_query(s.json, '$.a' with conditional wrapper)",
          "json_query(s.json, '$.none')",
          "json_query(s.json, '$[2]')",
          "json_exists(s.json, '$.a')",
          "json_exists(s.json, '$.a.b[3]')",
          "json_exists(s.json, '$.a.b[9]')",
          "json_object('id': s.id, 'x': 'it''s', 'n': null)",
          "json_object('id': s.id, 'n': null absent on null)",
          "json_object()",
          "json_array(s.id, 'x', true)",
          "json_array(1, null null on null)",
          "json_array(1, null)",
          "json_array()",
          "json_object('in': json_array(1, 2))",
        }) {
      c.hql("select " + value + from);
    }
    c.hql("select json_value(s.json, '$.a')" + from)
        .differs(
            "an object is no value, as in the standard", Arrays.asList(null, null, null, null));
    c.hql("select json_query(s.json, '$.s' with conditional wrapper)" + from)
        .differs(
            "a text is written as JSON, as in the standard",
            Arrays.asList("[\"it's \\\\ \\\"\"]", null, null, null));
    c.hql("select s.id from Shelf s where json_exists(s.json, '$.a') order by s.id");
    c.hql("select s.id from Shelf s where json_value(s.json, '$.a.b[0]' returning Integer) = 1");
    c.hql("select json_objectagg('k' || s.id : s.id) from Shelf s where s.id = 1");
    c.hql("select json_value(s.json, '$.s' error on error) from Shelf s")
        .refused("JSON_VALUE knows NULL ON ERROR and NULL ON EMPTY only", "ON ERROR");
    c.hql("select json_set(s.json, '$.s', 'x') from Shelf s")
        .refused("no part of a JSON text can be changed in place", "json_set");
    c.hql("select json_arrayagg(s.id order by s.id desc) from Shelf s");
    c.hql("select json_arrayagg(s.labels[1] null on null order by s.id) from Shelf s");
    c.hql("select json_arrayagg(s.labels[1] order by s.id) from Shelf s");
    c.hql("select json_arrayagg(s.id) filter (where s.id > 2) from Shelf s").inAnyOrder();
    c.hql(
            "select j.a from Shelf s join lateral json_table(s.json, '$' columns (a Integer path"
                + " '$.n')) j")
        .refused("there are no tables of JSON", "json_table");
    c.own("functions that return rows");
    c.hql(
        "select s.id, e from Shelf s join lateral unnest(s.labels) e order by s.id, e nulls first");
    c.hql(
        "select s.id, index(e), e from Shelf s join lateral unnest(s.labels) e order by s.id,"
            + " index(e)");
    c.hql(
        "select s.id, e from Shelf s left join lateral unnest(s.numbers) e order by s.id, e nulls"
            + " first");
    c.hql("select e from unnest(array(3, 1, 2)) e order by e");
    c.hql("select e from generate_series(1, 5) e order by e");
    c.hql("select e from generate_series(1, 10, 3) e order by e");
    c.hql("select e from generate_series(5, 1, -2) e order by e");
    c.hql("select e from generate_series(5, 1) e order by e");
    c.hql("select e, index(e) from generate_series(3, 5) e order by e");
    c.hql("select s.id, e from Shelf s join lateral generate_series(1, s.id) e order by s.id, e");
    c.hql("select xmlelement(name x, 'a') from Shelf s")
        .refused("there is no XML type", "xmlelement");
    c.own("table per class");
    c.hql("from Shape s order by s.id");
    c.hql("select s.id, s.color, type(s) from Shape s order by s.id");
    c.hql("select s.id from Shape s where type(s) = Circle");
    c.hql("select treat(s as Square).side from Shape s order by s.id");
    c.hql("select s.id, s.inner.radius from Square s");
    c.read("find by the superclass", s -> s.find(Shape.class, 2).color);
    c.write(
        "update Circle c set c.color = 'green'", "select s.id, s.color from Shape s order by s.id");
    c.write("delete from Square s", "select s.id from Shape s");
    c.own("soft delete, natural ids, UUID keys");
    c.hql("from Note n order by n.code");
    c.read("by natural id", s -> OwnEntities.of(s.bySimpleNaturalId(Note.class).load("N2")));
    c.read("by UUID", s -> OwnEntities.of(s.find(Note.class, new UUID(7, 3))));
    c.hql("select n.code, p.code from Note n left join n.parent p order by n.code");
    c.hql("select n.code from Note n where n.id = ?1", new UUID(7, 1));
    c.hql("select n.code, n.id from Note n order by n.id");
    c.change(
        "remove marks",
        s -> {
          s.remove(s.find(Note.class, new UUID(7, 4)));
          s.flush();
          s.clear();
          return s.createQuery("select n.code from Note n order by n.code", String.class).list();
        });
    c.write("delete from Note n where n.text is null", "select n.code from Note n order by n.code");
    c.write(
        "update Note n set n.text = n.code || n.text",
        "select n.code, n.text from Note n order by n.code");
  }
}
