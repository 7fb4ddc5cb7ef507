package io.github.lakewire.jdbc.internal.thrift;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.SqlState;
import io.github.lakewire.jdbc.internal.sql.ExpectedOutcome;
import io.github.lakewire.jdbc.internal.sql.QueryText;
import io.github.lakewire.jdbc.internal.text.QueryTagText;
import io.github.lakewire.thrift.TExecuteStatementReq;
import io.github.lakewire.thrift.TSparkArrowTypes;
import io.github.lakewire.thrift.TSparkParameter;
import io.github.lakewire.thrift.TSparkParameterValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A statement to execute. The server always executes it asynchronously, so that it can be
 * cancelled.
 *
 * @param parameters only Databricks takes them
 * @param timeout for the server too; zero is none
 * @param maxRows 0 is no limit; sent to Databricks only
 * @param fetchSize wish for the rows of one page; 0 leaves it to the configuration
 * @param tags query tags, as {@link QueryTagText#checked} returns them; sent to Databricks only
 * @param sets of a batch the parameters of each entry, in place of {@code parameters}; only servers
 *     with V10 take them
 * @param direct whether the response may have to wait for the first rows
 */
public record StatementRequest(
    String sql,
    List<Parameter> parameters,
    Duration timeout,
    long maxRows,
    int fetchSize,
    Map<String, @Nullable String> tags,
    List<List<Parameter>> sets,
    boolean direct) {

  /** The setting that holds the query tags. */
  private static final String QUERY_TAGS = "query_tags";

  /**
   * A value for a marker.
   *
   * @param name of a named marker, null for a positional one
   * @param type SQL type name, with precision where it has one
   * @param value as text that the server casts to the type; null is NULL
   */
  public record Parameter(@Nullable String name, String type, @Nullable String value) {
    @Override
    public String toString() {
      return "Parameter[" + type + "]";
    }
  }

  /**
   * The forms of result that the driver takes from a server.
   *
   * @param direct size of the page that may come with the response
   * @param arrow false asks for columnar sets
   * @param links CloudFetch
   */
  public record Forms(PageLimits direct, boolean arrow, boolean links, boolean lz4) {}

  /** A statement without tags. */
  public StatementRequest(
      String sql, List<Parameter> parameters, Duration timeout, long maxRows, int fetchSize) {
    this(sql, parameters, timeout, maxRows, fetchSize, Map.of(), List.of(), true);
  }

  /** A statement of the driver's own: no parameters, no limits. */
  public static StatementRequest of(String sql) {
    return new StatementRequest(sql, List.of(), Duration.ZERO, 0, 0);
  }

  /**
   * The same with more tags, of which those with a key that it has already do not count.
   *
   * @throws DriverException HY024 when these are too many together
   */
  public StatementRequest tagged(Map<String, @Nullable String> others) throws DriverException {
    if (others.isEmpty()) {
      return this;
    }
    Map<String, @Nullable String> all = new LinkedHashMap<>(others);
    all.putAll(tags);
    try {
      return new StatementRequest(
          sql, parameters, timeout, maxRows, fetchSize, QueryTagText.checked(all), sets, direct);
    } catch (IllegalArgumentException e) {
      throw DriverException.data(
          SqlState.INVALID_ARGUMENT,
          "The query tags of statement and connection: " + e.getMessage());
    }
  }

  /** The same as a batch, of whose counts none may be missing. */
  public StatementRequest withSets(List<List<Parameter>> ofEntries) {
    return new StatementRequest(sql, List.of(), timeout, 0, 0, tags, List.copyOf(ofEntries), true);
  }

  /** The same, answered as soon as the server has taken it. */
  public StatementRequest submitted() {
    return new StatementRequest(sql, parameters, timeout, maxRows, fetchSize, tags, sets, false);
  }

  /** What comes of it by its text; of a batch the counts of its entries. */
  public ExpectedOutcome expected() {
    return sets.isEmpty() ? QueryText.outcome(sql) : ExpectedOutcome.COUNTS;
  }

  /** Whether the text is all of it. */
  public boolean isWhole() {
    return parameters.isEmpty() && sets.isEmpty();
  }

  /**
   * @param forms null for servers that are not Databricks, to which no extension field is sent
   */
  TExecuteStatementReq toThrift(SessionHandle session, @Nullable Forms forms) {
    long timeoutSeconds = wholeSeconds(timeout);
    TExecuteStatementReq request =
        new TExecuteStatementReq()
            .setSessionHandle(session.toThrift())
            .setStatement(sql)
            .setRunAsync(true);
    if (forms == null) {
      return timeoutSeconds == 0 ? request : request.setQueryTimeout(timeoutSeconds);
    }
    request
        .setQueryTimeout(timeoutSeconds)
        .setCanReadArrowResult(forms.arrow())
        .setCanDownloadResult(forms.links())
        .setCanDecompressLZ4Result(forms.lz4());
    if (direct) {
      request.setGetDirectResults(forms.direct().toThrift());
    }
    if (forms.arrow()) {
      request.setUseArrowNativeTypes(
          new TSparkArrowTypes()
              .setTimestampAsArrow(true)
              .setDecimalAsArrow(true)
              .setComplexTypesAsArrow(true)
              .setIntervalTypesAsArrow(true)
              .setNullTypeAsArrow(true));
    }
    if (maxRows > 0) {
      request.setResultRowLimit(maxRows);
    }
    if (!tags.isEmpty()) {
      request.setConfOverlay(Map.of(QUERY_TAGS, QueryTagText.write(tags)));
    }
    if (!parameters.isEmpty()) {
      request.setParameters(thrift(parameters));
    }
    if (!sets.isEmpty()) {
      request.setBatchParameters(sets.stream().map(StatementRequest::thrift).toList());
    }
    return request;
  }

  private static long wholeSeconds(Duration time) {
    return time.getNano() == 0 ? time.getSeconds() : time.getSeconds() + 1;
  }

  private static List<TSparkParameter> thrift(List<Parameter> parameters) {
    List<TSparkParameter> list = new ArrayList<>(parameters.size());
    for (Parameter parameter : parameters) {
      TSparkParameter item = new TSparkParameter().setType(parameter.type());
      if (parameter.name() == null) {
        item.setOrdinal(list.size() + 1);
      } else {
        item.setName(parameter.name());
      }
      if (parameter.value() != null) {
        item.setValue(TSparkParameterValue.stringValue(parameter.value()));
      }
      list.add(item);
    }
    return list;
  }
}
