package io.github.lakewire.benchmarks.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.lakewire.benchmarks.ColumnKind;
import io.github.lakewire.benchmarks.Dataset;
import io.github.lakewire.benchmarks.Transport;
import io.github.lakewire.thrift.TCacheLookupResult;
import io.github.lakewire.thrift.TCloseOperationResp;
import io.github.lakewire.thrift.TColumnDesc;
import io.github.lakewire.thrift.TExecuteStatementResp;
import io.github.lakewire.thrift.TFetchResultsResp;
import io.github.lakewire.thrift.TGetOperationStatusResp;
import io.github.lakewire.thrift.TGetResultSetMetadataResp;
import io.github.lakewire.thrift.THandleIdentifier;
import io.github.lakewire.thrift.TOperationHandle;
import io.github.lakewire.thrift.TOperationState;
import io.github.lakewire.thrift.TOperationType;
import io.github.lakewire.thrift.TPrimitiveTypeEntry;
import io.github.lakewire.thrift.TSparkDirectResults;
import io.github.lakewire.thrift.TSparkRowSetType;
import io.github.lakewire.thrift.TStatus;
import io.github.lakewire.thrift.TStatusCode;
import io.github.lakewire.thrift.TTableSchema;
import io.github.lakewire.thrift.TTypeDesc;
import io.github.lakewire.thrift.TTypeEntry;
import io.github.lakewire.thrift.TTypeId;
import io.github.lakewire.thrift.TTypeQualifierValue;
import io.github.lakewire.thrift.TTypeQualifiers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.ipc.WriteChannel;
import org.apache.arrow.vector.ipc.message.MessageSerializer;

/** The small parts of answers, as a warehouse fills them. */
final class CannedResponses {

  /** A warehouse sends the same secret with every handle. */
  private static final byte[] SECRET = "no secret at all".getBytes(US_ASCII);

  private CannedResponses() {}

  static TStatus success() {
    return new TStatus().setStatusCode(TStatusCode.SUCCESS_STATUS);
  }

  static TStatus error(String sqlState, String message) {
    return new TStatus()
        .setStatusCode(TStatusCode.ERROR_STATUS)
        .setSqlState(sqlState)
        .setErrorCode(0)
        .setErrorMessage(message)
        .setDisplayMessage(message);
  }

  static THandleIdentifier identifier(byte[] guid) {
    return new THandleIdentifier()
        .setGuid(ByteBuffer.wrap(guid))
        .setSecret(ByteBuffer.wrap(SECRET));
  }

  static TGetOperationStatusResp finished() {
    return new TGetOperationStatusResp()
        .setStatus(success())
        .setOperationState(TOperationState.FINISHED_STATE);
  }

  /**
   * The answer to a statement whose guid is still {@link CannedResponse#GUID}, with its first rows.
   */
  static TExecuteStatementResp executed(
      TGetResultSetMetadataResp metadata, TFetchResultsResp page, boolean closed) {
    TSparkDirectResults direct =
        new TSparkDirectResults()
            .setOperationStatus(finished())
            .setResultSetMetadata(metadata)
            .setResultSet(page);
    if (closed) {
      direct.setCloseOperation(new TCloseOperationResp().setStatus(success()));
    }
    return accepted().setDirectResults(direct);
  }

  /** The same without rows, for a client that did not ask for direct results. */
  static TExecuteStatementResp accepted() {
    return new TExecuteStatementResp()
        .setStatus(success())
        .setOperationHandle(
            new TOperationHandle()
                .setOperationId(identifier(CannedResponse.GUID))
                .setOperationType(TOperationType.EXECUTE_STATEMENT)
                .setHasResultSet(true));
  }

  static TGetResultSetMetadataResp metadata(Dataset dataset) throws IOException {
    Transport transport = dataset.transport();
    TGetResultSetMetadataResp metadata =
        new TGetResultSetMetadataResp()
            .setStatus(success())
            .setSchema(new TTableSchema().setColumns(columns(dataset)))
            .setCacheLookupResult(TCacheLookupResult.CACHE_INELIGIBLE)
            .setIsStagingOperation(false);
    switch (transport) {
      case INLINE, INLINE_LZ4 -> metadata.setResultFormat(TSparkRowSetType.ARROW_BASED_SET);
      case CLOUDFETCH_LZ4 -> metadata.setResultFormat(TSparkRowSetType.URL_BASED_SET);
      case COLUMNAR -> metadata.setResultFormat(TSparkRowSetType.COLUMN_BASED_SET);
    }
    if (transport != Transport.COLUMNAR) {
      ByteArrayOutputStream schema = new ByteArrayOutputStream();
      MessageSerializer.serialize(
          new WriteChannel(Channels.newChannel(schema)), Columns.described(dataset.shape()));
      metadata
          .setArrowSchema(ByteBuffer.wrap(schema.toByteArray()))
          .setLz4Compressed(transport != Transport.INLINE);
    }
    return metadata;
  }

  private static List<TColumnDesc> columns(Dataset dataset) {
    List<TColumnDesc> columns = new ArrayList<>();
    for (ColumnKind kind : dataset.shape().columns()) {
      TPrimitiveTypeEntry type = new TPrimitiveTypeEntry().setType(typeId(kind));
      if (kind == ColumnKind.DECIMAL) {
        type.setTypeQualifiers(
            new TTypeQualifiers()
                .setQualifiers(
                    Map.of(
                        "precision", TTypeQualifierValue.i32Value(18),
                        "scale", TTypeQualifierValue.i32Value(2))));
      }
      columns.add(
          new TColumnDesc()
              .setColumnName("c" + columns.size())
              .setTypeDesc(new TTypeDesc().setTypes(List.of(TTypeEntry.primitiveEntry(type))))
              .setPosition(columns.size() + 1)
              .setComment(""));
    }
    return columns;
  }

  private static TTypeId typeId(ColumnKind kind) {
    return switch (kind) {
      case BIGINT, NULLABLE_BIGINT -> TTypeId.BIGINT_TYPE;
      case INT -> TTypeId.INT_TYPE;
      case DOUBLE -> TTypeId.DOUBLE_TYPE;
      case BOOLEAN -> TTypeId.BOOLEAN_TYPE;
      case DECIMAL -> TTypeId.DECIMAL_TYPE;
      case TIMESTAMP -> TTypeId.TIMESTAMP_TYPE;
      case DATE -> TTypeId.DATE_TYPE;
      case SHORT_TEXT, WORLD_TEXT, LONG_TEXT -> TTypeId.STRING_TYPE;
      case INT_LIST -> TTypeId.ARRAY_TYPE;
      case POINT_STRUCT -> TTypeId.STRUCT_TYPE;
      case TEXT_MAP -> TTypeId.MAP_TYPE;
    };
  }
}
