package io.github.lakewire.jdbc.internal.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The page about the official driver's properties is written from the tables; {@code -Ddocs.update}
 * writes it anew. That its names are those of the official driver is checked beside that driver, in
 * OfficialPropertiesIT.
 */
class OfficialPropertiesDocumentTest {
  private static final Path PAGE =
      Path.of(System.getProperty("lakewire.root", ".."), "src", "docs", "official-properties.md");

  /** Why those that are accepted with any value change nothing. */
  private static final String QUIET =
      """
      supportManyParameters: a statement of too many parameters is sent with their values as literals
      EnableTelemetry ForceEnableTelemetry TelemetryLogLevel TelemetryBatchSize TelemetryFlushInterval TelemetrySocketTimeout TelemetryCircuitBreakerEnabled: the driver sends no telemetry
      LogPath LogFileSize LogFileCount: the driver writes no log files: it logs through java.util.logging
      EnableDirectResults EnableSQLExecDirectResults: a first page always comes with the response, where the server sends one
      EnableSQLExecHybridResults EnableSeaSyncMetadata EnableSeaResponseCompression UseBoundedSeaApi: it concerns the interface for the Statement Execution API, which the driver does not use
      EnableThriftNativeMetadata EnableShowCommandForGetFunctions: metadata always comes from the calls of the protocol, and what they lack from information_schema
      EnableInlineStreaming ThriftMaxBatchesInMemory LinkPrefetchWindow EnableStreamingChunkProvider: results are always streamed, within resultMemory
      CloudFetchSpeedThreshold: leastRate bounds slow downloads
      AsyncExecPollInterval: pauses between polls are the driver's
      HttpConnectionPoolSize HttpMaxConnectionsPerRoute HttpConnectionRequestTimeout IdleHttpConnectionExpiry: HTTP connections are pooled as they are needed
      EnableGeoSpatialSupport: GEOMETRY and GEOGRAPHY are always read
      EnableSQLValidationForIsValid: isValid asks the session, without a statement
      UCIngestionRetriableHttpCode VolumeOperationRetryableHttpCode UCIngestionRetryTimeout VolumeOperationRetryTimeout: retryTimeout bounds retries of volume files, as of all files
      MaxVolumeOperationConcurrentPresignedRequests: files are sent and received one at a time
      DisableOauthRefreshToken: whether a refresh token is used follows from the sign-in
      SSLKeyStorePwd SSLKeyStoreType SSLKeyStoreProvider: it says more of SSLKeyStore
      """;

  private record Foreign(String harmless, String hint) {}

  @Test
  void pageSaysWhatTheTablesSay() throws IOException {
    String page = render();
    if (System.getProperty("docs.update") != null) {
      Files.writeString(PAGE, page);
    }
    assertEquals(page, Files.readString(PAGE), "run the test with -Ddocs.update to write " + PAGE);
  }

  private static String render() {
    Map<String, Foreign> foreign = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    ForeignProperties.describe(
        (names, harmless, hint) -> {
          for (String name : names) {
            foreign.put(name, new Foreign(harmless, hint));
          }
        });
    StringBuilder page =
        new StringBuilder(
            """
            # The properties of the official driver

            Written from the tables in `ConnectionProperty.java` and `ForeignProperties.java` by
            `OfficialPropertiesDocumentTest`; do not edit.

            These are all properties of databricks-jdbc 3.4.5, and what becomes of them here.

            - **Honoured**: it is a property of Lakewire, perhaps under another name ([options.md](options.md)). A
              value that is not one of its values is refused (08001).
            - **Quiet**: it is accepted with any value and changes nothing, for the reason that is given.
            - **Ignored**: it is accepted, and a warning of the connection says what holds instead, unless the
              value is one of those that ask for just that.

            | property | here | as, or why |
            |---|---|---|
            """);
    OfficialPropertiesTest.names().stream()
        .sorted(Comparator.comparing((String name) -> name, String.CASE_INSENSITIVE_ORDER))
        .forEach(name -> page.append(row(name, foreign)));
    return page.toString();
  }

  private static String row(String name, Map<String, Foreign> foreign) {
    ConnectionProperty honoured = ConnectionProperty.find(name);
    if (honoured != null) {
      String own = honoured.propertyName();
      return line(name, "honoured", own.equalsIgnoreCase(name) ? "" : "`" + own + "`");
    }
    Foreign other = foreign.get(name);
    if (other == null && ForeignProperties.isKnown(name)) {
      return line(name, "quiet", reason(name));
    } else if (other == null) {
      assertEquals(ConnectionProperty.HEADER_PREFIX, name, "no row has it");
      return line(name, "honoured", "the beginning of the name of a header");
    }
    assertFalse(other.hint().isEmpty(), name);
    String quiet =
        other.harmless().isEmpty()
            ? ""
            : "; no warning for "
                + Arrays.stream(other.harmless().split(" "))
                    .map(value -> "`" + value + "`")
                    .collect(Collectors.joining(", "));
    return line(name, "ignored", other.hint() + quiet);
  }

  private static String reason(String name) {
    return QUIET
        .lines()
        .map(row -> row.split(": ", 2))
        .filter(row -> Arrays.stream(row[0].split(" ")).anyMatch(name::equalsIgnoreCase))
        .map(row -> row[1])
        .findFirst()
        .orElseThrow(() -> new AssertionError("no reason for " + name));
  }

  private static String line(String name, String kind, String text) {
    return "| `" + name + "` | " + kind + " | " + text + " |\n";
  }
}
