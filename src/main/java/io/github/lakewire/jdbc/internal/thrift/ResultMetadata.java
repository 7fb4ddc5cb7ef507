package io.github.lakewire.jdbc.internal.thrift;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;
import io.github.lakewire.thrift.TColumnDesc;
import io.github.lakewire.thrift.TGetResultSetMetadataResp;
import io.github.lakewire.thrift.TSparkRowSetType;
import java.util.List;
import org.apache.thrift.protocol.TProtocolException;
import org.jspecify.annotations.Nullable;

/** The shape of a result (protocol.md, "Result metadata"). */
public final class ResultMetadata {
  private final @Nullable ServerStatus status;
  private final List<ColumnInfo> columns;
  private final @Nullable TSparkRowSetType format;
  private final boolean lz4;
  private final byte @Nullable [] arrowSchema;
  private final boolean staging;

  private ResultMetadata(
      @Nullable ServerStatus status,
      List<ColumnInfo> columns,
      @Nullable TSparkRowSetType format,
      boolean lz4,
      byte @Nullable [] arrowSchema,
      boolean staging) {
    this.status = status;
    this.columns = columns;
    this.format = format;
    this.lz4 = lz4;
    this.arrowSchema = arrowSchema;
    this.staging = staging;
  }

  static ResultMetadata from(TGetResultSetMetadataResp response, ResponseBody body)
      throws TProtocolException {
    List<TColumnDesc> columns =
        response.getSchema() == null ? null : response.getSchema().getColumns();
    return new ResultMetadata(
        ServerStatus.optional(response.getStatus()),
        columns == null ? List.of() : columns.stream().map(ColumnDecoder::decode).toList(),
        response.getResultFormat(),
        response.isLz4Compressed(),
        body.copy(response.getArrowSchema()),
        response.isIsStagingOperation());
  }

  /** The Thrift schema, empty when there is none. */
  public List<ColumnInfo> columns() {
    return columns;
  }

  /**
   * Whether the rows were announced as Arrow; the form of a page that has arrived counts for more.
   */
  public boolean announcesArrow() {
    if (arrowSchema == null) {
      return false;
    }
    return format == null
        || format == TSparkRowSetType.ARROW_BASED_SET
        || format == TSparkRowSetType.URL_BASED_SET;
  }

  /** Whether Arrow pages are LZ4 frames. */
  public boolean lz4() {
    return lz4;
  }

  /** The Arrow IPC schema message, null for columnar results; not to be changed. */
  public byte @Nullable [] arrowSchema() {
    return arrowSchema;
  }

  /** Whether the result is a task for the client: a file to upload or to download. */
  public boolean staging() {
    return staging;
  }

  void check(@Nullable String queryId) throws DriverException {
    if (status != null) {
      status.check(CallTarget.operation(queryId));
    }
  }
}
