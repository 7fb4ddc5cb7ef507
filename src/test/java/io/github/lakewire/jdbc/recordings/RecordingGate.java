package io.github.lakewire.jdbc.recordings;

import io.github.lakewire.thrift.TExecuteStatementReq;
import io.github.lakewire.thrift.TSparkRowSetType;
import java.util.ArrayList;
import java.util.List;

/** Whether a request allowed the form in which the recorded answer comes. */
final class RecordingGate {
  private RecordingGate() {}

  /** Lists what the client did not say it can read, but a real server would have been told. */
  static List<String> missing(RecordedOperation recorded, Object request) {
    List<String> missing = new ArrayList<>();
    if (!(request instanceof TExecuteStatementReq asked) || !recorded.hasMetadata()) {
      return missing;
    }
    TSparkRowSetType format = recorded.metadata().getResultFormat();
    boolean arrow = format != TSparkRowSetType.COLUMN_BASED_SET;
    if (!asked.isSetGetDirectResults()) {
      missing.add("no direct results asked for: " + asked.getStatement());
    }
    if (arrow && !asked.isCanReadArrowResult()) {
      missing.add("Arrow was not asked for: " + asked.getStatement());
    }
    if (recorded.metadata().isLz4Compressed() && !asked.isCanDecompressLZ4Result()) {
      missing.add("LZ4 was not asked for: " + asked.getStatement());
    }
    if (format == TSparkRowSetType.URL_BASED_SET && !asked.isCanDownloadResult()) {
      missing.add("links were not asked for: " + asked.getStatement());
    }
    return missing;
  }
}
