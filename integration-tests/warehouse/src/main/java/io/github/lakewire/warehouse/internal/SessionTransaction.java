package io.github.lakewire.warehouse.internal;

import io.github.lakewire.warehouse.internal.catalog.RefusedStatement;
import io.github.lakewire.warehouse.internal.catalog.TableTransaction;
import io.github.lakewire.warehouse.internal.ddl.Listing;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The transaction of one session, as the documentation describes it (protocol.md, "The platform
 * since mid-2026"): begun by a statement, or by itself after {@code SET AUTOCOMMIT = FALSE}. What
 * is not to be in one is refused and rolls it back; a session that ends leaves nothing of it.
 */
final class SessionTransaction {
  private static final Pattern BEGIN =
      compile("(?:BEGIN(?:\\s+TRANSACTION)?|START\\s+TRANSACTION)");
  private static final Pattern END = compile("(COMMIT|ROLLBACK)(?:\\s+(?:WORK|TRANSACTION))?");
  private static final Pattern AUTOCOMMIT = compile("SET\\s+AUTOCOMMIT(?:\\s*=\\s*(TRUE|FALSE))?");
  private static final Pattern ATOMIC = Pattern.compile("(?is)^\\s*BEGIN\\s+ATOMIC\\b");
  private static final Pattern ABORTS =
      Pattern.compile(
          "(?is)^(?:USE\\b|SET\\s+CATALOG\\b|SHOW\\s+(?:TABLES|SCHEMAS|DATABASES|CATALOGS)\\b"
              + "|DESC(?:RIBE)?\\s+(?:TABLE\\s+)?EXTENDED\\b|.*\\binformation_schema\\b).*");
  private static final Pattern DEFINES =
      Pattern.compile("(?is)^(?:CREATE|ALTER|DROP|TRUNCATE|COMMENT|GRANT|REVOKE)\\b.*");

  private boolean autocommit = true;
  private TableTransaction open;

  private static Pattern compile(String regex) {
    return Pattern.compile("(?is)\\s*" + regex + "\\s*;?\\s*");
  }

  /** A statement with a blank in place of each literal and comment, however long they are. */
  private static String words(String statement) {
    StringBuilder words = new StringBuilder();
    int at = 0;
    while (at < statement.length()) {
      int end = endOfLiteralOrComment(statement, at);
      words.append(end == at ? statement.charAt(at) : ' ');
      at = Math.max(end, at + 1);
    }
    return words.toString();
  }

  /** Where a literal or comment that begins here ends; here, when there is none. */
  private static int endOfLiteralOrComment(String text, int at) {
    char first = text.charAt(at);
    if (first == '\'' || first == '"') {
      int end = at + 1;
      while (end < text.length() && text.charAt(end) != first) {
        end += text.charAt(end) == '\\' ? 2 : 1;
      }
      return Math.min(end + 1, text.length());
    }
    if (text.startsWith("--", at)) {
      int end = text.indexOf('\n', at);
      return end < 0 ? text.length() : end;
    }
    if (text.startsWith("/*", at)) {
      int end = text.indexOf("*/", at + 2);
      return end < 0 ? text.length() : end + 2;
    }
    return at;
  }

  /** The part of a statement in it, if there is any. */
  final class Part {
    private final String jobGroup;
    private final TableTransaction own;

    private Part(String jobGroup, TableTransaction own) {
      this.jobGroup = jobGroup;
      this.own = own;
    }

    /** All of the statement has run, and nobody knows yet. */
    void done() {
      if (own != null) {
        own.commit();
      }
    }

    void end() {
      TableTransaction.leave(jobGroup);
    }
  }

  /** Runs what controls transactions; empty for all other statements. */
  synchronized Optional<Listing> control(String statement) {
    String sql = words(statement);
    if (BEGIN.matcher(sql).matches()) {
      if (open != null) {
        throw RefusedStatement.inTransaction(
            "TRANSACTION_ALREADY_ACTIVE", "A transaction is open in this session.");
      }
      open = TableTransaction.begin();
      return Optional.of(none());
    }
    Matcher end = END.matcher(sql);
    if (end.matches()) {
      end(end.group(1).equalsIgnoreCase("COMMIT"));
      return Optional.of(none());
    }
    Matcher setting = AUTOCOMMIT.matcher(sql);
    if (!setting.matches()) {
      return Optional.empty();
    }
    if (setting.group(1) != null) {
      if (open != null) {
        throw RefusedStatement.inTransaction(
            "TRANSACTION_ALREADY_ACTIVE", "AUTOCOMMIT cannot change in a transaction.");
      }
      autocommit = setting.group(1).equalsIgnoreCase("TRUE");
    }
    return Optional.of(setting("AUTOCOMMIT", autocommit ? "TRUE" : "FALSE"));
  }

  private void end(boolean commit) {
    TableTransaction ending = open;
    if (ending == null && autocommit) {
      throw RefusedStatement.inTransaction(
          "NO_ACTIVE_TRANSACTION", "No transaction is open in this session.");
    }
    open = null;
    if (commit && ending != null) {
      ending.commit();
    }
  }

  private static Listing none() {
    return new Listing(new StructType(), List.of());
  }

  private static Listing setting(String key, String value) {
    InternalRow row =
        new GenericInternalRow(
            new Object[] {UTF8String.fromString(key), UTF8String.fromString(value)});
    return new Listing(StructType.fromDDL("key STRING, value STRING"), List.of(row));
  }

  /** A statement that controls nothing is about to run. */
  synchronized Part join(String statement, String jobGroup) {
    String sql = words(statement).strip();
    if (ATOMIC.matcher(sql).find()) {
      if (open != null) {
        throw RefusedStatement.inTransaction(
            "TRANSACTION_ALREADY_ACTIVE", "BEGIN ATOMIC is a transaction of its own.");
      }
      TableTransaction own = TableTransaction.begin();
      own.enter(jobGroup);
      return new Part(jobGroup, own);
    }
    if (open == null && autocommit) {
      return new Part(jobGroup, null);
    }
    if (ABORTS.matcher(sql).matches()) {
      String words = sql.toUpperCase(Locale.ROOT).replaceFirst("(?s)^(\\w+\\s*\\w*).*", "$1");
      abortAt(words);
      throw aborted(words);
    }
    if (DEFINES.matcher(sql).matches()) {
      throw RefusedStatement.inTransaction(
          "TRANSACTION_NOT_SUPPORTED.DDL", "Only rows can change in a transaction.");
    }
    if (open == null) {
      open = TableTransaction.begin();
    }
    open.enter(jobGroup);
    return new Part(jobGroup, null);
  }

  /** Rolls back what is open at something that is not to be in a transaction. */
  synchronized void abortAt(String what) {
    if (open != null) {
      open = null;
      throw aborted(what);
    }
  }

  private static RefusedStatement aborted(String what) {
    return RefusedStatement.inTransaction(
        "TRANSACTION_NOT_SUPPORTED.COMMAND",
        what + " cannot be in a transaction, which is rolled back.");
  }

  /** Spark's scripts are not atomic, and do not say so. */
  static String withoutAtomic(String sql) {
    return ATOMIC.matcher(sql).replaceFirst("BEGIN");
  }
}
