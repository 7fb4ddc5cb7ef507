package io.github.lakewire.jdbc.recordings;

import io.github.lakewire.jdbc.recordings.Recordings.Conversation;
import io.github.lakewire.thrift.TExecuteStatementResp;
import io.github.lakewire.thrift.TFetchResultsResp;
import io.github.lakewire.thrift.TSparkArrowResultLink;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Turns recorded CloudFetch links into links to the replay server, and serves their files. */
final class LinkRewriter {
  /** What nobody but the object store may see; the driver must not show it. */
  static final String SIGNATURE = "X-Amz-Signature=replayed-secret";

  private final String base;
  private final Manner manner;
  private final Map<String, byte[]> files = new HashMap<>();
  private final List<Boolean> kept = new ArrayList<>();
  private final List<String> objections = new ArrayList<>();

  LinkRewriter(String base, Manner manner, Conversation conversation, Recordings recordings)
      throws IOException {
    this.base = base;
    this.manner = manner;
    for (Exchange download : conversation.downloads()) {
      boolean hasFile = download.line().has("body_file");
      kept.add(hasFile);
      if (hasFile) {
        String file = download.line().get("body_file").textValue();
        files.put("/part-" + (kept.size() - 1), recordings.blob(file));
      }
    }
  }

  void rewrite(ThriftMessage reply) {
    TFetchResultsResp page =
        reply.content(TExecuteStatementResp.class).getDirectResults().getResultSet();
    List<TSparkArrowResultLink> given = new ArrayList<>();
    long rows = 0;
    List<TSparkArrowResultLink> links = page.getResults().getResultLinks();
    for (int i = 0; i < links.size(); i++) {
      TSparkArrowResultLink link = links.get(i);
      link.setFileLink(base + "/part-" + i + "?" + SIGNATURE);
      link.setExpiryTime(System.currentTimeMillis() + Duration.ofMinutes(15).toMillis());
      if (manner == Manner.AS_RECORDED || kept.get(i)) {
        link.setStartRowOffset(rows);
        rows += link.getRowCount();
        given.add(link);
      }
    }
    page.getResults().setResultLinks(given);
  }

  /** The links from a row on, as a server gives them again. */
  TFetchResultsResp renewed(ThriftMessage reply, long startRow) {
    rewrite(reply);
    TFetchResultsResp page =
        reply.content(TExecuteStatementResp.class).getDirectResults().getResultSet();
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
