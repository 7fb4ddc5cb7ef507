package io.github.lakewire.jdbc.internal.commandline;

import io.github.lakewire.jdbc.internal.jdbc.Connector;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks for.
 *
 * @param url of the connection; null for help and version only
 * @param sql a statement to run, {@link #STANDARD_INPUT} to read it; null checks the connection
 * @param csv whether rows are printed as CSV and not as a table
 */
record Arguments(Task task, @Nullable String url, @Nullable String sql, boolean csv) {
  static final String STANDARD_INPUT = "-";

  static final String USAGE =
      """
      Usage: java -jar lakewire-jdbc.jar [--sql <statement> [--csv]] <JDBC URL>

      Checks a connection to Databricks step by step, and says what to do about what fails:
        java -jar lakewire-jdbc.jar "jdbc:databricks://<host>;httpPath=<path>"
      Runs a statement and prints its rows, or how many rows it changed:
        java -jar lakewire-jdbc.jar --sql "SELECT 1" "jdbc:databricks://<host>;httpPath=<path>"

        --sql <statement>  the statement; - reads it from standard input, in UTF-8
        --csv              prints rows as CSV (RFC 4180, UTF-8): NULL is an empty field, an empty
                           text is "", a NULL that is the only column an empty line; the number of
                           rows goes to standard error
        --version          prints the version of the driver
        --help             prints this text

      The URL jdbc:databricks: alone takes host, path and token from the environment
      (DATABRICKS_HOST, DATABRICKS_HTTP_PATH, DATABRICKS_TOKEN) or from a profile. A token on the
      command line can be seen by other users of the machine; where none is given it is asked for.

      Exit codes: 0 all is well, 1 a check or the statement failed, 2 wrong usage.
      """;

  /** What is to be done. */
  enum Task {
    HELP,
    VERSION,
    CHECK,
    STATEMENT
  }

  /** The command line makes no sense. */
  static final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
      super(message);
    }
  }

  static Arguments parse(String... words) throws UsageException {
    String url = null;
    String sql = null;
    boolean csv = false;
    for (int i = 0; i < words.length; i++) {
      switch (words[i]) {
        case "--help", "-h" -> {
          return new Arguments(Task.HELP, null, null, false);
        }
        case "--version" -> {
          return new Arguments(Task.VERSION, null, null, false);
        }
        case "--csv" -> csv = true;
        case "--sql" -> {
          if (sql != null || i + 1 == words.length) {
            throw new UsageException("--sql needs one statement");
          }
          sql = words[++i];
        }
        default -> {
          // Never repeated: a token may be in it.
          if (!Connector.accepts(words[i])) {
            throw new UsageException(
                words[i].startsWith("-")
                    ? "There is an option that is not known"
                    : "The URL must begin with jdbc:databricks:");
          }
          if (url != null) {
            throw new UsageException("There must be one URL; quote it, as ; ends a command");
          }
          url = words[i];
        }
      }
    }
    if (url == null) {
      throw new UsageException("The URL is missing");
    }
    if (sql == null && csv) {
      throw new UsageException("--csv needs --sql");
    }
    return new Arguments(sql == null ? Task.CHECK : Task.STATEMENT, url, sql, csv);
  }

  /** The URL may hold a token. */
  @Override
  public String toString() {
    return "Arguments[" + task + "]";
  }
}
