package io.github.lakewire.hibernate.oracle;

/** How many rows, and from which on. */
final class LimitChecks {
  private LimitChecks() {}

  static void add(Checks c) {
    String contacts = "select c.id from Contact c order by c.id";
    String ties = "select e.someLong, e.id from SimpleEntity e order by e.someLong";
    c.feature("limit and offset");
    c.hql("max 2", contacts, q -> q.setMaxResults(2));
    c.hql("first 3", contacts, q -> q.setFirstResult(3));
    c.hql("first 1, max 2", contacts, q -> q.setFirstResult(1).setMaxResults(2));
    c.hql("first 9", contacts, q -> q.setFirstResult(9));
    c.hql("max 0", contacts, q -> q.setMaxResults(0));
    c.hql("page 2 of 2 rows", contacts, q -> q.setPage(org.hibernate.query.Page.page(2, 1)));
    c.hql(contacts + " limit 2");
    c.hql(contacts + " offset 2");
    c.hql(contacts + " limit 2 offset 1");
    c.hql(contacts + " limit ?1 offset ?2", 2, 1);
    c.hql(contacts + " offset ?1", 4);
    c.hql(contacts + " fetch first 2 rows only");
    c.hql(contacts + " offset 1 rows fetch next 2 rows only");
    c.hql("max 1", contacts + " limit 3 offset 1", q -> q.setMaxResults(1));
    c.hql("first 1", contacts + " limit 3 offset 1", q -> q.setFirstResult(1));
    c.hql("select distinct e.someLong from SimpleEntity e order by e.someLong limit 2");
    c.hql(
        "select c.id from Contact c where c.id in (select d.id from Contact d order by d.id limit"
            + " 2) order by c.id");
    c.hql(
        "select c.id from Contact c where c.id in (select d.id from Contact d order by d.id limit 2"
            + " offset 1) order by c.id");
    c.hql(
        "select c.id, (select p.id from Contact p order by p.id desc limit 1) from Contact c order"
            + " by c.id");
    c.hql(
        "max 2",
        "from Contact c left join fetch c.phoneNumbers order by c.id",
        q -> q.setMaxResults(2));
    c.feature("fetch with ties and percent");
    c.hql(ties + " fetch first 1 row with ties").inAnyOrder();
    c.hql(ties + " fetch first 3 rows with ties").inAnyOrder();
    c.hql(ties + " offset 2 rows fetch next 1 row with ties").inAnyOrder();
    c.hql(contacts + " fetch first 40 percent rows only");
    c.hql(ties + " fetch first 20 percent rows with ties").inAnyOrder();
    c.hql(
        "select c.id from Contact c where c.id in (select e.id from SimpleEntity e order by"
            + " e.someLong fetch first 1 row with ties) order by c.id");
  }
}
