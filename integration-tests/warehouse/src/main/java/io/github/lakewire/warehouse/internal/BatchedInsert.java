package io.github.lakewire.warehouse.internal;

import io.github.lakewire.thrift.TSparkParameter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.Token;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.parser.SqlBaseLexer;
import org.apache.spark.sql.catalyst.parser.UpperCaseCharStream;

/**
 * An INSERT of one row of VALUES with several sets of parameters, as one of many rows. How a real
 * server runs such a batch has not been seen; that it writes all or nothing is said of it.
 */
final class BatchedInsert {
  private BatchedInsert() {}

  /** Returns the statement with the values of all sets. */
  static String of(String sql, List<List<TSparkParameter>> sets, String zone) {
    List<Token> tokens = tokens(sql);
    int open = 0;
    while (open < tokens.size() && tokens.get(open).getType() != SqlBaseLexer.VALUES) {
      open++;
    }
    if (tokens.get(0).getType() != SqlBaseLexer.INSERT || open == tokens.size()) {
      throw new RefusedException("0A000", "Only INSERT ... VALUES is taken with several sets");
    }
    int from = at(sql, tokens.get(open + 1));
    List<String> rows = new ArrayList<>();
    for (List<TSparkParameter> set : sets) {
      rows.add(row(sql, tokens.subList(open + 1, tokens.size()), from, set, zone));
    }
    return sql.substring(0, from) + String.join(", ", rows);
  }

  private static List<Token> tokens(String sql) {
    SqlBaseLexer lexer = new SqlBaseLexer(new UpperCaseCharStream(CharStreams.fromString(sql)));
    lexer.removeErrorListeners();
    return lexer.getAllTokens().stream()
        .filter(token -> token.getChannel() == Token.DEFAULT_CHANNEL)
        .map(Token.class::cast)
        .toList();
  }

  private static int at(String sql, Token token) {
    return sql.offsetByCodePoints(0, token.getStartIndex());
  }

  private static String row(
      String sql, List<Token> tokens, int from, List<TSparkParameter> set, String zone) {
    Map<String, TSparkParameter> named = new HashMap<>();
    set.forEach(parameter -> named.put(parameter.getName(), parameter));
    StringBuilder row = new StringBuilder();
    int done = from;
    int markers = 0;
    for (int i = 0; i < tokens.size(); i++) {
      int begin = at(sql, tokens.get(i));
      TSparkParameter value = null;
      int end = begin + 1;
      if (tokens.get(i).getType() == SqlBaseLexer.QUESTION) {
        value = set.get(markers++);
      } else if (tokens.get(i).getType() == SqlBaseLexer.COLON) {
        value = named.get(tokens.get(++i).getText());
        end = at(sql, tokens.get(i)) + tokens.get(i).getText().length();
      }
      if (value != null) {
        Literal literal = Parameters.literal(value, zone);
        row.append(sql, done, begin).append(literal.sql());
        done = end;
      }
    }
    return row.append(sql, done, sql.length()).toString();
  }
}
