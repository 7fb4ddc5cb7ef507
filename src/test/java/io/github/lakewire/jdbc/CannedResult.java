package io.github.lakewire.jdbc;

import io.github.lakewire.jdbc.internal.cursor.ArrowOracle;
import io.github.lakewire.thrift.TCLIService;
import io.github.lakewire.thrift.TCloseOperationResp;
import io.github.lakewire.thrift.TColumnDesc;
import io.github.lakewire.thrift.TExecuteStatementResp;
import io.github.lakewire.thrift.TFetchResultsResp;
import io.github.lakewire.thrift.TGetOperationStatusResp;
import io.github.lakewire.thrift.TGetResultSetMetadataResp;
import io.github.lakewire.thrift.THandleIdentifier;
import io.github.lakewire.thrift.TOperationHandle;
import io.github.lakewire.thrift.TOperationState;
import io.github.lakewire.thrift.TPrimitiveTypeEntry;
import io.github.lakewire.thrift.TRowSet;
import io.github.lakewire.thrift.TSparkArrowBatch;
import io.github.lakewire.thrift.TSparkDirectResults;
import io.github.lakewire.thrift.TSparkRowSetType;
import io.github.lakewire.thrift.TTableSchema;
import io.github.lakewire.thrift.TTypeDesc;
import io.github.lakewire.thrift.TTypeEntry;
import io.github.lakewire.thrift.TTypeId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import net.jpountz.lz4.LZ4FrameOutputStream;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** One BIGINT column with the rows 41 and 42, as a server answers with it at once. */
final class CannedResult {
  private CannedResult() {}

  static TCLIService.ExecuteStatement_result execution(TSparkDirectResults results) {
    THandleIdentifier id =
        new THandleIdentifier()
            .setGuid(ByteBuffer.wrap(new byte[16]))
            .setSecret(ByteBuffer.wrap(new byte[16]));
    return new TCLIService.ExecuteStatement_result()
        .setSuccess(
            new TExecuteStatementResp()
                .setStatus(ThriftServerFake.SUCCESS)
                .setOperationHandle(new TOperationHandle().setOperationId(id).setHasResultSet(true))
                .setDirectResults(results));
  }

  static TSparkDirectResults inline(byte[] batch, long rowCount, boolean lz4) {
    TTypeEntry type =
        TTypeEntry.primitiveEntry(new TPrimitiveTypeEntry().setType(TTypeId.BIGINT_TYPE));
    TColumnDesc column =
        new TColumnDesc()
            .setColumnName("id")
            .setPosition(1)
            .setTypeDesc(new TTypeDesc().setTypes(List.of(type)));
    TRowSet rows =
        new TRowSet()
            .setStartRowOffset(0)
            .setRows(List.of())
            .setArrowBatches(List.of(new TSparkArrowBatch().setBatch(batch).setRowCount(rowCount)));
    return new TSparkDirectResults()
        .setOperationStatus(
            new TGetOperationStatusResp()
                .setStatus(ThriftServerFake.SUCCESS)
                .setOperationState(TOperationState.FINISHED_STATE))
        .setResultSetMetadata(
            new TGetResultSetMetadataResp()
                .setStatus(ThriftServerFake.SUCCESS)
                .setSchema(new TTableSchema().setColumns(List.of(column)))
                .setResultFormat(TSparkRowSetType.ARROW_BASED_SET)
                .setLz4Compressed(lz4)
                .setArrowSchema(ArrowOracle.schema(SCHEMA)))
        .setResultSet(
            new TFetchResultsResp()
                .setStatus(ThriftServerFake.SUCCESS)
                .setHasMoreRows(false)
                .setResults(rows))
        .setCloseOperation(new TCloseOperationResp().setStatus(ThriftServerFake.SUCCESS));
  }

  private static final Schema SCHEMA =
      new Schema(List.of(Field.nullable("id", new ArrowType.Int(64, true))));

  static byte[] batch() {
    try (RootAllocator allocator = new RootAllocator();
        VectorSchemaRoot root = VectorSchemaRoot.create(SCHEMA, allocator)) {
      BigIntVector ids = (BigIntVector) root.getVector("id");
      ids.allocateNew(2);
      ids.set(0, 41);
      ids.set(1, 42);
      root.setRowCount(2);
      return ArrowOracle.batch(root);
    }
  }

  static byte[] lz4(byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (LZ4FrameOutputStream frame = new LZ4FrameOutputStream(out)) {
      frame.write(plain);
    }
    return out.toByteArray();
  }
}
