package io.github.lakewire.jdbc.internal.metadata;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.ServerError;
import io.github.lakewire.jdbc.internal.error.ServerText;
import io.github.lakewire.jdbc.internal.error.SqlState;
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

  private static final String FORBIDDEN_STATE = "42501";

  private static final Pattern NOT_FOUND_TEXT =
      Pattern.compile(
          ServerText.LEAD
              + "\\[?(?:NO_SUCH_|(?:[\\w$]++\\.)*+NoSuch(?:Catalog|Database|Namespace|Schema|Table)"
              + "|(?:CATALOG|SCHEMA|TABLE|TABLE_OR_VIEW|ROUTINE)_NOT_FOUND)");

  private static final Pattern NOT_SUPPORTED_CLASS =
      Pattern.compile("UNSUPPORTED|NOT_SUPPORTED|NOT_IMPLEMENTED");

  /** As whole words: names that are not quoted have underscores mostly. */
  private static final Pattern NOT_SUPPORTED_TEXT =
      Pattern.compile("(?i)\\b(?:not supported|unsupported|not implemented)\\b");

  private static final Pattern FORBIDDEN_TEXT =
      Pattern.compile(
          ServerText.LEAD
              + "\\[?(?:PERMISSION_DENIED|INSUFFICIENT_PERMISSIONS|INSUFFICIENT_PRIVILEGES"
              + "|UNAUTHORIZED_ACCESS)");

  private MetadataErrors() {}

  /** Whether the server says that a catalog, schema, table or function does not exist. */
  static boolean isNotFound(DriverException exception) {
    ServerError error = exception.serverError();
    if (exception.kind() != DriverException.Kind.SERVER || error == null) {
      return false;
    }
    return NOT_FOUND_STATES.contains(exception.sqlState())
        || NOT_FOUND_TEXT.matcher(String.valueOf(error.errorClass())).lookingAt()
        || NOT_FOUND_TEXT.matcher(error.message()).lookingAt();
  }

  /** Whether the server does not have this call, or not for this catalog. */
  static boolean isNotSupported(DriverException exception) {
    if (exception.kind() == DriverException.Kind.UNSUPPORTED) {
      return true;
    }
    ServerError error = exception.serverError();
    if (exception.kind() != DriverException.Kind.SERVER || error == null) {
      return false;
    }
    // Names of catalogs and tables are quoted.
    return exception.sqlState().startsWith("0A")
        || exception.sqlState().equals(SqlState.NOT_SUPPORTED.code())
        || NOT_SUPPORTED_CLASS.matcher(String.valueOf(error.errorClass())).find()
        || NOT_SUPPORTED_TEXT.matcher(ServerText.unquoted(error.message())).find();
  }

  /** Whether the user may not read this, so that the rest can still be read. */
  static boolean isForbidden(DriverException exception) {
    ServerError error = exception.serverError();
    return exception.kind() == DriverException.Kind.SERVER
        && error != null
        && (exception.sqlState().equals(FORBIDDEN_STATE)
            || FORBIDDEN_TEXT.matcher(String.valueOf(error.errorClass())).lookingAt()
            || FORBIDDEN_TEXT.matcher(error.message()).lookingAt());
  }

  /**
   * Whether the server cannot read a query of the driver's: what it names is not there, is
   * forbidden, or is not understood. Every such error is of class 42.
   */
  static boolean isRefusedQuery(DriverException exception) {
    return meansNoRows(exception)
        || isForbidden(exception)
        || (exception.kind() == DriverException.Kind.SERVER
            && exception.sqlState().startsWith("42"));
  }

  /** Whether the server does not have what was asked for, or does not have the call. */
  static boolean meansNoRows(DriverException exception) {
    return isNotFound(exception) || isNotSupported(exception);
  }
}
