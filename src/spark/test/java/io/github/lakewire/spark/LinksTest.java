package io.github.lakewire.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.lakewire.jdbc.LinkRequest;
import io.github.lakewire.jdbc.LinkSource;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class LinksTest {
  private static final LinkRequest REQUEST = new LinkRequest("query", 0, 1);

  @Test
  void noRouteShowsItsKeyOrItsUrl() {
    LinkRoute http = new LinkRoute.Http(URI.create("http://driver:4711/links"), "the-key");
    assertEquals("Http[driver:4711]", http.toString());
    LinkRoute workspace =
        new LinkRoute.Workspace("jdbc:databricks://host:443/;token=secret", Map.of("a", "b"));
    assertEquals("Workspace", workspace.toString());
    assertFalse(new LinkRoute.Plugin().toString().contains("@"));
  }

  @Test
  void withoutARouteNothingIsRenewed() throws SQLException {
    LinkSource none = new LinkRoute.None().open(new Properties(), () -> {});
    assertSame(LinkSource.NONE, none);
  }

  @Test
  void anExecutorWithoutThePluginSaysWhatIsMissing() throws SQLException {
    LinkSource links = new LinkRoute.Plugin().open(new Properties(), () -> {});
    IOException e = assertThrows(IOException.class, () -> links.renew(REQUEST));
    assertEquals(
        "The executor has no LakewirePlugin, although the driver has: spark.plugins must be the"
            + " same for both",
        e.getMessage());
  }
}
