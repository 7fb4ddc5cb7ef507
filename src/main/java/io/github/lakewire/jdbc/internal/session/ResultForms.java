package io.github.lakewire.jdbc.internal.session;

import io.github.lakewire.jdbc.internal.config.ConnectionConfig.Fetch;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.DriverException.Kind;
import io.github.lakewire.jdbc.internal.fetch.FetchResources;
import io.github.lakewire.jdbc.internal.thrift.PageLimits;
import io.github.lakewire.jdbc.internal.thrift.StatementRequest;
import org.jspecify.annotations.Nullable;

/** The forms and sizes of results that a session asks its server for. */
record ResultForms(Fetch fetch, Capabilities capabilities, ResultStore store) {
  /** Rows of a page where the server knows no bound in bytes; Hive's own limit, too. */
  private static final long ROWS_WITHOUT_BYTES = 10_000;

  /** The forms of result to ask this server for; null when it is not Databricks. */
  StatementRequest.@Nullable Forms of(StatementRequest request, PageLimits limits)
      throws DriverException {
    if (!request.parameters().isEmpty() && !capabilities.parameters()) {
      throw new DriverException(
          Kind.UNSUPPORTED,
          "The server does not take statement parameters; write the values into the statement");
    }
    boolean arrow = capabilities.arrow() && fetch.arrow();
    return capabilities.databricks()
        ? new StatementRequest.Forms(
            limits,
            arrow,
            arrow && capabilities.cloudFetch() && fetch.cloudFetch() && !store.isAvoided(),
            arrow && capabilities.lz4() && fetch.lz4())
        : null;
  }

  PageLimits pageLimits(int fetchSize) {
    long rows = fetch.maxRowsPerPage();
    if (!capabilities.databricks() && fetchSize == 0) {
      rows = Math.min(rows, ROWS_WITHOUT_BYTES);
    }
    return new PageLimits(
        fetchSize > 0 ? Math.min(fetchSize, rows) : rows,
        Math.min(fetch.maxBytesPerPage(), FetchResources.largestPage(fetch.memory())));
  }
}
