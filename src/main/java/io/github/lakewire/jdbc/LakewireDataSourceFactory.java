package io.github.lakewire.jdbc;

import java.sql.SQLException;
import java.util.Collections;
import java.util.Hashtable;
import java.util.Locale;
import java.util.Set;
import javax.naming.Context;
import javax.naming.Name;
import javax.naming.RefAddr;
import javax.naming.Reference;
import javax.naming.spi.ObjectFactory;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Makes data sources for JNDI: from the references of {@link LakewireDataSource#getReference}, and
 * from those that containers make of their configuration. Their entries are connection properties
 * by any of their names, {@code url}, {@code description}, {@code username} and {@code password}.
 *
 * @since 0.1.0
 */
public final class LakewireDataSourceFactory implements ObjectFactory {
  static final String URL = "url";
  static final String DESCRIPTION = "description";

  /** The value of the setter, which is not the connection property of that name. */
  static final String LOGIN_WITHIN = "setLoginTimeout";

  /** Entries that containers add for their own use. */
  private static final Set<String> OF_CONTAINERS =
      Set.of("factory", "scope", "auth", "singleton", "closemethod", "forcestring");

  /** Creates a factory; JNDI does so by the name of the class. */
  public LakewireDataSourceFactory() {}

  /**
   * Returns the {@link LakewireDataSource} of a reference; null for objects that are no reference
   * to a data source of this driver.
   *
   * @throws SQLException {@code HY024} when the login time-out is negative
   */
  @Override
  public @Nullable Object getObjectInstance(
      @Nullable Object object,
      @Nullable Name name,
      @Nullable Context context,
      @Nullable Hashtable<?, ?> environment)
      throws SQLException {
    if (!(object instanceof Reference reference) || !isOurs(reference)) {
      return null;
    }
    LakewireDataSource source = new LakewireDataSource();
    for (RefAddr address : Collections.list(reference.getAll())) {
      Object content = address.getContent();
      if (content != null) {
        set(source, address.getType(), content.toString());
      }
    }
    return source;
  }

  /** By its own class; by the interface only when the reference names this factory. */
  private static boolean isOurs(Reference reference) {
    String type = reference.getClassName();
    return LakewireDataSource.class.getName().equals(type)
        || (DataSource.class.getName().equals(type)
            && LakewireDataSourceFactory.class.getName().equals(factoryOf(reference)));
  }

  private static @Nullable String factoryOf(Reference reference) {
    RefAddr named = reference.get("factory");
    return named == null ? reference.getFactoryClassName() : String.valueOf(named.getContent());
  }

  private static void set(LakewireDataSource source, String name, String value)
      throws SQLException {
    if (name.equalsIgnoreCase(URL)) {
      source.setUrl(value);
    } else if (name.equalsIgnoreCase(DESCRIPTION)) {
      source.setDescription(value);
    } else if (name.equals(LOGIN_WITHIN)) {
      source.setLoginTimeout(Integer.parseInt(value));
    } else if (!OF_CONTAINERS.contains(name.toLowerCase(Locale.ROOT))) {
      source.setConnectionProperty(name, value);
    }
  }
}
