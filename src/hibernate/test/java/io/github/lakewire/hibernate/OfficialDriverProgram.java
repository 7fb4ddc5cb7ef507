package io.github.lakewire.hibernate;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/** Hibernate over the official driver, in a JVM without Lakewire's. Prints a line for each part. */
public final class OfficialDriverProgram {
  private OfficialDriverProgram() {}

  /** LAKEWIRE_URL, LAKEWIRE_TOKEN and the schema, by the environment. */
  public static void main(String[] arguments) {
    Configuration configuration = new Configuration().addAnnotatedClass(Note.class);
    configuration
        .setProperty(
            "hibernate.connection.url",
            System.getenv("LAKEWIRE_URL")
                + ";AuthMech=3;transportMode=http;EnableTelemetry=0;UseThriftClient=1;ConnCatalog=main;ConnSchema="
                + arguments[0])
        .setProperty("hibernate.connection.username", "token")
        .setProperty("hibernate.connection.password", System.getenv("LAKEWIRE_TOKEN"))
        .setProperty("hibernate.connection.driver_class", "com.databricks.client.jdbc.Driver")
        .setProperty("hibernate.connection.pool_size", "1")
        .setProperty("hibernate.hbm2ddl.halt_on_error", "true")
        .setProperty("hibernate.hbm2ddl.auto", "create-only");
    try (SessionFactory factory = configuration.buildSessionFactory()) {
      System.out.println(
          "dialect "
              + factory
                  .unwrap(SessionFactoryImplementor.class)
                  .getJdbcServices()
                  .getDialect()
                  .getClass()
                  .getSimpleName());
      Note note = new Note();
      note.id = 1;
      note.text = "it's ✓";
      note.amount = new BigDecimal("1.25");
      note.day = LocalDate.of(2024, 2, 29);
      note.at = LocalDateTime.parse("2024-02-29T12:30:15.123456");
      note.instant = Instant.parse("2024-02-29T12:30:15.123456Z");
      note.flag = true;
      attempt("persist", () -> factory.inTransaction(session -> session.persist(note)));
      attempt(
          "find",
          () ->
              factory.inTransaction(
                  session -> {
                    Note found = session.find(Note.class, 1L);
                    System.out.println(
                        String.join(
                            " ",
                            "found",
                            found.text,
                            found.amount.toString(),
                            found.day.toString(),
                            found.at.toString(),
                            found.instant.toString(),
                            String.valueOf(found.flag)));
                  }));
      attempt(
          "change",
          () -> factory.inTransaction(session -> session.find(Note.class, 1L).text = "new"));
      attempt(
          "remove",
          () -> factory.inTransaction(session -> session.remove(session.find(Note.class, 1L))));
    }
    System.exit(0); // its threads are not all daemons
  }

  private static void attempt(String what, Runnable part) {
    try {
      part.run();
      System.out.println(what + " ok");
    } catch (RuntimeException e) {
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      System.out.println(what + " failed: " + cause);
    }
  }

  /** Common types. */
  @Entity(name = "Note")
  static class Note {
    @Id long id;
    String text;
    BigDecimal amount;
    LocalDate day;
    LocalDateTime at;
    Instant instant;
    boolean flag;
  }
}
