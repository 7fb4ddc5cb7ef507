package io.github.lakewire.hibernate.oracle;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToOne;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.Session;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.SoftDelete;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** Mappings that Hibernate's standard entities have not. */
final class OwnEntities {
  static final List<Class<?>> CLASSES =
      List.of(Shelf.class, Shape.class, Circle.class, Square.class, Note.class);

  private OwnEntities() {}

  /** Arrays and JSON. */
  @Entity(name = "Shelf")
  static class Shelf {
    @Id Integer id;

    @JdbcTypeCode(SqlTypes.ARRAY)
    String @Nullable [] labels;

    @JdbcTypeCode(SqlTypes.ARRAY)
    Integer @Nullable [] numbers;

    @JdbcTypeCode(SqlTypes.ARRAY)
    @Nullable List<Long> longs;

    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable String json;
  }

  /** A table for each class. */
  @Entity(name = "Shape")
  @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
  abstract static class Shape {
    @Id int id;
    @Nullable String color;
  }

  /** A subclass. */
  @Entity(name = "Circle")
  static class Circle extends Shape {
    double radius;
  }

  /** Another. */
  @Entity(name = "Square")
  static class Square extends Shape {
    int side;
    @ManyToOne @Nullable Circle inner;
  }

  /** Deleted by a mark, found by a natural id, keyed by a UUID. */
  @Entity(name = "Note")
  @SoftDelete
  static class Note {
    @Id UUID id;
    @NaturalId String code;
    @Nullable String text;
    @ManyToOne @Nullable Note parent;
  }

  static void store(Session session) {
    for (int i = 1; i <= 4; i++) {
      Shelf shelf = new Shelf();
      shelf.id = i;
      shelf.labels =
          switch (i) {
            case 1 -> new String[] {"a", "b", "a"};
            case 2 -> new String[] {"it's", null, "\\"};
            case 3 -> new String[0];
            default -> null;
          };
      shelf.numbers =
          switch (i) {
            case 1 -> new Integer[] {3, 1, 2};
            case 2 -> new Integer[] {1, null, 1};
            case 3 -> new Integer[0];
            default -> null;
          };
      shelf.json =
          switch (i) {
            case 1 ->
                "{\"a\":{\"b\":[1,\"x\",true,null]},\"s\":\"it's \\\\"
                    + " \\\"\",\"n\":12.5,\"d\":\"2024-02-29\"}";
            case 2 -> "[1,2,{\"s\":\"in array\"}]";
            case 3 -> "{}";
            default -> null;
          };
      shelf.longs = i == 1 ? List.of(10L, 20L) : null;
      session.persist(shelf);
    }
    Circle circle = new Circle();
    circle.id = 1;
    circle.color = "red";
    circle.radius = 1.5;
    session.persist(circle);
    Square square = new Square();
    square.id = 2;
    square.color = "blue";
    square.side = 4;
    square.inner = circle;
    session.persist(square);
    Note parent = null;
    for (int i = 1; i <= 4; i++) {
      Note note = new Note();
      note.id = new UUID(7, i);
      note.code = "N" + i;
      note.text = i == 3 ? null : "text " + i;
      note.parent = parent;
      session.persist(note);
      parent = i == 1 ? note : parent;
    }
  }

  /** The state of one, to be compared. */
  static Map<String, Object> of(Note note) {
    return Map.of("code", note.code, "text", String.valueOf(note.text));
  }
}
