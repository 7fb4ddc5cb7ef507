package io.github.lakewire.hibernate.oracle;

import java.util.Arrays;
import java.util.List;

/** The clauses of queries. */
final class QueryChecks {
  private QueryChecks() {}

  static void add(Checks c) {
    String ids = "select c.id from Contact c where ";
    c.feature("common table expressions");
    String self = " from EntityWithManyToOneSelfReference e ";
    String tree =
        "with t as (select e.id as id, e.name as name, 1 as depth"
            + self
            + "where e.other is null union all select e.id as id, e.name as name, x.depth + 1 as"
            + " depth"
            + self
            + "join t x on e.other.id = x.id) ";
    c.hql(
        "with a as (select c.id as id, c.name.first as first from Contact c where c.id < 4) select"
            + " x.first from a x order by x.id");
    c.hql(
        "with a as (select c.id as id from Contact c), b as (select x.id + 1 as id from a x) select"
            + " y.id from b y where y.id > 3 order by y.id");
    c.hql(
        "with a as materialized (select c.id as id from Contact c) select count(*) from a a1 join a"
            + " a2 on a1.id = a2.id");
    c.hql("with a as not materialized (select c.id as id from Contact c) select count(*) from a x");
    c.hql(
        "select c.id from Contact c where c.id in (with a as (select d.id as id from Contact d"
            + " where d.id > 3) select x.id from a x) order by c.id");
    c.hql(tree + "select y.name, y.depth from t y order by y.id");
    c.hql(tree + "select max(y.depth), count(*) from t y");
    c.hql(
        "with t as (select 1 as n union all select x.n + 1 as n from t x where x.n < 10) select"
            + " sum(y.n) from t y");
    c.hql(tree + "search depth first by id set o select y.name from t y order by y.o");
    c.hql(tree + "search breadth first by id set o select y.name from t y order by y.o");
    c.hql(tree + "cycle id set looped using path select y.name, y.looped from t y order by y.id");

    c.feature("window functions");
    String s = "from SimpleEntity e order by e.id";
    c.hql("select e.id, row_number() over (order by e.id desc) " + s);
    c.hql(
        "select e.id, rank() over (order by e.someLong), dense_rank() over (order by e.someLong) "
            + s);
    c.hql(
        "select e.id, percent_rank() over (order by e.someLong), cume_dist() over (order by"
            + " e.someLong) "
            + s);
    c.hql("select e.id, sum(e.someInteger) over (partition by e.someLong order by e.id) " + s);
    c.hql("select e.id, count(*) over (), max(e.someInteger) over (partition by e.someLong) " + s);
    c.hql(
        "select e.id, lag(e.someString) over (order by e.id), lead(e.someString, 2, 'none') over"
            + " (order by e.id) "
            + s);
    c.hql(
        "select e.id, first_value(e.someString) over (order by e.id), last_value(e.someString) over"
            + " (order by e.id rows between unbounded preceding and unbounded following) "
            + s);
    c.hql(
        "select e.id, nth_value(e.someString, 2) over (order by e.id rows between unbounded"
            + " preceding and unbounded following) "
            + s);
    c.hql(
        "select e.id, sum(e.someInteger) over (order by e.id rows between 1 preceding and 1"
            + " following) "
            + s);
    c.hql(
        "select e.id, sum(e.someInteger) over (order by e.id range between 1 preceding and current"
            + " row) "
            + s);
    c.hql("select e.id, first_value(e.someLong) ignore nulls over (order by e.id desc) " + s);
    c.hql(
            "select e.id, sum(e.someInteger) over (order by e.id rows between unbounded preceding"
                + " and current row exclude current row) "
                + s)
        .refused("a window's EXCLUDE is not known to Databricks", "EXCLUDE");
    c.hql(
            "select e.id, sum(e.someInteger) over (order by e.id groups between 1 preceding and"
                + " current row) "
                + s)
        .refused("a window's GROUPS is not known to Databricks", "GROUPS");

    c.hql(
        "select e.id, sum(sum(e.someInteger)) over (order by e.id) from SimpleEntity e group by"
            + " e.id order by e.id");
    c.hql("select e.id, sum(e.someInteger) filter (where e.id > 2) over (order by e.id) " + s);

    c.feature("joins and derived tables");
    c.hql("select o.id, l.id from Order o left join LineItem l on l.order = o order by o.id, l.id");
    c.hql(
        "select o.id, l.id from Order o right join LineItem l on l.order = o and l.quantity > 1"
            + " order by l.id");
    c.hql(
        "select o.id, l.id from Order o full join LineItem l on l.order = o and l.quantity > 1"
            + " order by o.id, l.id");
    c.hql("select c.id, p.id from Contact c cross join Payment p where c.id = p.id order by c.id");
    c.hql("select c.id, p.id from Contact c, Payment p where c.id = p.id order by c.id");
    c.hql("select o.id, s.name.familyName from Order o left join o.salesAssociate s order by o.id");
    c.hql("select o.id, o.salesAssociate.name.familyName from Order o order by o.id");
    c.hql(
        "select d.n, d.c from (select c.gender g, count(*) c, min(c.name.first) n from Contact c"
            + " group by c.gender) d order by d.n");
    c.hql(
            "select o.id, x.q from Order o join lateral (select sum(l.quantity) as q from LineItem"
                + " l where l.order = o) x order by o.id")
        .withoutOracle(
            "H2 has no lateral joins, and Hibernate imitates none with aggregates",
            List.of(Arrays.asList(1, null), List.of(2, 1L), List.of(3, 3L), List.of(4, 6L)));
    c.hql(
        "select o.id, x.i from Order o left join lateral (select l.id i from LineItem l where"
            + " l.order = o order by l.quantity desc limit 1) x order by o.id");
    c.hql(
        "select o.id, x.i from Order o join lateral (select l.id i from LineItem l where l.order ="
            + " o order by l.id limit 2) x order by o.id, x.i");
    c.hql("select b.name, a.name from Book b join b.authors a order by b.id, a.id");
    c.hql("select b.id from Book b where size(b.authors) > 1 order by b.id");
    c.hql("select b.id, size(b.authors) from Book b order by b.id");
    c.hql("select b.id from Book b where b.authors is empty order by b.id");
    c.hql("select b.id from Book b where b.authors is not empty order by b.id");
    c.hql("select b.id from Book b join b.authors a with a.name like '%B' order by b.id");
    c.hql("from Contact c join fetch c.phoneNumbers order by c.id");

    c.feature("set operations");
    String one = "select c.id from Contact c where c.id < 4";
    String two = "select c.id from Contact c where c.id > 2";
    for (String op : new String[] {"union", "union all", "intersect", "except"}) {
      c.hql(one + " " + op + " " + two).inAnyOrder();
    }
    c.hql(one + " intersect all " + two).withoutOracle("H2 has no such operation", List.of(3));
    c.hql(one + " except all " + two)
        .inAnyOrder()
        .withoutOracle("H2 has no such operation", List.of(1, 2));
    c.hql(one + " union all " + two + " order by 1 desc limit 3");
    c.hql("(" + one + " order by c.id desc limit 1) union all (" + two + " order by c.id limit 1)")
        .inAnyOrder();
    c.hql("(" + one + " union " + two + ") except select 1").inAnyOrder();
    c.hql(
            "("
                + one
                + " order by c.id limit 2) union all ("
                + two
                + " order by c.id limit 2 offset 1)")
        .inAnyOrder();
    c.hql(
        ids
            + "c.id in (select d.id from Contact d where d.id = 1 union select e.id from"
            + " SimpleEntity e where e.id = 2) order by c.id");
    c.hql(
        "select u.i from (select c.id i from Contact c union all select e.id i from SimpleEntity e)"
            + " u order by u.i");
    c.hql(one + " union all " + two + " order by 1 fetch first 2 rows with ties").inAnyOrder();
    c.hql(
        "max 2",
        one + " union all " + two + " order by 1",
        q -> q.setMaxResults(2).setFirstResult(1));

    c.feature("tuples and quantified comparisons");
    c.hql(ids + "(c.name.first, c.name.last) = ('John', 'Doe')");
    c.hql(ids + "(c.id, c.name.last) in ((1, 'Doe'), (2, 'X')) order by c.id");
    c.hql(ids + "(c.id, c.name.last) not in ((1, 'Doe')) order by c.id");
    c.hql(
        ids
            + "(c.id, c.name.last) in (select d.id, d.name.last from Contact d where d.id > 3)"
            + " order by c.id");
    c.hql(ids + "(c.name.last, c.id) > ('Doe', 1) order by c.id");
    c.hql(ids + "(c.name.last, c.id) <= ('Doe', 1) order by c.id");
    c.hql(ids + "(c.id, c.name.last) is distinct from (1, 'Doe') order by c.id");
    c.hql(
        ids + "c.name = ?1",
        new org.hibernate.testing.orm.domain.contacts.Contact.Name("Jane", "Doe"));
    c.hql("select count(distinct c.name) from Contact c");
    c.hql(ids + "c.id > all (select d.id from Contact d where d.id < 3) order by c.id");
    c.hql(ids + "c.id >= any (select d.id from Contact d where d.id > 3) order by c.id");
    c.hql(ids + "c.id = some (select d.id from Contact d where d.id > 3) order by c.id");
    c.hql(ids + "c.id <> all (select d.id from Contact d where d.id > 3) order by c.id");
    c.hql(ids + "c.id < all (select d.id from Contact d where d.id > 99) order by c.id");
    c.hql(ids + "c.id < any (select d.id from Contact d where d.id > 99) order by c.id");
    c.hql(ids + "not (100 < all (select e.someLong from SimpleEntity e)) order by c.id");
    c.hql(
        ids + "100 <= any (select e.someLong from SimpleEntity e where e.id = c.id) order by c.id");
    c.hql(ids + "c.id >= all (select d.id from Contact d order by d.id limit 3) order by c.id");
    c.hql(ids + "c.id > all (select max(d.id) - 2 from Contact d group by d.gender) order by c.id");
    c.hql(
        ids
            + "(c.name.last, c.id) > all (select d.name.last, d.id from Contact d where d.id = 1)"
            + " order by c.id");
    c.hql(
        ids
            + "(c.id, c.name.last) = any (select d.id, d.name.last from Contact d where d.id = 1)"
            + " order by c.id");
    c.hql(ids + "c.id = (select max(d.id) from Contact d)");
    c.hql(ids + "exists (select 1 from Contact d where d.alternativeContact = c) order by c.id");
    c.hql(
        ids
            + "not exists (select 1 from Contact d where d.alternativeContact.id = c.id and"
            + " d.gender = c.gender) order by c.id");
    c.hql(
        "select b.id from EntityOfLists b where 'basic 1' in elements(b.listOfBasics) order by"
            + " b.id");
    c.hql(
        "select b.id from EntityOfLists b where 1.5 >= all elements(b.listOfNumbers) order by"
            + " b.id");
    c.hql(
        "select b.id from EntityOfLists b where 1.0 < any elements(b.listOfNumbers) order by b.id");
    c.hql(
        "select b.id from EntityOfLists b where 'basic 0' member of b.listOfBasics order by b.id");

    c.feature("grouping and ordering");
    c.hql(
        "select e.someLong, count(*), sum(e.someInteger) from SimpleEntity e group by e.someLong"
            + " order by e.someLong");
    c.hql(
        "select e.someLong, count(*) from SimpleEntity e group by e.someLong having count(*) > 1"
            + " order by e.someLong");
    c.hql(
            "select e.someLong, count(*) from SimpleEntity e where e.id < 4 group by"
                + " rollup(e.someLong)")
        .inAnyOrder()
        .withoutOracle(
            "Hibernate knows none for H2",
            List.of(
                List.of(0L, 1L), List.of(100L, 1L), List.of(200L, 1L), Arrays.asList(null, 3L)));
    c.hql(
            "select e.id, e.someLong, count(*) from SimpleEntity e where e.id < 3 group by"
                + " cube(e.id, e.someLong)")
        .inAnyOrder()
        .withoutOracle(
            "Hibernate knows none for H2",
            List.of(
                List.of(1, 100L, 1L),
                Arrays.asList(1, null, 1L),
                List.of(2, 200L, 1L),
                Arrays.asList(2, null, 1L),
                Arrays.asList(null, 100L, 1L),
                Arrays.asList(null, 200L, 1L),
                Arrays.asList(null, null, 2L)));
    c.hql(
        "select substring(e.someString, 1, 4), count(*) from SimpleEntity e group by"
            + " substring(e.someString, 1, 4)");
    c.hql("select substring(e.someString, 1, 4) as p, count(*) from SimpleEntity e group by p");
    c.hql("select lower(e.someString) as p, e.id from SimpleEntity e order by p desc");
    c.hql("select e.id from SimpleEntity e order by e.someLong nulls first, e.id");
    c.hql("select e.id from SimpleEntity e order by e.someLong nulls last, e.id");
    c.hql("select e.id from SimpleEntity e order by e.someLong desc nulls first, e.id desc");
    c.hql("select e.id from SimpleEntity e order by e.someLong desc, e.id");
    c.hql("select e.id from SimpleEntity e order by e.someLong, e.id");
    c.hql("select e.id from SimpleEntity e order by case when e.id > 3 then 0 else 1 end, e.id");
    c.hql("select e.id, e.someString from SimpleEntity e order by 2 desc");
    c.hql("select distinct e.someLong from SimpleEntity e order by e.someLong desc");
    c.hql("select c.id from Contact c order by c.name");
    c.hql("select c from Contact c order by c.name.last, c.id");
    c.hql(
        "select c.gender, max(c.birthDay) from Contact c group by c.gender having max(c.birthDay) >"
            + " date 1970-01-01 order by c.gender");
    c.hql("select o.salesAssociate, count(*) from Order o group by o.salesAssociate").inAnyOrder();
    c.hql("select new map(c.id as id, c.name.first as name) from Contact c order by c.id");

    c.feature("aggregate functions");
    String e = " from SimpleEntity e";
    c.hql(
        "select count(*), count(e.someLong), count(distinct e.someLong), sum(e.someLong),"
            + " avg(e.someLong), min(e.someString), max(e.someLong)"
            + e);
    c.hql("select count(*) filter (where e.id > 2), sum(e.someLong) filter (where e.id > 4)" + e);
    c.hql("select sum(distinct e.someLong), avg(distinct e.someLong)" + e);
    c.hql("select every(e.id > 0), any(e.id > 5), every(e.someLong > 100)" + e);
    c.hql("select every(e.id > 0) filter (where e.id > 2)" + e);
    c.hql("select listagg(e.someString, ',') within group (order by e.id desc)" + e);
    c.hql(
        "select listagg(e.someString, ', ') within group (order by e.someLong nulls last, e.id)"
            + " filter (where e.id < 5)"
            + e);
    c.hql("select listagg(distinct e.someString, ',') within group (order by e.someString)" + e);
    c.hql(
            "select listagg(e.someString, ',' on overflow truncate '...' with count) within group"
                + " (order by e.id)"
                + e)
        .refused("LISTAGG has no ON OVERFLOW TRUNCATE", "OVERFLOW");
    c.hql("select listagg(e.someString, ',' on overflow error) within group (order by e.id)" + e);
    c.hql(
        "select percentile_cont(0.5) within group (order by e.someInteger * 1e0),"
            + " percentile_disc(0.5) within group (order by e.someInteger)"
            + e);
    c.hql("select percentile_cont(0.25) within group (order by e.someInteger * 1e0 desc)" + e);
    c.hql("select mode() within group (order by e.someLong)" + e);
    c.hql("select median(e.someInteger)" + e);
    c.hql(
        "select rank(5) within group (order by e.someInteger), dense_rank(5) within group (order by"
            + " e.someInteger)"
            + e);
    c.hql(
        "select rank(150) within group (order by e.someLong), dense_rank(150) within group (order"
            + " by e.someLong desc)"
            + e);
    c.hql(
        "select percent_rank(5) within group (order by e.someInteger), cume_dist(5) within group"
            + " (order by e.someInteger)"
            + e);
    c.hql(
        "select rank(100) within group (order by e.someLong desc), cume_dist(100) within group"
            + " (order by e.someLong desc)"
            + e);
    c.hql(
        "select rank(100) within group (order by e.someLong nulls last), rank(100) within group"
            + " (order by e.someLong desc nulls first)"
            + e);
    c.hql("select dense_rank(150) within group (order by e.someLong) filter (where e.id > 2)" + e);
    c.hql("select rank(100, 7) within group (order by e.someLong, e.someInteger desc)" + e);
    c.hql(
        "select e.someLong, rank(6) within group (order by e.someInteger) from SimpleEntity e group"
            + " by e.someLong order by e.someLong");
    c.hql(
        "select stddev_samp(e.someInteger), stddev_pop(e.someInteger), var_samp(e.someInteger),"
            + " var_pop(e.someInteger)"
            + e);
    c.hql(
        "select covar_pop(e.someInteger, e.id), covar_samp(e.someInteger, e.id),"
            + " corr(e.someInteger, e.id)"
            + e);
    c.hql("select regr_slope(e.someInteger, e.id), regr_count(e.someInteger, e.id)" + e);
    c.hql(
        "select sum(e.someLong), max(e.someString), count(*) from SimpleEntity e where e.id > 99");
    c.hql("select sum(l.quantity * 2.5), avg(l.quantity) from LineItem l");
    c.hql("select max(c.name.last), min(c.birthDay) from Contact c");
    c.hql("select count(distinct c.gender), count(c.alternativeContact) from Contact c");
  }
}
