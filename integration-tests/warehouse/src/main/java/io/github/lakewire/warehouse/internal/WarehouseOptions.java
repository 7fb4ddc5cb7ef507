package io.github.lakewire.warehouse.internal;

import io.github.lakewire.warehouse.internal.metadata.MetadataRules;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the command line says; {@code --name value} or {@code --name} for switches.
 *
 * @param port 0 for any free one
 * @param token the only accepted credential
 * @param issuer of further access tokens that are accepted; empty for none
 * @param tls whether to speak HTTPS
 * @param trace whether to print what clients ask
 * @param cluster whether to behave as an all-purpose cluster where the two differ
 * @param protocol newest version of the protocol that it speaks, 8 for V8
 * @param hive whether to behave as a server that is not Databricks: see {@link HiveCompatibility}
 * @param untilStdinCloses whether the end of standard input ends the process
 * @param scripts run before anybody connects
 * @param sessionIdle after which a session is closed
 * @param operationIdle after which an operation is closed
 * @param linkLifetime of a presigned link
 * @param directWait how long ExecuteStatement waits for the result
 * @param pending how long every statement stays in PENDING_STATE
 * @param starting how compute that is starting answers
 * @param cloudFetchBytes results above this go to files, in bytes of Spark's rows
 * @param bytesPerFile uncompressed size of a file when the client does not say
 * @param store scheme, host and port in presigned links; empty for those of the warehouse
 * @param responseDelay how much longer each response takes
 * @param crawls names of made-up catalogs
 * @param forbidden names of catalogs that the user may not see into
 * @param forbiddenInformation names of catalogs whose information schema is forbidden
 * @param documented whether information schemas are as documented, to the letter
 * @param rules of the native metadata calls
 */
public record WarehouseOptions(
    int port,
    String token,
    String issuer,
    boolean tls,
    boolean trace,
    boolean cluster,
    int protocol,
    boolean hive,
    boolean untilStdinCloses,
    List<Path> scripts,
    Duration sessionIdle,
    Duration operationIdle,
    Duration linkLifetime,
    Duration directWait,
    Duration pending,
    StartingCompute starting,
    long cloudFetchBytes,
    long bytesPerFile,
    String store,
    Duration responseDelay,
    List<String> crawls,
    List<String> forbidden,
    List<String> forbiddenInformation,
    boolean documented,
    MetadataRules rules) {

  public static final String USAGE =
      """
      --port N                    port on 127.0.0.1 (default: any free one)
      --token TEXT                accepted access token (default: LAKEWIRE_WAREHOUSE_TOKEN or random)
      --issuer TEXT               address of an identity provider whose tokens are accepted, too
      --tls                       HTTPS with a throw-away certificate authority
      --trace                     print requests on standard error, without their credentials
      --cluster                   answer as an all-purpose cluster where warehouses differ
      --protocol N                newest version of the protocol, 10 for V10 (default 8)
      --hive                      answer as Spark's own Thrift server, not as Databricks
      --until-stdin-closes        end when standard input ends
      --init TEXT                 files of SQL that are run first, separated as in PATH
      --session-idle-millis N     close idle sessions (default 28800000)
      --operation-idle-millis N   close idle operations (default 1200000)
      --link-millis N             life of a presigned link (default 900000)
      --direct-wait-millis N      how long ExecuteStatement waits (default 5000)
      --pending-millis N          how long statements stay PENDING (default 0)
      --starting-millis N         answer as compute that is starting, for so long from the first
                                  request on (default 0)
      --starting-with TEXT        with 503, 503-later (and Retry-After: 1), session (a session opens
                                  and is not known), folder (it opens and has no folder) or open
                                  (OpenSession itself is refused so); default 503
      --cloud-fetch-bytes N       results above this go to files (default 1048576)
      --bytes-per-file N          uncompressed size of a file (default 20971520)
      --store TEXT                scheme, host and port in presigned links, as http://127.0.0.1:1
                                  (default: those of the warehouse)
      --response-millis N         how much longer each response takes (default 0)
      --crawl TEXT                made-up catalogs crawl_SxTxC of S schemas with T tables of C
                                  columns, as in 20x50x20,1x10000x20
      --forbidden-catalog TEXT    names of catalogs that the user may not see into
      --forbidden-fails           metadata of all catalogs fails when one of them is forbidden
      --forbidden-information TEXT
                                  names of catalogs whose information_schema is forbidden
      --documented                information_schema to the letter of its documentation: positions
                                  from 1, no identity and no generated columns
      --jdbc-compliant            metadata as servers may answer since 2026: exact catalogs, names
                                  as they were written, nothing instead of errors
      --no-exported-keys          refuse GetCrossReference without a foreign table
      """;

  public static WarehouseOptions parse(String[] args) {
    Map<String, String> given = new TreeMap<>();
    for (int i = 0; i < args.length; i++) {
      String name = args[i];
      if (!USAGE.contains(name + " ")) {
        throw new IllegalArgumentException("Unknown option " + name + "\n" + USAGE);
      }
      boolean isSwitch = !USAGE.contains(name + " N") && !USAGE.contains(name + " TEXT");
      if (!isSwitch && i + 1 == args.length) {
        throw new IllegalArgumentException(name + " needs a value\n" + USAGE);
      }
      given.put(name, isSwitch ? "true" : args[++i]);
    }
    return new WarehouseOptions(
        (int) number(given, "--port", 0),
        given.getOrDefault("--token", defaultToken()),
        given.getOrDefault("--issuer", ""),
        given.containsKey("--tls"),
        given.containsKey("--trace"),
        given.containsKey("--cluster"),
        (int) number(given, "--protocol", 8),
        given.containsKey("--hive"),
        given.containsKey("--until-stdin-closes"),
        files(given.getOrDefault("--init", "")),
        Duration.ofMillis(number(given, "--session-idle-millis", 28_800_000)),
        Duration.ofMillis(number(given, "--operation-idle-millis", 1_200_000)),
        Duration.ofMillis(number(given, "--link-millis", 900_000)),
        Duration.ofMillis(number(given, "--direct-wait-millis", 5_000)),
        Duration.ofMillis(number(given, "--pending-millis", 0)),
        new StartingCompute(
            Duration.ofMillis(number(given, "--starting-millis", 0)),
            StartingCompute.Answer.of(given.getOrDefault("--starting-with", "503"))),
        number(given, "--cloud-fetch-bytes", 1 << 20),
        number(given, "--bytes-per-file", 20 << 20),
        given.getOrDefault("--store", ""),
        Duration.ofMillis(number(given, "--response-millis", 0)),
        names(given, "--crawl").stream().map("crawl_"::concat).toList(),
        names(given, "--forbidden-catalog"),
        names(given, "--forbidden-information"),
        given.containsKey("--documented"),
        new MetadataRules(
            given.containsKey("--jdbc-compliant"),
            given.containsKey("--forbidden-fails"),
            given.containsKey("--no-exported-keys")));
  }

  private static long number(Map<String, String> given, String name, long otherwise) {
    return given.containsKey(name) ? Long.parseLong(given.get(name)) : otherwise;
  }

  private static List<String> names(Map<String, String> given, String name) {
    return given.containsKey(name) ? List.of(given.get(name).split(",")) : List.of();
  }

  private static List<Path> files(String list) {
    return Stream.of(list.split(File.pathSeparator, -1))
        .filter(file -> !file.isEmpty())
        .map(Path::of)
        .toList();
  }

  private static String defaultToken() {
    String fromEnvironment = System.getenv("LAKEWIRE_WAREHOUSE_TOKEN");
    if (fromEnvironment != null && !fromEnvironment.isEmpty()) {
      return fromEnvironment;
    }
    byte[] bytes = new byte[16];
    new java.security.SecureRandom().nextBytes(bytes);
    return "local" + HexFormat.of().formatHex(bytes);
  }
}
