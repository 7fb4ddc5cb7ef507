package io.github.lakewire.jdbc.internal.thrift;

import io.github.lakewire.thrift.TFetchOrientation;
import io.github.lakewire.thrift.TFetchResultsReq;
import java.util.OptionalLong;

/**
 * What FetchResults asks for.
 *
 * @param startRow positions the server; empty goes on after the last page
 * @param extensions whether the server is Databricks and understands more than Hive's fields
 * @param withMetadata whether the shape of the result is wanted too; Databricks only
 */
public record FetchSpec(
    OperationHandle operation,
    PageLimits limits,
    OptionalLong startRow,
    boolean extensions,
    boolean withMetadata) {

  boolean isPositioned() {
    return extensions && startRow.isPresent();
  }

  TFetchResultsReq toThrift() {
    TFetchResultsReq request =
        new TFetchResultsReq()
            .setOperationHandle(operation.toThrift())
            .setOrientation(TFetchOrientation.FETCH_NEXT)
            .setMaxRows(limits.maxRows())
            .setFetchType((short) 0);
    if (extensions) {
      request.setMaxBytes(limits.maxBytes());
      startRow.ifPresent(request::setStartRowOffset);
      if (withMetadata) {
        request.setIncludeResultSetMetadata(true);
      }
    }
    return request;
  }
}
