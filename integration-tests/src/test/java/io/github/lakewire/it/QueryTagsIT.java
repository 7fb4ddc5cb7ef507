package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.LakewireDataSource;
import io.github.lakewire.jdbc.QueryMonitor;
import io.github.lakewire.jdbc.QueryTags;
import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tags as {@code system.query.history} has them afterwards. */
@ExtendWith(SharedWarehouse.class)
class QueryTagsIT {
  @Test
  void theQueryHistoryHasTheTagsOfSessionAndStatement(WarehouseProcess warehouse)
      throws SQLException {
    LakewireDataSource source = SharedWarehouse.dataSource(warehouse);
    source.setQueryTags("team:sales,nightly");
    try (Connection connection = source.getConnection();
        Statement plain = connection.createStatement();
        PreparedStatement tagged = connection.prepareStatement("SELECT ?")) {
      plain.executeQuery("SELECT 1").close();
      Map<String, String> ofSession = new HashMap<>();
      ofSession.put("team", "sales");
      ofSession.put("nightly", null);
      assertEquals(ofSession, history(connection, plain));
      tagged.setString(1, "x");
      Map<String, String> own = Map.of("report", "week 47: C:\\sales, 10:30", "größe", "1.2-3/4=5");
      tagged.unwrap(QueryTags.class).setQueryTags(own);
      tagged.executeQuery().close();
      assertEquals(own, history(connection, tagged));
      plain.executeQuery("SELECT 2").close();
      assertEquals(ofSession, history(connection, plain), "the tags of a statement are left over");
      connection.setClientInfo("query_tags", "job:7");
      plain.execute("CREATE OR REPLACE TEMPORARY VIEW tagged AS SELECT 1 AS a");
      assertEquals(Map.of("job", "7"), history(connection, plain));
    }
  }

  private static Map<String, String> history(Connection connection, Statement of)
      throws SQLException {
    String id = of.unwrap(QueryMonitor.class).queryId();
    try (PreparedStatement history =
        connection.prepareStatement(
            "SELECT query_tags FROM system.query.history WHERE statement_id = ?")) {
      history.setString(1, id);
      try (ResultSet row = history.executeQuery()) {
        assertTrue(row.next(), "no statement " + id);
        Map<String, String> tags = new HashMap<>();
        ((Map<?, ?>) row.getObject(1))
            .forEach((key, value) -> tags.put((String) key, (String) value));
        return tags;
      }
    }
  }
}
