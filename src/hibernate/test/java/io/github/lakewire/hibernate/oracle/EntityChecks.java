package io.github.lakewire.hibernate.oracle;

import java.util.List;
import java.util.UUID;
import org.hibernate.Hibernate;
import org.hibernate.testing.orm.domain.animal.Animal;
import org.hibernate.testing.orm.domain.animal.Human;
import org.hibernate.testing.orm.domain.contacts.Contact;
import org.hibernate.testing.orm.domain.gambit.EmbeddedIdEntity;
import org.hibernate.testing.orm.domain.gambit.EntityOfArrays;
import org.hibernate.testing.orm.domain.gambit.EntityOfBasics;
import org.hibernate.testing.orm.domain.gambit.EntityOfComposites;
import org.hibernate.testing.orm.domain.gambit.EntityOfLists;
import org.hibernate.testing.orm.domain.gambit.EntityOfMaps;
import org.hibernate.testing.orm.domain.gambit.EntityOfSets;
import org.hibernate.testing.orm.domain.gambit.VersionedEntity;
import org.hibernate.testing.orm.domain.library.Book;
import org.hibernate.testing.orm.domain.retail.Order;
import org.hibernate.testing.orm.domain.retail.Product;

/** Entities, inheritance and collections. */
final class EntityChecks {
  private EntityChecks() {}

  static void add(Checks c) {
    c.feature("entities by key");
    c.read("find a contact", s -> s.find(Contact.class, 2).getName().getFirst());
    c.read("find nothing", s -> s.find(Contact.class, 99));
    c.read("find several", s -> s.findMultiple(Contact.class, List.of(1, 99, 3)));
    c.read(
        "by composite key",
        s ->
            s.find(EmbeddedIdEntity.class, new EmbeddedIdEntity.EmbeddedIdEntityId(25, "abc"))
                .getData());
    c.read("by natural id", s -> s.byNaturalId(Product.class).using("sku", new UUID(0, 2)).load());
    c.read(
        "basics",
        s -> {
          EntityOfBasics b = s.find(EntityOfBasics.class, 1);
          return List.of(
              b.getTheString(),
              b.getTheInstant(),
              b.getTheUuid(),
              b.getTheLocalTime(),
              b.getGender(),
              b.getConvertedGender(),
              b.getTheDuration(),
              b.isTheNumericBoolean(),
              b.getTheUrl(),
              b.getMutableValue().getState());
        });
    c.read(
        "an embedded value",
        s -> s.find(EntityOfComposites.class, 1).getComponent().getNested().getNestedValue());
    c.read("an embedded value of nulls", s -> s.find(EntityOfComposites.class, 2).getComponent());
    c.read(
        "a reference", s -> s.find(Order.class, 3).getSalesAssociate().getName().getFamilyName());
    c.read(
        "a price", s -> s.find(Product.class, 2).getCurrentSellPrice().getNumber().intValueExact());
    c.read("an array", s -> s.find(EntityOfArrays.class, 1).getArrayOfBasics());
    c.read("a secondary table", s -> s.find(Product.class, 1).getVendor().getSupplementalDetail());
    c.read(
        "scroll",
        s -> {
          try (var rows =
              s.createQuery("select c.id from Contact c order by c.id", Integer.class)
                  .scroll(org.hibernate.ScrollMode.FORWARD_ONLY)) {
            int sum = 0;
            while (rows.next()) {
              sum = 10 * sum + rows.get();
            }
            return sum;
          }
        });
    c.read(
        "stream",
        s ->
            s.createQuery("from Contact c order by c.id", Contact.class)
                .getResultStream()
                .map(Contact::getId)
                .toList());
    c.read(
        "a page by key",
        s -> {
          var first =
              s.createSelectionQuery("from Contact c", Contact.class)
                  .getKeyedResultList(
                      org.hibernate.query.Page.first(2)
                          .keyedBy(org.hibernate.query.Order.asc(Contact.class, "id")));
          return s.createSelectionQuery("from Contact c", Contact.class)
              .getKeyedResultList(first.getNextPage())
              .getResultList();
        });
    c.read(
        "count of a query",
        s ->
            s.createSelectionQuery("from Contact c where c.id > 2", Contact.class)
                .getResultCount());
    c.read(
        "criteria",
        s -> {
          var b = s.getCriteriaBuilder();
          var q = b.createQuery(Contact.class);
          var r = q.from(Contact.class);
          return s.createQuery(
                  q.select(r)
                      .where(b.like(r.get("name").get("last"), "D%"))
                      .orderBy(b.desc(r.get("id"))))
              .list();
        });
    c.read(
        "criteria with a subquery",
        s -> {
          var b = s.getCriteriaBuilder();
          var q = b.createQuery(Integer.class);
          var r = q.from(Contact.class);
          var sub = q.subquery(Integer.class);
          var o = sub.from(Order.class);
          sub.select(o.get("id")).where(b.equal(o.get("id"), r.get("id")));
          return s.createQuery(
                  q.select(r.get("id")).where(b.exists(sub)).orderBy(b.asc(r.get("id"))))
              .list();
        });
    c.read(
        "native query",
        s ->
            s.createNativeQuery(
                    "select c.id from contacts c where c.id < :max order by c.id", Integer.class)
                .setParameter("max", 3)
                .list());
    c.read(
        "native query of entities",
        s -> s.createNativeQuery("select * from Book where id = 2", Book.class).list());

    c.feature("inheritance");
    c.hql("from Human a order by a.id");
    c.hql("select a.id, type(a) from Animal a order by a.id");
    c.hql("select a.id from Animal a where type(a) = Cat");
    c.hql("select a.id from Animal a where type(a) in (Cat, Dog) order by a.id");
    c.hql("select a.id from Animal a where type(a) <> Human order by a.id");
    c.hql("select treat(a as Human).nickName from Animal a order by a.id");
    c.hql("select a.id from Animal a where treat(a as Lizard).bodyTemperature > 20");
    c.hql(
        "select a.id from Animal a where treat(a as Human).nickName = 'JP' or treat(a as"
            + " Mammal).pregnant order by a.id");
    c.hql("select h.heightInches from Human h order by h.id");
    c.hql("from Zoo z order by z.id");
    c.hql("from PettingZoo z");
    c.hql("select z.id, type(z) from Zoo z order by z.id");
    c.hql("from Vendor v order by v.id");
    c.hql("from ForeignVendor");
    c.hql("select p.id, type(p) from Payment p order by p.id");
    c.hql("select treat(p as CardPayment).transactionId from Payment p order by p.id");
    c.hql("select o.id from Order o where type(o.payment) = CashPayment order by o.id");
    c.read(
        "a polymorphic reference",
        s ->
            Hibernate.getClass(Hibernate.unproxy(s.find(Order.class, 2).getPayment()))
                .getSimpleName());
    c.read("find by superclass", s -> s.find(Animal.class, 3L).getClass().getSimpleName());
    c.read("find by the wrong subclass", s -> s.find(Human.class, 3L));

    c.feature("collections");
    c.read("list of basics", s -> List.copyOf(s.find(EntityOfLists.class, 2).getListOfBasics()));
    c.read("list of numbers", s -> List.copyOf(s.find(EntityOfLists.class, 2).getListOfNumbers()));
    c.read("list of enums", s -> List.copyOf(s.find(EntityOfLists.class, 2).getListOfEnums()));
    c.read(
        "list of converted enums",
        s -> List.copyOf(s.find(EntityOfLists.class, 2).getListOfConvertedEnums()));
    c.read(
        "list of embedded values",
        s -> s.find(EntityOfLists.class, 2).getListOfComponents().get(1).getAnAttribute());
    c.read("many to many", s -> List.copyOf(s.find(EntityOfLists.class, 2).getListOfManyToMany()));
    c.read(
        "set of basics",
        s -> new java.util.TreeSet<>(s.find(EntityOfSets.class, 2).getSetOfBasics()));
    c.read(
        "set of enums",
        s -> new java.util.TreeSet<>(s.find(EntityOfSets.class, 2).getSetOfEnums()));
    c.read(
        "map of basics",
        s -> new java.util.TreeMap<>(s.find(EntityOfMaps.class, 2).getBasicByBasic()));
    c.read(
        "map of numbers",
        s -> new java.util.TreeMap<>(s.find(EntityOfMaps.class, 2).getNumberByNumber()));
    c.read(
        "map by enums",
        s -> new java.util.TreeMap<>(s.find(EntityOfMaps.class, 2).getBasicByEnum()));
    c.read(
        "map of embedded values",
        s -> s.find(EntityOfMaps.class, 2).getComponentByBasic().get("key 1").getAnAttribute());
    c.read(
        "ordered embedded values",
        s -> s.find(Contact.class, 2).getAddresses().get(1).getPostalCode().getZipCode());
    c.read("family", s -> s.find(Human.class, 2L).getFamily().keySet().stream().toList());
    c.hql("select e.id, b from EntityOfLists e join e.listOfBasics b order by e.id, b");
    c.hql(
        "select e.id, index(b), b from EntityOfLists e join e.listOfBasics b order by e.id,"
            + " index(b)");
    c.hql("select e.id from EntityOfLists e where e.listOfBasics[1] = 'basic 1'");
    c.hql(
        "select key(m), value(m) from EntityOfMaps e join e.basicByBasic m where e.id = 2 order by"
            + " key(m)");
    c.hql("select e.id from EntityOfMaps e where e.basicByBasic['key 1'] = 'value 1'");
    c.hql("select e.id, size(e.listOfBasics) from EntityOfLists e order by e.id");
    c.hql("select max(element(n)) from EntityOfLists e join e.listOfNumbers n");
    c.hql("select e.id, max(elements(e.listOfNumbers)) from EntityOfLists e order by e.id");
    c.hql(
        "select c.id from Contact c join c.phoneNumbers p where p.areaCode = 512 group by c.id"
            + " having count(p) > 1 order by c.id");
    c.hql(
        "select distinct c from Contact c left join fetch c.phoneNumbers left join fetch"
            + " c.alternativeContact order by c.id");
    c.hql("select a.id, a.mother.id, a.zoo.name from Animal a left join a.zoo z order by a.id");
    c.hql(
        "select a.id, a.mother.mother.id from Animal a left join a.mother m left join m.mother g"
            + " order by a.id");

    c.feature("versions");
    c.change(
        "a change counts the version up",
        s -> {
          VersionedEntity v = s.find(VersionedEntity.class, 1);
          v.setData("second");
          s.flush();
          s.clear();
          return s.createQuery("select v.version, v.data from VersionedEntity v", Object[].class)
              .getSingleResult();
        });
    c.write(
        "update versioned VersionedEntity v set v.data = 'x'",
        "select v.version, v.data from VersionedEntity v");
  }
}
