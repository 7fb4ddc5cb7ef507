package io.github.lakewire.warehouse.internal.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * What all sessions share of one catalog. Spark makes one catalog object per session and finds it
 * by class name, so the shared part can only be found through the class.
 */
public final class Storage {
  private static final Map<String, Storage> CATALOGS = new ConcurrentHashMap<>();

  private final String catalog;
  private final SortedMap<String, StoredSchema> stored = new ConcurrentSkipListMap<>();
  private final Optional<MadeUpCatalog> madeUp;
  private final Notes notes = new Notes();
  private volatile boolean forbidden;
  private volatile boolean forbiddenInformation;
  private volatile boolean documented;

  private Storage(String catalog) {
    this.catalog = catalog;
    this.madeUp = MadeUpCatalog.named(catalog);
  }

  static Storage of(String catalog) {
    return CATALOGS.computeIfAbsent(
        catalog,
        name -> {
          Storage storage = new Storage(name);
          if (!name.equals(InformationSchema.SYSTEM) && storage.madeUp.isEmpty()) {
            storage.stored.put(
                "default", new StoredSchema("default", Map.of("comment", "Default schema")));
          }
          DemoTables.fill(name, storage);
          return storage;
        });
  }

  /** Every catalog that a session has loaded, in the order of their names. */
  public static List<Storage> all() {
    List<Storage> all = new ArrayList<>(CATALOGS.values());
    all.sort((a, b) -> a.catalog.compareTo(b.catalog));
    return all;
  }

  public String catalog() {
    return catalog;
  }

  /** Those of {@link #all} that the user may see into. */
  static List<Storage> allowed() {
    return all().stream().filter(storage -> !storage.forbidden).toList();
  }

  /**
   * What the user may not see.
   *
   * @param everything the whole catalog
   * @param information its information schema
   */
  void forbid(boolean everything, boolean information) {
    forbidden = everything;
    forbiddenInformation = information;
  }

  /**
   * Whether its information schema is as documented, where it is thought to be otherwise: positions
   * are from 1, and nothing is said of identity and generation.
   */
  boolean documented() {
    return documented;
  }

  void document(boolean asDocumented) {
    documented = asDocumented;
  }

  int firstPosition() {
    return documented ? 1 : 0;
  }

  /** Refuses the user to see into it. */
  void check() {
    if (forbidden) {
      throw RefusedStatement.forbidden("CATALOG", catalog);
    }
  }

  public Notes notes() {
    return notes;
  }

  /** The schemas that can be created and dropped, by key. */
  SortedMap<String, StoredSchema> stored() {
    return stored;
  }

  /** The keys of all schemas, in their order. */
  Collection<String> schemaNames() {
    check();
    TreeSet<String> names = new TreeSet<>(stored.keySet());
    names.add(InformationSchema.NAME);
    madeUp.map(MadeUpCatalog::schemaNames).ifPresent(names::addAll);
    return names;
  }

  /** The schema of that name. */
  public Optional<Schema> schema(String name) {
    check();
    String key = key(name);
    if (key.equals(InformationSchema.NAME)) {
      return Optional.of(new InformationSchema(catalog, forbiddenInformation));
    }
    if (key.equals(QueryHistory.NAME) && catalog.equals(InformationSchema.SYSTEM)) {
      return Optional.of(new QueryHistory());
    }
    return Optional.<Schema>ofNullable(stored.get(key))
        .or(() -> madeUp.flatMap(made -> made.schema(key)));
  }

  /** Names are compared in lower case, as Unity Catalog does. */
  public static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
