package io.github.lakewire.hibernate.oracle;

import java.util.List;
import org.hibernate.testing.orm.domain.animal.Animal;
import org.hibernate.testing.orm.domain.animal.Cat;
import org.hibernate.testing.orm.domain.animal.Dog;
import org.hibernate.testing.orm.domain.animal.DomesticAnimal;
import org.hibernate.testing.orm.domain.animal.Human;
import org.hibernate.testing.orm.domain.animal.Lizard;
import org.hibernate.testing.orm.domain.animal.Mammal;
import org.hibernate.testing.orm.domain.animal.PettingZoo;
import org.hibernate.testing.orm.domain.animal.Reptile;
import org.hibernate.testing.orm.domain.animal.StateProvince;
import org.hibernate.testing.orm.domain.animal.Zoo;
import org.hibernate.testing.orm.domain.contacts.Contact;
import org.hibernate.testing.orm.domain.gambit.EmbeddedIdEntity;
import org.hibernate.testing.orm.domain.gambit.EntityOfArrays;
import org.hibernate.testing.orm.domain.gambit.EntityOfBasics;
import org.hibernate.testing.orm.domain.gambit.EntityOfComposites;
import org.hibernate.testing.orm.domain.gambit.EntityOfLists;
import org.hibernate.testing.orm.domain.gambit.EntityOfMaps;
import org.hibernate.testing.orm.domain.gambit.EntityOfSets;
import org.hibernate.testing.orm.domain.gambit.EntityWithManyToOneSelfReference;
import org.hibernate.testing.orm.domain.gambit.SimpleEntity;
import org.hibernate.testing.orm.domain.gambit.VersionedEntity;
import org.hibernate.testing.orm.domain.helpdesk.Account;
import org.hibernate.testing.orm.domain.helpdesk.Incident;
import org.hibernate.testing.orm.domain.library.Book;
import org.hibernate.testing.orm.domain.library.Person;
import org.hibernate.testing.orm.domain.retail.CardPayment;
import org.hibernate.testing.orm.domain.retail.CashPayment;
import org.hibernate.testing.orm.domain.retail.DomesticVendor;
import org.hibernate.testing.orm.domain.retail.ForeignVendor;
import org.hibernate.testing.orm.domain.retail.LineItem;
import org.hibernate.testing.orm.domain.retail.Order;
import org.hibernate.testing.orm.domain.retail.Payment;
import org.hibernate.testing.orm.domain.retail.Product;
import org.hibernate.testing.orm.domain.retail.SalesAssociate;
import org.hibernate.testing.orm.domain.retail.Vendor;

/** The entities of the artifact hibernate-testing that the checks are about. */
final class StandardEntities {
  static final List<Class<?>> CLASSES =
      List.of(
          Contact.class,
          Animal.class,
          Mammal.class,
          Human.class,
          DomesticAnimal.class,
          Cat.class,
          Dog.class,
          Reptile.class,
          Lizard.class,
          Zoo.class,
          PettingZoo.class,
          StateProvince.class,
          EntityOfBasics.class,
          EntityOfBasics.GenderConverter.class,
          EntityOfBasics.MutableValueConverter.class,
          SimpleEntity.class,
          EntityOfArrays.class,
          EntityOfLists.class,
          EntityOfSets.class,
          EntityOfMaps.class,
          EntityOfComposites.class,
          EmbeddedIdEntity.class,
          EntityWithManyToOneSelfReference.class,
          VersionedEntity.class,
          Account.class,
          Incident.class,
          Book.class,
          Person.class,
          Vendor.class,
          DomesticVendor.class,
          ForeignVendor.class,
          Product.class,
          SalesAssociate.class,
          Order.class,
          LineItem.class,
          Payment.class,
          CardPayment.class,
          CashPayment.class,
          org.hibernate.testing.orm.domain.MonetaryAmountConverter.class,
          org.hibernate.testing.orm.domain.gambit.EnumValueConverter.class);

  private StandardEntities() {}
}
