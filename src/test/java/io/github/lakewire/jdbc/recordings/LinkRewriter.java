package io.github.lakewire.jdbc.recordings;

import io.github.lakewire.jdbc.recordings.Recordings.Conversation;
import io.github.lakewire.thrift.TExecuteStatementResp;
import io.github.lakewire.thrift.TFetchResultsResp;
import io.github.lakewire.thrift.TRowSet;
import io.github.lakewire.thrift.TSparkArrowResultLink;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.thrift.TException;

/** Turns recorded CloudFetch links into links to the replay server, and serves their files. */
final class LinkRewriter {
  /** What nobody but the object store may see; the driver must not show it. */
  static final String SIGNATURE = "X-Amz-Signature=replayed-secret";

  private final String base;
  private final ReplayMode mode;
  private final Map<String, byte[]> files = new HashMap<>();
  private final List<String> objections = new ArrayList<>();

  LinkRewriter(String base, ReplayMode mode, Conversation conversation) throws IOException {
    this.base = base;
    this.mode = mode;
    for (Exchange download : conversation.downloads()) {
      byte[] file = conversation.file(download);
      if (file != null) {
        String name =
            name(
                download.line().get("for_seq").intValue(),
                download.line().get("link_index").intValue());
        files.put(name, file);
      }
    }
  }

  private static String name(int answer, int link) {
    return "/part-" + answer + "-" + link;
  }

  /** Returns the recorded answer with links to this server, which do not expire now. */
  TExecuteStatementResp rewritten(RecordedOperation recordedOperation) throws TException {
    TExecuteStatementResp reply =
        ThriftMessage.decode(recordedOperation.exchange().responseBody())
            .content(TExecuteStatementResp.class);
    rewrite(recordedOperation.exchange(), reply.getDirectResults().getResultSet().getResults());
    return reply;
  }

  /** Returns a recorded page, its links, when it has any, rewritten likewise. */
  TFetchResultsResp page(Exchange fetch) throws TException {
    TFetchResultsResp page =
        ThriftMessage.decode(fetch.responseBody()).content(TFetchResultsResp.class);
    if (page.getResults().isSetResultLinks()) {
      rewrite(fetch, page.getResults());
    }
    return page;
  }

  private void rewrite(Exchange answer, TRowSet rows) {
    List<TSparkArrowResultLink> given = new ArrayList<>();
    long startRow = rows.getStartRowOffset();
    for (int i = 0; i < rows.getResultLinksSize(); i++) {
      TSparkArrowResultLink link = rows.getResultLinks().get(i);
      String name = name(answer.seq(), i);
      link.setFileLink(base + name + "?" + SIGNATURE);
      link.setExpiryTime(System.currentTimeMillis() + Duration.ofMinutes(15).toMillis());
      if (mode == ReplayMode.AS_RECORDED || files.containsKey(name)) {
        link.setStartRowOffset(startRow);
        startRow += link.getRowCount();
        given.add(link);
      }
    }
    rows.setResultLinks(given);
  }

  /** The links from a row on, as a server gives them again. */
  TFetchResultsResp renewed(RecordedOperation recordedOperation, long startRow) throws TException {
    TFetchResultsResp page = rewritten(recordedOperation).getDirectResults().getResultSet();
    page.getResults().getResultLinks().removeIf(link -> link.getStartRowOffset() < startRow);
    page.getResults().setStartRowOffset(startRow);
    return page;
  }

  /** Returns a file, or null when it was not kept. */
  synchronized byte[] file(String name, boolean withCredentials) {
    if (withCredentials) {
      objections.add("the workspace's credentials were sent to the object store");
    }
    return files.get(name);
  }

  synchronized List<String> objections() {
    return List.copyOf(objections);
  }
}
