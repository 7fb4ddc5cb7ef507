package io.github.lakewire.jdbc.internal.thrift;

import io.github.lakewire.thrift.TExecuteStatementReq;
import io.github.lakewire.thrift.TSparkArrowTypes;
import io.github.lakewire.thrift.TSparkParameter;
import io.github.lakewire.thrift.TSparkParameterValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What ExecuteStatement asks for. It always runs asynchronously, so that it can be cancelled.
 *
 * @param timeoutSeconds 0 is none
 * @param rowLimit 0 is none; sent to Databricks only
 * @param parameters sent to Databricks only
 * @param forms null for servers that are not Databricks, to which no extension field is sent
 */
public record StatementSpec(
    String sql,
    long timeoutSeconds,
    long rowLimit,
    List<Parameter> parameters,
    @Nullable Forms forms) {

  /**
   * The forms of result that are accepted.
   *
   * @param direct size of the page that may come with the reply
   * @param arrow false asks for columnar sets
   * @param links CloudFetch
   */
  public record Forms(PageLimits direct, boolean arrow, boolean links, boolean lz4) {}

  /** A value for a marker; without name it is positional, without value NULL. */
  public record Parameter(@Nullable String name, String type, @Nullable String value) {
    @Override
    public String toString() {
      return "Parameter[" + type + "]";
    }
  }

  TExecuteStatementReq toThrift(SessionHandle session) {
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
        .setGetDirectResults(forms.direct().toThrift())
        .setCanReadArrowResult(forms.arrow())
        .setCanDownloadResult(forms.links())
        .setCanDecompressLZ4Result(forms.lz4());
    if (forms.arrow()) {
      request.setUseArrowNativeTypes(
          new TSparkArrowTypes()
              .setTimestampAsArrow(true)
              .setDecimalAsArrow(true)
              .setComplexTypesAsArrow(true)
              .setIntervalTypesAsArrow(true)
              .setNullTypeAsArrow(true));
    }
    if (rowLimit > 0) {
      request.setResultRowLimit(rowLimit);
    }
    if (!parameters.isEmpty()) {
      request.setParameters(thriftParameters());
    }
    return request;
  }

  private List<TSparkParameter> thriftParameters() {
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
