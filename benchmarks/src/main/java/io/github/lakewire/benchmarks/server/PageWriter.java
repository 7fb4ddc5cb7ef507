package io.github.lakewire.benchmarks.server;

import io.github.lakewire.benchmarks.server.CannedResult.CannedPage;
import io.github.lakewire.thrift.TFetchResultsResp;
import io.github.lakewire.thrift.TGetResultSetMetadataResp;
import io.github.lakewire.thrift.TRowSet;
import java.util.ArrayList;
import java.util.List;
import org.apache.thrift.TException;

/** Encodes row sets as the answers that carry them. */
final class PageWriter {

  private final TGetResultSetMetadataResp metadata;
  private final List<CannedPage> pages = new ArrayList<>();
  private long rowsSoFar;

  PageWriter(TGetResultSetMetadataResp metadata) {
    this.metadata = metadata;
  }

  void write(TRowSet rowSet, long rows, boolean more) throws TException {
    rowSet.setStartRowOffset(rowsSoFar);
    TFetchResultsResp page =
        new TFetchResultsResp()
            .setStatus(CannedResponses.success())
            .setHasMoreRows(more)
            .setResults(rowSet);
    CannedResponse executed =
        pages.isEmpty()
            ? CannedResponse.of("ExecuteStatement", CannedResponses.executed(metadata, page, !more))
            : null;
    // Fetched pages tell the metadata again, as real servers were seen to do.
    CannedResponse fetched = CannedResponse.of("FetchResults", page.setResultSetMetadata(metadata));
    pages.add(new CannedPage(rowsSoFar, executed == null ? fetched : executed, fetched));
    rowsSoFar += rows;
  }

  List<CannedPage> pages() {
    return List.copyOf(pages);
  }
}
