package io.github.lakewire.benchmarks.loop;

import io.github.lakewire.thrift.TCloseOperationReq;
import io.github.lakewire.thrift.TExecuteStatementReq;
import io.github.lakewire.thrift.TFetchOrientation;
import io.github.lakewire.thrift.TFetchResultsReq;
import io.github.lakewire.thrift.THandleIdentifier;
import io.github.lakewire.thrift.TOperationHandle;
import io.github.lakewire.thrift.TSparkArrowTypes;
import io.github.lakewire.thrift.TSparkGetDirectResults;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.thrift.TBase;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TField;
import org.apache.thrift.protocol.TMessage;
import org.apache.thrift.protocol.TMessageType;
import org.apache.thrift.protocol.TType;
import org.apache.thrift.transport.TMemoryBuffer;

/** The requests of the loop. */
final class Calls {

  private Calls() {}

  static byte[] execute(String statement) throws TException {
    return encode(
        "ExecuteStatement",
        new TExecuteStatementReq()
            .setStatement(statement)
            .setRunAsync(true)
            .setGetDirectResults(
                new TSparkGetDirectResults().setMaxRows(500_000).setMaxBytes(10_485_760))
            .setCanReadArrowResult(true)
            .setCanDownloadResult(true)
            .setCanDecompressLZ4Result(true)
            .setUseArrowNativeTypes(
                new TSparkArrowTypes()
                    .setTimestampAsArrow(true)
                    .setDecimalAsArrow(true)
                    .setComplexTypesAsArrow(true)));
  }

  static byte[] fetch(byte[] guid) throws TException {
    return encode(
        "FetchResults",
        new TFetchResultsReq()
            .setOperationHandle(handle(guid))
            .setOrientation(TFetchOrientation.FETCH_NEXT)
            .setMaxRows(500_000));
  }

  static byte[] close(byte[] guid) throws TException {
    return encode("CloseOperation", new TCloseOperationReq().setOperationHandle(handle(guid)));
  }

  private static TOperationHandle handle(byte[] guid) {
    return new TOperationHandle()
        .setOperationId(new THandleIdentifier().setGuid(ByteBuffer.wrap(guid)));
  }

  private static byte[] encode(String method, TBase<?, ?> request) throws TException {
    TMemoryBuffer memory = new TMemoryBuffer(512);
    TBinaryProtocol protocol = new TBinaryProtocol(memory);
    protocol.writeMessageBegin(new TMessage(method, TMessageType.CALL, 1));
    protocol.writeFieldBegin(new TField("req", TType.STRUCT, (short) 1));
    request.write(protocol);
    protocol.writeFieldStop();
    return Arrays.copyOf(memory.getArray(), memory.length());
  }
}
