package io.github.lakewire.hibernate.oracle;

import jakarta.persistence.Entity;
import jakarta.persistence.Tuple;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.sql.Clob;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hibernate.Hibernate;
import org.hibernate.proxy.HibernateProxy;
import org.jspecify.annotations.Nullable;

/**
 * Answers as values that can be compared and printed: rows are lists, entities are their name and
 * key, decimals are without trailing zeros, as SQL does not say how many digits the result of an
 * operation has.
 */
final class Values {
  private Values() {}

  static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof Tuple tuple) {
      return plain(tuple.toArray());
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> sorted = new TreeMap<>();
      map.forEach((key, of) -> sorted.put(String.valueOf(plain(key)), plain(of)));
      return sorted;
    }
    if (value instanceof Collection<?> collection) {
      List<@Nullable Object> list = new ArrayList<>();
      collection.forEach(element -> list.add(plain(element)));
      if (value instanceof Set) {
        list.sort(Values::compareText);
      }
      return list;
    }
    if (value != null && value.getClass().isArray()) {
      List<@Nullable Object> list = new ArrayList<>();
      for (int i = 0; i < Array.getLength(value); i++) {
        list.add(plain(Array.get(value, i)));
      }
      return list;
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.signum() == 0 ? BigDecimal.ZERO : decimal.stripTrailingZeros();
    }
    if (value instanceof Clob clob) {
      try {
        return clob.getSubString(1, (int) clob.length());
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
    if (value != null && Hibernate.getClass(value).isAnnotationPresent(Entity.class)) {
      return Hibernate.getClass(value).getSimpleName() + "#" + identifier(value);
    }
    return value;
  }

  private static Object identifier(Object entity) {
    if (entity instanceof HibernateProxy proxy) {
      return proxy.getHibernateLazyInitializer().getIdentifier();
    }
    for (Class<?> type = entity.getClass(); type != null; type = type.getSuperclass()) {
      try {
        var field = type.getDeclaredField("id");
        field.setAccessible(true);
        return field.get(entity);
      } catch (NoSuchFieldException e) {
        continue;
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    }
    return entity.toString();
  }

  /** The rows in some order that is the same for the same rows. */
  static @Nullable Object sorted(@Nullable Object value) {
    if (value instanceof List<?> list) {
      List<@Nullable Object> sorted = new ArrayList<>(list);
      sorted.sort(Values::compareText);
      return sorted;
    }
    return value;
  }

  /** Whether values are the same; the last digit of a double may depend on the way of computing. */
  static boolean same(@Nullable Object one, @Nullable Object other) {
    if (one instanceof List<?> a && other instanceof List<?> b) {
      if (a.size() != b.size()) {
        return false;
      }
      for (int i = 0; i < a.size(); i++) {
        if (!same(a.get(i), b.get(i))) {
          return false;
        }
      }
      return true;
    }
    if (one instanceof Double a && other instanceof Double b) {
      return a.equals(b) || Math.abs(a - b) <= 1e-12 * Math.abs(a);
    }
    return java.util.Objects.equals(one, other);
  }

  private static int compareText(@Nullable Object one, @Nullable Object other) {
    return String.valueOf(one).compareTo(String.valueOf(other));
  }
}
