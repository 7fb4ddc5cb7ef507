package io.github.lakewire.benchmarks.server;

import io.github.lakewire.benchmarks.server.CannedResult.CannedFile;
import io.github.lakewire.benchmarks.server.CannedResult.CannedPage;
import java.io.IOException;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.thrift.TException;

/** Turns batches of rows into what the server sends. */
interface PageSink {

  /** Uncompressed bytes of an inline page; real servers cut there. */
  int PAGE_BYTES = 10 * 1024 * 1024;

  /** Rows per batch that this way of sending uses. */
  int batchRows();

  /** Takes the rows that are now in the root. */
  void add(VectorSchemaRoot root) throws IOException, TException;

  /** Ends the last page or file. */
  void finish() throws IOException, TException;

  List<CannedPage> pages();

  List<CannedFile> files();

  long plainBytes();
}
