package io.github.lakewire.jdbc.internal.jdbc.meta;

import io.github.lakewire.jdbc.internal.fault.Fault;
import io.github.lakewire.jdbc.internal.fault.ServerError;
import io.github.lakewire.jdbc.internal.fault.SqlState;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells apart the server errors of a metadata call that only mean "no rows": JDBC wants an empty
 * result for what does not exist, some servers send an error (PROTOCOL section 12).
 */
final class Refusals {
  /** Undefined object, table, catalog, schema, function: Spark's states and the standard's. */
  private static final Set<String> NOT_FOUND_STATES =
      Set.of("42704", "42P01", "42P08", "42883", "3D000", "3F000");

  private static final Pattern NOT_FOUND_TEXT =
      Pattern.compile(
          "NO_SUCH_|NoSuch(Catalog|Database|Namespace|Schema|Table)"
              + "|\\[?(CATALOG|SCHEMA|TABLE|TABLE_OR_VIEW|ROUTINE)_NOT_FOUND");

  private static final Pattern NOT_SUPPORTED_TEXT =
      Pattern.compile("not supported|unsupported|not implemented");

  private Refusals() {}

  /** Whether the server says that a catalog, schema, table or function does not exist. */
  static boolean isNotFound(Fault fault) {
    if (fault.kind() != Fault.Kind.SERVER) {
      return false;
    }
    return NOT_FOUND_STATES.contains(fault.sqlState())
        || NOT_FOUND_TEXT.matcher(text(fault)).find();
  }

  /** Whether the server does not have this call, or not for this catalog. */
  static boolean isNotSupported(Fault fault) {
    if (fault.kind() == Fault.Kind.UNSUPPORTED) {
      return true;
    }
    return fault.kind() == Fault.Kind.SERVER
        && (fault.sqlState().startsWith("0A")
            || fault.sqlState().equals(SqlState.NOT_SUPPORTED.code())
            || NOT_SUPPORTED_TEXT.matcher(text(fault).toLowerCase(Locale.ROOT)).find());
  }

  private static String text(Fault fault) {
    ServerError error = fault.serverError();
    String errorClass = error == null ? null : error.errorClass();
    return (errorClass == null ? "" : errorClass + " ") + fault.getMessage();
  }
}
