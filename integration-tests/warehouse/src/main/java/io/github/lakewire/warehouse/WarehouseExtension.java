package io.github.lakewire.warehouse;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** What {@link Warehouse} does. */
final class WarehouseExtension implements ParameterResolver, BeforeAllCallback, BeforeEachCallback {
  private static final Namespace NAMESPACE = Namespace.create(WarehouseExtension.class);
  private static final Predicate<Field> STATIC = field -> Modifier.isStatic(field.getModifiers());
  private static final Predicate<Field> INSTANCE = STATIC.negate();

  WarehouseExtension() {}

  /** Ends the warehouse. */
  // Until 5.12 JUnit closes the one only; later ones close the other in the store of the session.
  @SuppressWarnings({"deprecation", "removal"})
  private record Running(LocalWarehouse warehouse)
      implements Store.CloseableResource, AutoCloseable {
    @Override
    public void close() {
      warehouse.close();
    }
  }

  /** What a class has of the warehouse. The schema is "" where it has none of its own. */
  @SuppressWarnings({"deprecation", "removal"})
  private record Place(LocalWarehouse warehouse, String schema)
      implements Store.CloseableResource, AutoCloseable {
    static Place of(ExtensionContext ofClass) {
      LocalWarehouse warehouse = shared(ofClass);
      Class<?> type = ofClass.getRequiredTestClass();
      Optional<Warehouse> settings = settings(type);
      String schema = "";
      String prologue = "";
      if (settings.isPresent() && settings.get().ownSchema()) {
        byte[] random = new byte[4];
        new SecureRandom().nextBytes(random);
        schema =
            type.getSimpleName().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_")
                + "_"
                + HexFormat.of().formatHex(random);
        warehouse.execute("CREATE SCHEMA main." + schema);
        prologue = "USE main." + schema + ";\n";
      }
      Place place = new Place(warehouse, schema);
      for (String script : settings.map(Warehouse::initScripts).orElse(new String[0])) {
        warehouse.execute(prologue + text(type, script));
      }
      return place;
    }

    Object as(Class<?> type) {
      if (type == LocalWarehouse.class) {
        return warehouse;
      }
      return schema.isEmpty() ? warehouse.jdbcUrl() : warehouse.jdbcUrl("main", schema);
    }

    @Override
    public void close() {
      if (!schema.isEmpty()) {
        warehouse.execute("DROP SCHEMA IF EXISTS main." + schema + " CASCADE");
      }
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    // Scripts are run even where a test takes the URL from elsewhere.
    if (settings(context.getRequiredTestClass()).isPresent()) {
      place(context);
    }
    fill(context, context.getRequiredTestClass(), null, STATIC);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    for (Object instance : context.getRequiredTestInstances().getAllInstances()) {
      fill(context, instance.getClass(), instance, INSTANCE);
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return parameter.isAnnotated(Warehouse.class) && isSupported(type)
        || type == LocalWarehouse.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return place(context).as(parameter.getParameter().getType());
  }

  private static boolean isSupported(Class<?> type) {
    return type == String.class || type == LocalWarehouse.class;
  }

  private static void fill(
      ExtensionContext context, Class<?> type, @Nullable Object instance, Predicate<Field> which) {
    List<Field> fields =
        ReflectionSupport.findFields(
            type,
            which.and(field -> AnnotationSupport.isAnnotated(field, Warehouse.class)),
            HierarchyTraversalMode.TOP_DOWN);
    for (Field field : fields) {
      if (!isSupported(field.getType())) {
        throw new ExtensionConfigurationException(
            "@Warehouse is for fields of type String and LocalWarehouse, not for " + field);
      }
      try {
        field.setAccessible(true);
        field.set(instance, place(context).as(field.getType()));
      } catch (IllegalAccessException e) {
        throw new ExtensionConfigurationException("@Warehouse cannot set " + field, e);
      }
    }
  }

  /** Of the outermost class, as nested ones share its schema. */
  @SuppressWarnings("deprecation") // its successor is JUnit 6's
  private static Place place(ExtensionContext context) {
    ExtensionContext ofClass = context;
    for (ExtensionContext outer = context;
        outer.getTestClass().isPresent();
        outer = outer.getParent().orElseThrow()) {
      ofClass = outer;
    }
    ExtensionContext outermost = ofClass;
    return outermost
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent("place", key -> Place.of(outermost), Place.class);
  }

  @SuppressWarnings("deprecation")
  private static LocalWarehouse shared(ExtensionContext context) {
    return sessionStore(context)
        .getOrComputeIfAbsent(
            "warehouse", key -> new Running(LocalWarehouse.builder().start()), Running.class)
        .warehouse();
  }

  /** Builds that run each class by itself have one session for all of them, from JUnit 5.13 on. */
  private static Store sessionStore(ExtensionContext context) {
    try {
      return Sessions.store(context);
    } catch (LinkageError olderJUnit) {
      return context.getRoot().getStore(NAMESPACE);
    }
  }

  /** A class of its own, which is not loaded where JUnit lacks what it needs. */
  private static final class Sessions {
    private Sessions() {}

    static Store store(ExtensionContext context) {
      return context.getStore(ExtensionContext.StoreScope.LAUNCHER_SESSION, NAMESPACE);
    }
  }

  private static Optional<Warehouse> settings(Class<?> type) {
    for (Class<?> outer = type; outer != null; outer = outer.getEnclosingClass()) {
      Optional<Warehouse> found = AnnotationSupport.findAnnotation(outer, Warehouse.class);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static String text(Class<?> type, String resource) {
    try (InputStream stream = type.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new ExtensionConfigurationException(resource + " is not on the class path");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(resource + " cannot be read", e);
    }
  }
}
