package io.github.lakewire.jdbc.internal.partition;

import io.github.lakewire.jdbc.LinkRequest;
import io.github.lakewire.jdbc.LinkSource;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.SqlState;
import io.github.lakewire.jdbc.internal.fetch.Page;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** Where the reading of one partition gets new links from. */
interface LinkRenewal extends AutoCloseable {

  /** Returns links from a row on, up to another at most; for at least one file. Blocks. */
  List<Page.Link> from(long startRow, long endRow) throws DriverException;

  /** The reading has ended. */
  @Override
  default void close() {}

  /** Asks what the program has given. */
  static LinkRenewal of(LinkSource source, String queryId) {
    return (startRow, endRow) -> {
      if (source == LinkSource.NONE) {
        throw DriverException.data(
            SqlState.INVALID_CURSOR_STATE,
            "The links of this partition have expired, and there is nothing that renews them: open"
                + " it with a source of links, or run the query again");
      }
      try {
        return LinkForm.read(source.renew(new LinkRequest(queryId, startRow, endRow)), queryId);
      } catch (SQLException | IOException | RuntimeException e) {
        throw new DriverException(
            DriverException.Kind.TRANSPORT,
            "The links of this partition have expired, and new ones could not be had: "
                + e.getMessage(),
            e);
      }
    };
  }
}
