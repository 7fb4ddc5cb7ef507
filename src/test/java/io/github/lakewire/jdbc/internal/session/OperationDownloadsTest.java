package io.github.lakewire.jdbc.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.DriverException.Kind;
import io.github.lakewire.jdbc.internal.fetch.ArrayAllocator;
import io.github.lakewire.jdbc.internal.fetch.LinkDownloader;
import io.github.lakewire.jdbc.internal.fetch.Page;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperationDownloadsTest {
  private static final Page.Link LINK =
      new Page.Link("https://store/file", Instant.MAX, 0, 1, 1, Map.of());

  @ParameterizedTest
  @CsvSource({
    "TRANSPORT,           OUTAGE,    57012",
    "CANNOT_CONNECT,      OUTAGE,    57012",
    "CANNOT_CONNECT_EVER, SERVER,    HY000",
    "READ_TIMEOUT,        READ_TIMEOUT, 08006",
    "PROTOCOL,            PROTOCOL,  08P01",
    "CANCELLED,           CANCELLED, 57014",
  })
  void aStoreThatFailsIsNoReasonToGiveTheSessionUp(Kind kind, Kind given, String state) {
    DriverException met = new DriverException(kind, "what the store did");
    LinkDownloader failing =
        new LinkDownloader() {
          @Override
          public File download(Page.Link link, long maxBytes, ArrayAllocator buffers)
              throws DriverException {
            throw met;
          }

          @Override
          public void abort() {}
        };
    DriverException exception =
        assertThrows(
            DriverException.class,
            () ->
                new OperationDownloads(failing, reason -> reason).download(LINK, 10, byte[]::new));
    assertEquals(given, exception.kind());
    assertEquals(state, exception.sqlState());
    assertEquals("what the store did", exception.getMessage());
    assertSame(met, kind == given ? exception : exception.getCause());
  }
}
