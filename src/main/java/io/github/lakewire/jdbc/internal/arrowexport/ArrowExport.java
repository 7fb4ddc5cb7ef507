package io.github.lakewire.jdbc.internal.arrowexport;

import io.github.lakewire.jdbc.ArrowBatches;
import io.github.lakewire.jdbc.internal.cursor.RowCursor;
import io.github.lakewire.jdbc.internal.error.DriverException;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Opens a result as Arrow vectors. Names Arrow's classes only as texts, so that asking here loads
 * none of them.
 */
public final class ArrowExport {
  private static final String READER = "org.apache.arrow.vector.ipc.ArrowReader";

  private ArrowExport() {}

  /** The result set, as the export needs it. */
  public interface Owner {
    /** Makes the exception for a failure; it knows whether the result set was closed meanwhile. */
    SQLException failure(Throwable failure);

    boolean isClosed();

    /** Closes the result set. */
    void close();
  }

  /** A result that was opened for export. */
  public interface View {
    /** Returns the object to unwrap, {@code null} when it was opened as another type. */
    <T> @Nullable T as(Class<T> type);

    /**
     * The result set was closed, by any thread, and nothing more will come. Frees the vectors
     * unless another thread may be reading them.
     */
    void resultSetClosed();
  }

  /** Whether the type is one that the export gives, be it open or not. */
  public static boolean isMeantBy(Class<?> type) {
    return type == ArrowBatches.class || type.getName().equals(READER);
  }

  /** Whether the result can be exported as the type. */
  public static boolean canOpenAs(@Nullable Class<?> type) {
    return type != null && isMeantBy(type) && whyNot(type) == null;
  }

  /**
   * Opens the result for export.
   *
   * @param type {@link ArrowBatches} or Arrow's ArrowReader
   * @param cursor before its first row
   * @param maxRows rows after which the result ends
   */
  public static View open(Class<?> type, RowCursor cursor, long maxRows, Owner owner)
      throws DriverException {
    String reason = whyNot(type);
    if (reason != null) {
      throw new DriverException(DriverException.Kind.UNSUPPORTED, reason);
    }
    try {
      return ArrowExportLoader.open(type == ArrowBatches.class, cursor, maxRows, owner);
    } catch (LinkageError e) {
      throw unusable(e);
    }
  }

  private static @Nullable String whyNot(Class<?> type) {
    Class<?> found;
    try {
      found = Class.forName(READER, false, ArrowExport.class.getClassLoader());
    } catch (ClassNotFoundException | LinkageError e) {
      return type == ArrowBatches.class
          ? "Reading a result as Arrow needs classes that are not there: add " + remedy()
          : "Reading a result as Arrow needs Arrow where the driver finds it: "
              + loader(ArrowExport.class)
              + ", which loaded the driver, does not see the classes of "
              + loader(type)
              + ". Put the driver and "
              + remedy()
              + " into the same class loader";
    }
    if (type != ArrowBatches.class && type != found) {
      return "The ArrowReader asked for is another class than the driver's: "
          + loader(type)
          + " loaded the one, "
          + loader(found)
          + " the other. Put the driver and Arrow into the same class loader";
    }
    return null;
  }

  private static String loader(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    return loader == null ? "the boot loader" : loader.toString();
  }

  /** Arrow is there but does not work: another version, no memory implementation, no Unsafe. */
  static DriverException unusable(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return new DriverException(
        DriverException.Kind.UNSUPPORTED,
        "The Arrow library on the class path does not work here ("
            + root
            + "). Use "
            + remedy()
            + ", and on Java 24 and newer the option -Dio.netty.noUnsafe=false if other code loads"
            + " Netty first",
        failure);
  }

  private static String remedy() {
    String version = arrowVersion();
    return "org.apache.arrow:arrow-vector:"
        + version
        + " and org.apache.arrow:arrow-memory-netty:"
        + version;
  }

  /** Returns the version that the driver was built and tested with. */
  static String arrowVersion() {
    Properties properties = new Properties();
    try (InputStream in = ArrowExport.class.getResourceAsStream("arrow.properties")) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      return "(newest)";
    }
    return properties.getProperty("version", "(newest)");
  }
}
