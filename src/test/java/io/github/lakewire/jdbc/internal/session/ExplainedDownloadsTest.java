package io.github.lakewire.jdbc.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.lakewire.jdbc.internal.fault.Fault;
import io.github.lakewire.jdbc.internal.fault.Fault.Kind;
import io.github.lakewire.jdbc.internal.results.Buffers;
import io.github.lakewire.jdbc.internal.results.LinkDownloader;
import io.github.lakewire.jdbc.internal.results.Page;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainedDownloadsTest {
  private static final Page.Link LINK =
      new Page.Link("https://store/file", Instant.MAX, 0, 1, 1, Map.of());

  @ParameterizedTest
  @CsvSource({
    "TRANSPORT,           OUTAGE,    57012",
    "CANNOT_CONNECT,      OUTAGE,    57012",
    "CANNOT_CONNECT_EVER, SERVER,    HY000",
    "SILENT,              SILENT,    08006",
    "PROTOCOL,            PROTOCOL,  08P01",
    "CANCELLED,           CANCELLED, 57014",
  })
  void aStoreThatFailsIsNoReasonToGiveTheSessionUp(Kind kind, Kind given, String state) {
    Fault met = new Fault(kind, "what the store did");
    LinkDownloader failing =
        new LinkDownloader() {
          @Override
          public File download(Page.Link link, long maxBytes, Buffers buffers) throws Fault {
            throw met;
          }

          @Override
          public void abort() {}
        };
    Fault fault =
        assertThrows(
            Fault.class,
            () ->
                new ExplainedDownloads(failing, reason -> reason).download(LINK, 10, byte[]::new));
    assertEquals(given, fault.kind());
    assertEquals(state, fault.sqlState());
    assertEquals("what the store did", fault.getMessage());
    assertSame(met, kind == given ? fault : fault.getCause());
  }
}
