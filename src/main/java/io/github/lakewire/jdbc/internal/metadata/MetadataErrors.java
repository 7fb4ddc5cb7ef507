package io.github.lakewire.jdbc.internal.metadata;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.ServerError;
import io.github.lakewire.jdbc.internal.error.SqlState;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells apart the server errors of a metadata call that only mean "no rows": JDBC wants an empty
 * result for what does not exist, some servers send an error (protocol.md, "Metadata calls").
 */
final class MetadataErrors {
  /** Undefined object, table, catalog, schema, function: Spark's states and the standard's. */
  private static final Set<String> NOT_FOUND_STATES =
      Set.of("42704", "42P01", "42P08", "42883", "3D000", "3F000");

  private static final Pattern NOT_FOUND_TEXT =
      Pattern.compile(
          "NO_SUCH_|NoSuch(Catalog|Database|Namespace|Schema|Table)"
              + "|\\[?(CATALOG|SCHEMA|TABLE|TABLE_OR_VIEW|ROUTINE)_NOT_FOUND");

  private static final Pattern NOT_SUPPORTED_TEXT =
      Pattern.compile("not supported|unsupported|not implemented");

  private MetadataErrors() {}

  /** Whether the server says that a catalog, schema, table or function does not exist. */
  static boolean isNotFound(DriverException exception) {
    if (exception.kind() != DriverException.Kind.SERVER) {
      return false;
    }
    return NOT_FOUND_STATES.contains(exception.sqlState())
        || NOT_FOUND_TEXT.matcher(text(exception)).find();
  }

  /** Whether the server does not have this call, or not for this catalog. */
  static boolean isNotSupported(DriverException exception) {
    if (exception.kind() == DriverException.Kind.UNSUPPORTED) {
      return true;
    }
    return exception.kind() == DriverException.Kind.SERVER
        && (exception.sqlState().startsWith("0A")
            || exception.sqlState().equals(SqlState.NOT_SUPPORTED.code())
            || NOT_SUPPORTED_TEXT.matcher(text(exception).toLowerCase(Locale.ROOT)).find());
  }

  /** Whether the server does not have what was asked for, or does not have the call. */
  static boolean meansNoRows(DriverException exception) {
    return isNotFound(exception) || isNotSupported(exception);
  }

  private static String text(DriverException exception) {
    ServerError error = exception.serverError();
    String errorClass = error == null ? null : error.errorClass();
    return (errorClass == null ? "" : errorClass + " ") + exception.getMessage();
  }
}
