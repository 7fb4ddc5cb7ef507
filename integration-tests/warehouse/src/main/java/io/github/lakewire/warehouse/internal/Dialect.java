package io.github.lakewire.warehouse.internal;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.catalyst.plans.logical.DeleteFromTable;
import org.apache.spark.sql.catalyst.plans.logical.InsertIntoStatement;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.MergeIntoTable;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedWith;
import org.apache.spark.sql.catalyst.plans.logical.UpdateTable;

/** What Databricks SQL says and open-source Spark does not, and what kind of statement one is. */
final class Dialect {
  private static final Pattern USE_CATALOG =
      Pattern.compile("(?is)^\\s*(?:USE|SET)\\s+CATALOG\\s+([^(]+)$");
  private static final Pattern USE = Pattern.compile("(?is)^\\s*USE\\s+([^(]+)$");
  private static final Pattern TIMEZONE_SETTING =
      Pattern.compile("(?is)^\\s*SET\\s+timezone\\s*=\\s*(.+)$");
  private static final Pattern ANSI_SETTING =
      Pattern.compile("(?is)^\\s*SET\\s+ansi_mode\\s*=\\s*(.+)$");
  private static final Pattern SCRIPT = Pattern.compile("(?is)^\\s*BEGIN\\b.*\\bEND\\s*;?\\s*$");

  private Dialect() {}

  /** Decides the form of the answer. */
  enum Kind {
    INSERT,
    UPDATE_OR_DELETE,
    MERGE,
    OTHER
  }

  static String toSpark(String sql) {
    String text = sql.strip();
    if (!SCRIPT.matcher(text).matches()) {
      while (text.endsWith(";")) {
        text = text.substring(0, text.length() - 1).stripTrailing();
      }
    }
    text = lower(USE_CATALOG, text, "SET CATALOG ");
    text = lower(USE, text, "USE ");
    text = TIMEZONE_SETTING.matcher(text).replaceFirst("SET spark.sql.session.timeZone = $1");
    return ANSI_SETTING.matcher(text).replaceFirst("SET spark.sql.ansi.enabled = $1");
  }

  /** Names of catalogs and schemas are kept in lower case, however they are written. */
  private static String lower(Pattern statement, String text, String beginning) {
    return statement
        .matcher(text)
        .replaceFirst(
            use -> Matcher.quoteReplacement(beginning + use.group(1).toLowerCase(Locale.ROOT)));
  }

  static Kind kindOf(LogicalPlan parsed) {
    LogicalPlan plan = parsed;
    while (plan instanceof UnresolvedWith with) {
      plan = with.child();
    }
    if (plan instanceof InsertIntoStatement) {
      return Kind.INSERT;
    } else if (plan instanceof MergeIntoTable) {
      return Kind.MERGE;
    } else if (plan instanceof UpdateTable || plan instanceof DeleteFromTable) {
      return Kind.UPDATE_OR_DELETE;
    }
    return Kind.OTHER;
  }
}
