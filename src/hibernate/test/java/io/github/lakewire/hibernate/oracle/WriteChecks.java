package io.github.lakewire.hibernate.oracle;

import org.hibernate.testing.orm.domain.animal.Cat;
import org.hibernate.testing.orm.domain.contacts.Contact;
import org.hibernate.testing.orm.domain.gambit.EntityOfLists;
import org.hibernate.testing.orm.domain.gambit.SimpleEntity;
import org.hibernate.testing.orm.domain.library.Book;
import org.hibernate.testing.orm.domain.library.Person;

/** Statements of HQL that write, and what a session writes. */
final class WriteChecks {
  private WriteChecks() {}

  static void add(Checks c) {
    String simple =
        "select e.id, e.someString, e.someLong, e.someInteger from SimpleEntity e order by e.id";
    String contacts =
        "select c.id, c.name.first, c.name.last, c.gender from Contact c order by c.id";
    c.feature("HQL update");
    c.write("update SimpleEntity e set e.someString = 'x' where e.id = 1", simple);
    c.write(
        "update SimpleEntity set someLong = someLong + 1, someString = upper(someString)", simple);
    c.write("update SimpleEntity e set e.someLong = null where e.someLong > 100", simple);
    c.write(
        "update SimpleEntity e set e.someString = ?1 where e.id in ?2",
        simple,
        "it's \\",
        java.util.List.of(1, 2));
    c.write(
        "update SimpleEntity e set e.someString = 'x' where e.id in (select c.id from Contact c"
            + " where c.gender = MALE)",
        simple);
    c.write(
        "update SimpleEntity e set e.someString = 'x' where exists (select 1 from Contact c where"
            + " c.id = e.id)",
        simple);
    c.write(
        "update SimpleEntity e set e.someString = (select c.name.first from Contact c where c.id ="
            + " e.id) where e.id < 4",
        simple);
    c.write("update SimpleEntity e set e.someLong = (select max(c.id) from Contact c)", simple);
    c.write(
        "update SimpleEntity e set e.someString = case when e.id > 3 then 'big' else 'small' end",
        simple);
    c.write("update Contact c set c.name.first = 'N', c.gender = OTHER where c.id = 2", contacts);
    c.write(
        "update Contact c set c.alternativeContact = null where c.alternativeContact is not null",
        "select c.id, c.alternativeContact.id from Contact c order by c.id");
    c.write(
        "update Order o set o.transacted = null where o.salesAssociate.name.familyName = 'Sold'",
        "select o.id, o.transacted from Order o order by o.id");
    c.write(
        "update Order o join o.salesAssociate s set o.transacted = null where s.name.familyName ="
            + " 'Sold'",
        "select o.id, o.transacted from Order o order by o.id");
    c.write(
        "update SimpleEntity e join Contact c on c.id = e.id set e.someString = c.name.last where"
            + " c.id < 3",
        simple);
    c.write(
        "update Animal a set a.description = 'x' where a.id > 3",
        "select a.id, a.description from Animal a order by a.id");
    c.write(
        "update Human h set h.nickName = 'x', h.description = 'y' where h.id = 1",
        "select h.id, h.nickName, h.description from Human h order by h.id");
    c.write(
        "update Cat c set c.bodyWeight = 9",
        "select a.id, a.bodyWeight from Animal a order by a.id");
    c.write(
        "update Vendor v set v.name = 'x' where type(v) = ForeignVendor",
        "select v.id, v.name from Vendor v order by v.id");
    c.write(
        "update DomesticVendor v set v.name = 'x'",
        "select v.id, v.name from Vendor v order by v.id");

    c.feature("HQL delete");
    c.write("delete from SimpleEntity e where e.id > 3", simple);
    c.write("delete SimpleEntity", simple);
    c.write(
        "delete from SimpleEntity e where e.someString like '%b' or e.someLong is null", simple);
    c.write("delete from SimpleEntity e where e.id in (select c.id from Contact c)", simple);
    c.write(
        "delete from SimpleEntity e where not exists (select 1 from Contact c where c.id = e.id)",
        simple);
    c.write(
        "delete from LineItem l where l.order.salesAssociate.name.familyName = 'Sold'",
        "select l.id from LineItem l order by l.id");
    c.write(
        "delete from LineItem l join l.order o where o.id = 3",
        "select l.id from LineItem l order by l.id");
    c.write(
        "delete from EntityOfLists e where e.id = 2",
        "select e.id, b from EntityOfLists e left join e.listOfBasics b order by e.id, b");
    c.write("delete from Lizard l", "select a.id from Animal a order by a.id");
    c.write(
        "delete from CardPayment p where p.transactionId = 1",
        "select p.id from Payment p order by p.id");

    c.feature("HQL insert");
    c.write("insert into SimpleEntity (id, someString, someInteger) values (10, 'ten', 1)", simple);
    c.write(
        "insert into SimpleEntity (id, someString, someInteger) values (10, 'ten', 1), (11, null,"
            + " 2), (12, 'it''s', 3)",
        simple);
    c.write(
        "insert into SimpleEntity (id, someString, someLong) values (?1, ?2, ?3)",
        simple,
        10,
        "ten",
        null);
    c.write(
        "insert into SimpleEntity (id, someString, someInteger) select c.id + 100, c.name.first,"
            + " c.id * 1000 from Contact c where c.id > 2",
        simple);
    c.write(
        "insert into SimpleEntity (id, someString) select c.id + 100, c.name.first from Contact c"
            + " order by c.id limit 2",
        simple);
    c.write(
            "insert into Contact (id, name, gender) select c.id + 100, c.name, c.gender from"
                + " Contact c where c.id = 1",
            contacts)
        .refused(
            "an insert into several tables has no temporary table to go through", "several tables");
    c.write(
        "insert into SimpleEntity (id, someString) values (1, 'new') on conflict (id) do nothing",
        simple);
    c.write(
        "insert into SimpleEntity (id, someString) values (1, 'new'), (10, 'ten') on conflict (id)"
            + " do nothing",
        simple);
    c.write(
        "insert into SimpleEntity (id, someString) values (1, 'new'), (10, 'ten') on conflict (id)"
            + " do update set someString = excluded.someString",
        simple);
    c.write(
        "insert into SimpleEntity as e (id, someString, someLong) values (1, 'new', 5), (10, 'ten',"
            + " 6) on conflict (id) do update set someLong = excluded.someLong + e.someLong",
        simple);
    c.write(
        "insert into SimpleEntity as e (id, someString) values (1, 'new'), (2, 'two') on conflict"
            + " (id) do update set someString = excluded.someString where e.id = 2",
        simple);
    c.feature("what a session writes");
    c.change(
        "persist and change",
        s -> {
          SimpleEntity e = new SimpleEntity(20, "twenty", 20L, 20);
          s.persist(e);
          s.flush();
          e.setSomeString("changed");
          s.flush();
          s.clear();
          return s.find(SimpleEntity.class, 20).getSomeString();
        });
    c.change(
        "remove",
        s -> {
          s.remove(s.find(SimpleEntity.class, 1));
          s.flush();
          return s.createQuery(simple, Object[].class).list();
        });
    c.change(
        "merge",
        s -> {
          s.merge(new SimpleEntity(2, "merged", null, 8));
          s.flush();
          s.clear();
          return s.createQuery(simple, Object[].class).list();
        });
    c.change(
        "a list grows and shrinks",
        s -> {
          EntityOfLists e = s.find(EntityOfLists.class, 2);
          e.getListOfBasics().remove(0);
          e.addBasic("new");
          e.addBasic("more");
          s.flush();
          s.clear();
          return java.util.List.copyOf(s.find(EntityOfLists.class, 2).getListOfBasics());
        });
    c.change(
        "many to many changes",
        s -> {
          Book b = s.find(Book.class, 1);
          b.getAuthors().clear();
          b.addAuthor(s.getReference(Person.class, 1));
          s.flush();
          s.clear();
          return s.find(Book.class, 1).getAuthors();
        });
    c.change(
        "a joined subclass",
        s -> {
          Cat cat = new Cat();
          cat.setId(50L);
          cat.setDescription("new");
          cat.setPregnant(true);
          s.persist(cat);
          s.flush();
          s.clear();
          Cat found = s.find(Cat.class, 50L);
          s.remove(found);
          String text = found.getDescription();
          s.flush();
          return java.util.List.of(
              text, s.createQuery("select count(*) from Animal", Long.class).getSingleResult());
        });
    c.change(
        "an embedded value changes",
        s -> {
          Contact contact = s.find(Contact.class, 1);
          contact.setName(new Contact.Name("Changed", "Name"));
          s.flush();
          return s.createQuery(contacts, Object[].class).list();
        });
    c.change(
        "refresh",
        s -> {
          SimpleEntity e = s.find(SimpleEntity.class, 1);
          s.createMutationQuery("update SimpleEntity set someString = 'fresh' where id = 1")
              .executeUpdate();
          s.refresh(e);
          return e.getSomeString();
        });
  }
}
