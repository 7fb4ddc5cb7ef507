package io.github.lakewire.benchmarks.server;

import io.github.lakewire.benchmarks.CannedQuery;
import io.github.lakewire.benchmarks.Dataset;
import io.github.lakewire.benchmarks.ManyFilesQuery;
import io.github.lakewire.benchmarks.Shape;
import io.github.lakewire.benchmarks.Transport;
import io.github.lakewire.benchmarks.server.CannedResult.CannedPage;
import io.github.lakewire.thrift.TCancelOperationResp;
import io.github.lakewire.thrift.TCloseOperationReq;
import io.github.lakewire.thrift.TCloseOperationResp;
import io.github.lakewire.thrift.TCloseSessionResp;
import io.github.lakewire.thrift.TExecuteStatementReq;
import io.github.lakewire.thrift.TExecuteStatementResp;
import io.github.lakewire.thrift.TFetchResultsReq;
import io.github.lakewire.thrift.TFetchResultsResp;
import io.github.lakewire.thrift.TGetInfoResp;
import io.github.lakewire.thrift.TGetInfoValue;
import io.github.lakewire.thrift.TGetResultSetMetadataReq;
import io.github.lakewire.thrift.TGetResultSetMetadataResp;
import io.github.lakewire.thrift.TNamespace;
import io.github.lakewire.thrift.TOpenSessionResp;
import io.github.lakewire.thrift.TOperationHandle;
import io.github.lakewire.thrift.TProtocolVersion;
import io.github.lakewire.thrift.TRowSet;
import io.github.lakewire.thrift.TSessionHandle;
import io.github.lakewire.thrift.TSparkArrowResultLink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.thrift.TBase;
import org.apache.thrift.TConfiguration;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TMessage;
import org.apache.thrift.transport.TMemoryInputTransport;
import org.jspecify.annotations.Nullable;

/** Answers Thrift calls as a SQL warehouse does that has every result at hand. */
final class ThriftHandler {

  /** How long a link is valid; real ones live about as long. */
  private static final long LINK_MILLIS = 15 * 60 * 1000L;

  private static final CannedQuery SELECT_ONE =
      new CannedQuery(new Dataset(Shape.ONE, Transport.INLINE, 1));

  /** What the files would have in them. */
  private static final Dataset FILES = new Dataset(Shape.MIXED, Transport.CLOUDFETCH_LZ4, 1);

  private final CannedResults shelf;
  private final String fileAddress;
  private final ManyFiles many = new ManyFiles();
  private final Map<UUID, Cursor> operations = new ConcurrentHashMap<>();
  private final Map<UUID, ManyFilesQuery> ofManyFiles = new ConcurrentHashMap<>();

  /** What an open operation will answer next. */
  private static final class Cursor {
    final CannedResult result;
    final int times;
    int nextPage;

    Cursor(CannedResult result, int times, int nextPage) {
      this.result = result;
      this.times = times;
      this.nextPage = nextPage;
    }
  }

  /**
   * A desk over the results of a shelf.
   *
   * @param fileAddress what precedes the path of a link
   */
  ThriftHandler(CannedResults shelf, String fileAddress) {
    this.shelf = shelf;
    this.fileAddress = fileAddress;
  }

  List<ByteBuffer> answer(byte[] body) throws TException, IOException {
    TBinaryProtocol call =
        new TBinaryProtocol(new TMemoryInputTransport(new TConfiguration(), body));
    TMessage message = call.readMessageBegin();
    int sequenceId = message.seqid;
    return switch (message.name) {
      case "OpenSession" -> reply(message, openSession());
      case "CloseSession" ->
          reply(message, new TCloseSessionResp().setStatus(CannedResponses.success()));
      case "GetInfo" ->
          reply(
              message,
              new TGetInfoResp()
                  .setStatus(CannedResponses.success())
                  .setInfoValue(TGetInfoValue.stringValue("Spark SQL")));
      case "ExecuteStatement" -> execute(request(call, new TExecuteStatementReq()), sequenceId);
      case "GetOperationStatus" -> reply(message, CannedResponses.finished());
      case "GetResultSetMetadata" ->
          reply(message, metadata(request(call, new TGetResultSetMetadataReq())));
      case "FetchResults" -> fetch(request(call, new TFetchResultsReq()), sequenceId);
      case "CancelOperation" ->
          reply(message, new TCancelOperationResp().setStatus(CannedResponses.success()));
      case "CloseOperation" -> {
        UUID id = id(request(call, new TCloseOperationReq()).getOperationHandle());
        operations.remove(id);
        ofManyFiles.remove(id);
        yield reply(message, new TCloseOperationResp().setStatus(CannedResponses.success()));
      }
      default -> throw new TException("The canned server has no answer to " + message.name);
    };
  }

  private static <T extends TBase<?, ?>> T request(TBinaryProtocol call, T request)
      throws TException {
    call.readStructBegin();
    call.readFieldBegin();
    request.read(call);
    return request;
  }

  private static List<ByteBuffer> reply(TMessage message, TBase<?, ?> response) throws TException {
    return CannedResponse.of(message.name, response).answer(message.seqid, CannedResponse.GUID);
  }

  private static TOpenSessionResp openSession() {
    return new TOpenSessionResp()
        .setStatus(CannedResponses.success())
        .setServerProtocolVersion(TProtocolVersion.SPARK_CLI_SERVICE_PROTOCOL_V8)
        .setSessionHandle(
            new TSessionHandle().setSessionId(CannedResponses.identifier(bytes(UUID.randomUUID()))))
        .setGetInfos(List.of())
        .setInitialNamespace(
            new TNamespace().setCatalogName("hive_metastore").setSchemaName("default"))
        .setCanUseMultipleCatalogs(true);
  }

  private List<ByteBuffer> execute(TExecuteStatementReq request, int sequenceId)
      throws TException, IOException {
    if (Inserts.isInsert(request.getStatement())) {
      return CannedResponse.of("ExecuteStatement", Inserts.executed(request.getStatement()))
          .answer(sequenceId, bytes(UUID.randomUUID()));
    }
    Optional<ManyFilesQuery> files = ManyFilesQuery.parse(request.getStatement());
    if (files.isPresent()) {
      UUID id = UUID.randomUUID();
      ofManyFiles.put(id, files.get());
      TExecuteStatementResp executed =
          CannedResponses.executed(
              CannedResponses.metadata(FILES), many.links(files.get(), 0), false);
      return CannedResponse.of("ExecuteStatement", executed).answer(sequenceId, bytes(id));
    }
    CannedQuery query = CannedQuery.parse(request.getStatement()).orElse(SELECT_ONE);
    Dataset dataset = query.dataset();
    if (query.want() != CannedQuery.Want.ROWS) {
      if (!request.isSetGetDirectResults()) {
        throw new TException("Only rows are given to those who want no direct results");
      }
      TExecuteStatementResp small =
          query.want() == CannedQuery.Want.NO_ROWS
              ? SmallAnswers.noRows(dataset)
              : SmallAnswers.description(dataset);
      return CannedResponse.of("ExecuteStatement", small)
          .answer(sequenceId, bytes(UUID.randomUUID()));
    }
    String refusal = refusal(dataset.transport(), request);
    if (refusal != null) {
      TExecuteStatementResp refused =
          new TExecuteStatementResp().setStatus(CannedResponses.error("0A000", refusal));
      return CannedResponse.of("ExecuteStatement", refused).answer(sequenceId, CannedResponse.GUID);
    }
    CannedResult result = shelf.get(dataset);
    UUID id = UUID.randomUUID();
    if (!request.isSetGetDirectResults()) {
      operations.put(id, new Cursor(result, query.times(), 0));
      return CannedResponse.of("ExecuteStatement", CannedResponses.accepted())
          .answer(sequenceId, bytes(id));
    }
    if (dataset.transport() == Transport.CLOUDFETCH_LZ4) {
      operations.put(id, new Cursor(result, query.times(), 1));
      TExecuteStatementResp executed =
          CannedResponses.executed(result.metadata(), links(result, query.times(), 0), false);
      return CannedResponse.of("ExecuteStatement", executed).answer(sequenceId, bytes(id));
    }
    if (result.pages().size() > 1) {
      operations.put(id, new Cursor(result, 1, 1));
    }
    return result.pages().get(0).executed().answer(sequenceId, bytes(id));
  }

  /** Why the client may not get this; a measurement must not silently take another way. */
  private static @Nullable String refusal(Transport transport, TExecuteStatementReq request) {
    if (transport == Transport.COLUMNAR) {
      return null;
    }
    if (!request.isCanReadArrowResult()) {
      return "canReadArrowResult is not set";
    }
    if (transport != Transport.INLINE && !request.isCanDecompressLZ4Result()) {
      return "canDecompressLZ4Result is not set";
    }
    if (transport == Transport.CLOUDFETCH_LZ4 && !request.isCanDownloadResult()) {
      return "canDownloadResult is not set";
    }
    if (!request.isSetUseArrowNativeTypes()
        || !request.getUseArrowNativeTypes().isTimestampAsArrow()
        || !request.getUseArrowNativeTypes().isDecimalAsArrow()) {
      return "useArrowNativeTypes lacks timestamps or decimals";
    }
    return null;
  }

  private TGetResultSetMetadataResp metadata(TGetResultSetMetadataReq request) throws TException {
    return operation(request.getOperationHandle()).result.metadata();
  }

  private List<ByteBuffer> fetch(TFetchResultsReq request, int sequenceId) throws TException {
    ManyFilesQuery files = ofManyFiles.get(id(request.getOperationHandle()));
    if (files != null) {
      if (!request.isSetStartRowOffset()) {
        throw new TException("Links are to be asked for by their row");
      }
      return CannedResponse.of("FetchResults", many.links(files, request.getStartRowOffset()))
          .answer(sequenceId, CannedResponse.GUID);
    }
    Cursor cursor = operation(request.getOperationHandle());
    CannedResult result = cursor.result;
    if (result.dataset().transport() == Transport.CLOUDFETCH_LZ4) {
      long from = request.isSetStartRowOffset() ? request.getStartRowOffset() : 0;
      boolean again = request.isSetStartRowOffset() || cursor.nextPage == 0;
      cursor.nextPage = 1;
      long all = (long) result.dataset().rows() * cursor.times;
      TFetchResultsResp links = links(result, cursor.times, again ? from : all);
      return CannedResponse.of("FetchResults", links).answer(sequenceId, CannedResponse.GUID);
    }
    if (cursor.nextPage >= result.pages().size()) {
      TFetchResultsResp end =
          new TFetchResultsResp()
              .setStatus(CannedResponses.success())
              .setHasMoreRows(false)
              .setResultSetMetadata(result.metadata())
              .setResults(
                  new TRowSet().setStartRowOffset(result.dataset().rows()).setRows(List.of()));
      return CannedResponse.of("FetchResults", end).answer(sequenceId, CannedResponse.GUID);
    }
    CannedPage page = result.pages().get(cursor.nextPage);
    cursor.nextPage++;
    return page.fetched().answer(sequenceId, CannedResponse.GUID);
  }

  private TFetchResultsResp links(CannedResult result, int times, long fromRow) {
    long expiry = System.currentTimeMillis() + LINK_MILLIS;
    List<TSparkArrowResultLink> links = new ArrayList<>();
    int files = result.files().size();
    for (int i = 0; i < files * times; i++) {
      TSparkArrowResultLink link = result.files().get(i % files).link();
      long start = link.getStartRowOffset() + (long) (i / files) * result.dataset().rows();
      if (start + link.getRowCount() > fromRow) {
        links.add(
            new TSparkArrowResultLink(link)
                .setStartRowOffset(start)
                .setFileLink(fileAddress + shelf.path(result.dataset(), i % files))
                .setExpiryTime(expiry));
      }
    }
    return new TFetchResultsResp()
        .setStatus(CannedResponses.success())
        .setHasMoreRows(false)
        .setResultSetMetadata(result.metadata())
        .setResults(
            new TRowSet()
                .setStartRowOffset(links.isEmpty() ? fromRow : links.get(0).getStartRowOffset())
                .setRows(List.of())
                .setResultLinks(links));
  }

  private Cursor operation(TOperationHandle handle) throws TException {
    Cursor cursor = operations.get(id(handle));
    if (cursor == null) {
      throw new TException("No such operation: it was closed, or answered whole at once");
    }
    return cursor;
  }

  private static UUID id(TOperationHandle handle) {
    ByteBuffer guid = ByteBuffer.wrap(handle.getOperationId().getGuid());
    return new UUID(guid.getLong(), guid.getLong());
  }

  private static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(16)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }
}
