package io.github.lakewire.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonFactory;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAmount;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.util.TimeValue;
import org.junit.jupiter.api.Test;

/**
 * No class keeps state that is shared by all connections. A static field is final, and what it
 * holds cannot change: looked at in the running class, not by its declared type.
 */
class StaticStateTest {
  /** What all connections of a JVM share, on purpose. */
  private static final Set<String> SHARED =
      Set.of(
          // The HTTP clients: connections with the same needs use the same.
          "SharedClients.POOLS",
          // The tokens: connections with the same sign-in use the same.
          "SharedTokens.OF_PROCESS",
          // What was said to the log of a JVM is not said to it again.
          "IgnoredPropertyLog.LOGGED",
          // Arrays that are only read, for the speed of it.
          "ColumnarReader.NONE",
          "Offsets.NONE",
          "DecimalReader.POWERS");

  /** Types of the JDK and of libraries whose instances do not change, or are made for sharing. */
  private static final List<Class<?>> IMMUTABLE =
      List.of(
          Boolean.class,
          Character.class,
          Class.class,
          Enum.class,
          String.class,
          BigDecimal.class,
          BigInteger.class,
          Byte.class,
          Short.class,
          Integer.class,
          Long.class,
          Float.class,
          Double.class,
          OptionalLong.class,
          Charset.class,
          Pattern.class,
          Temporal.class,
          TemporalAmount.class,
          ZoneId.class,
          DateTimeFormatter.class,
          VarHandle.class,
          Logger.class,
          ContentType.class,
          TimeValue.class,
          JsonFactory.class);

  @Test
  void nothingStaticCanChange() throws Exception {
    Set<String> changing = new TreeSet<>();
    for (JavaClass type :
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.github.lakewire.jdbc")) {
      Class<?> loaded = Class.forName(type.getName());
      for (Field field : loaded.getDeclaredFields()) {
        boolean compilers = field.isSynthetic();
        if (Modifier.isStatic(field.getModifiers()) && !compilers && !holdsStill(field)) {
          changing.add(loaded.getSimpleName() + "." + field.getName());
        }
      }
    }
    assertEquals(new TreeSet<>(SHARED), changing);
  }

  private static boolean holdsStill(Field field) throws IllegalAccessException {
    field.setAccessible(true);
    return Modifier.isFinal(field.getModifiers()) && isImmutable(field.get(null));
  }

  private static boolean isImmutable(Object value) throws IllegalAccessException {
    if (value == null || IMMUTABLE.stream().anyMatch(type -> type.isInstance(value))) {
      return true;
    }
    Class<?> type = value.getClass();
    if (type.isArray()) {
      return Array.getLength(value) == 0;
    } else if (value instanceof Collection<?> all) {
      return isUnmodifiable(type) && areImmutable(all);
    } else if (value instanceof Map<?, ?> map) {
      return isUnmodifiable(type) && areImmutable(map.keySet()) && areImmutable(map.values());
    }
    // Functions written in the source: what they hold is final.
    return type.isHidden()
        || (type.getName().startsWith("io.github.lakewire") && fieldsAreImmutable(value, type));
  }

  private static boolean areImmutable(Iterable<?> values) throws IllegalAccessException {
    for (Object value : values) {
      if (!isImmutable(value)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isUnmodifiable(Class<?> type) {
    return type.getName().startsWith("java.util.ImmutableCollections$")
        || type.getName().startsWith("java.util.Collections$Unmodifiable")
        || type.getName().startsWith("java.util.Collections$Empty");
  }

  private static boolean fieldsAreImmutable(Object value, Class<?> type)
      throws IllegalAccessException {
    for (Class<?> owner = type; owner != Object.class; owner = owner.getSuperclass()) {
      for (Field field : owner.getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers())) {
          continue;
        }
        field.setAccessible(true);
        if (!Modifier.isFinal(field.getModifiers()) || !isImmutable(field.get(value))) {
          return false;
        }
      }
    }
    return true;
  }
}
