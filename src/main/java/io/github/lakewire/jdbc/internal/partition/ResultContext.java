package io.github.lakewire.jdbc.internal.partition;

import io.github.lakewire.jdbc.internal.cursor.RowCursor;
import io.github.lakewire.jdbc.internal.session.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** What results that are no result sets of a statement see of their connection. */
public interface ResultContext {
  /** The open session. */
  Session session() throws SQLException;

  /** The exception for a failure, which may end the connection. */
  SQLException failed(Throwable failure);

  /** The zone of the texts of TIMESTAMPs; null where it is not known. */
  @Nullable ZoneId zoneOfTexts();

  /**
   * Opens rows of a query as a result set.
   *
   * @param zone of the texts of TIMESTAMPs; null where it is not known
   */
  ResultSet open(RowCursor cursor, String queryId, @Nullable ZoneId zone);
}
