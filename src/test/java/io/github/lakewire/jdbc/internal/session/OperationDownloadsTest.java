package io.github.lakewire.jdbc.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.DriverException.Kind;
import io.github.lakewire.jdbc.internal.fetch.ArrayAllocator;
import io.github.lakewire.jdbc.internal.fetch.LinkDownloader;
import io.github.lakewire.jdbc.internal.fetch.Page;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperationDownloadsTest {
  private static final Page.Link LINK =
      new Page.Link("https://store/file", Instant.MAX, 0, 1, 1, Map.of());

  private final ResultStore store = new ResultStore();

  @ParameterizedTest
  @CsvSource({
    "TRANSPORT,           OUTAGE,    57012, true",
    "CANNOT_CONNECT,      OUTAGE,    57012, true",
    "CANNOT_CONNECT_EVER, OUTAGE,    57012, true",
    "REJECTED,            OUTAGE,    57012, true",
    "READ_TIMEOUT,        OUTAGE,    57012, true",
    "OUTAGE,              OUTAGE,    57012, false",
    "PROTOCOL,            PROTOCOL,  08P01, false",
    "TIMED_OUT,           TIMED_OUT, HYT00, false",
    "CANCELLED,           CANCELLED, 57014, false",
  })
  void aStoreThatFailsIsNoReasonToGiveTheSessionUp(
      Kind kind, Kind given, String state, boolean avoided) {
    DriverException met = new DriverException(kind, "what the store did");
    DriverException exception = fails(met, false);
    assertEquals(given, exception.kind());
    assertEquals(state, exception.sqlState());
    assertEquals("what the store did", exception.getMessage());
    assertSame(met, kind == given ? exception : exception.getCause());
    assertEquals(avoided, store.isAvoided());
  }

  @Test
  void silenceEndsTheSessionWhereATimeoutOfTheNetworkSaysSo() {
    assertEquals("08006", fails(new DriverException(Kind.READ_TIMEOUT, "hush"), true).sqlState());
  }

  @Test
  void timeOutCountsOnlyAfterAFailureToConnect() {
    DriverException broken = new DriverException(Kind.TRANSPORT, "cut by the time-out");
    assertEquals(
        Kind.TIMED_OUT, fails(new DriverException(Kind.TIMED_OUT, "late", broken), false).kind());
    assertFalse(store.isAvoided());
    DriverException unreachable = new DriverException(Kind.CANNOT_CONNECT, "no way");
    assertEquals(
        Kind.TIMED_OUT,
        fails(new DriverException(Kind.TIMED_OUT, "late", unreachable), false).kind());
    assertTrue(store.isAvoided());
  }

  @Test
  void theFirstFailureIsWarnedOfOnce() {
    assertNull(store.takeWarning());
    store.avoid(new DriverException(Kind.TRANSPORT, "first"));
    store.avoid(new DriverException(Kind.TRANSPORT, "second"));
    String warning = store.takeWarning();
    assertTrue(warning != null && warning.endsWith("first"), warning);
    assertNull(store.takeWarning());
    assertTrue(store.isAvoided());
  }

  private DriverException fails(DriverException met, boolean silenceEndsSession) {
    LinkDownloader failing =
        new LinkDownloader() {
          @Override
          public File download(
              Page.Link link, long maxBytes, ArrayAllocator buffers, boolean renewable)
              throws DriverException {
            throw met;
          }

          @Override
          public void abort() {}
        };
    LinkDownloader downloads =
        new OperationDownloads("q-1", failing, store, () -> silenceEndsSession, reason -> reason);
    return assertThrows(
        DriverException.class, () -> downloads.download(LINK, 10, byte[]::new, true));
  }
}
