package io.github.lakewire.warehouse.internal;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.lakewire.thrift.TCLIService;
import io.github.lakewire.warehouse.internal.results.FileStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/** Starts the warehouse, says on standard output where it is, and ends it. */
public final class Server {
  private static final String WAREHOUSE_ID = "0123456789abcdef";
  private static final long EXPIRY_CHECK_MILLIS = 200;

  private Server() {}

  /** Runs until it is killed, or until standard input ends when that was asked for. */
  public static void main(String[] args) throws InterruptedException {
    try {
      run(WarehouseOptions.parse(args));
    } catch (Exception e) {
      e.printStackTrace();
      System.out.println(Console.failed(e));
      System.out.flush();
      // Spark's threads would go on.
      System.exit(1);
    }
  }

  private static void run(WarehouseOptions options) throws Exception {
    ErrorLog.open();
    System.setProperty("sun.net.httpserver.nodelay", "true");
    long begin = System.nanoTime();
    Path folder = Files.createTempDirectory("lakewire-warehouse");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(folder), "clean up"));
    Certificates certificates = new Certificates(folder.resolve("tls"));
    CompletableFuture<SSLContext> tls =
        options.tls() ? CompletableFuture.supplyAsync(() -> create(certificates)) : null;
    Engine engine = new Engine(folder, options);
    engine.warmUp();
    Console console = start(options, engine, folder, certificates, tls == null ? null : tls.get());
    System.out.println("START MILLIS " + (System.nanoTime() - begin) / 1_000_000);
    System.out.println("READY");
    System.out.flush();
    if (options.untilStdinCloses()) {
      console.answer();
      System.exit(0);
    }
    Thread.currentThread().join();
  }

  private static Console start(
      WarehouseOptions options,
      Engine engine,
      Path folder,
      Certificates certificates,
      SSLContext tls)
      throws Exception {
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), options.port());
    HttpServer server;
    if (tls == null) {
      server = HttpServer.create(address, 128);
    } else {
      HttpsServer secure = HttpsServer.create(address, 128);
      secure.setHttpsConfigurator(new HttpsConfigurator(tls));
      server = secure;
    }
    int port = server.getAddress().getPort();
    String host = tls == null ? "127.0.0.1" : "localhost";
    String origin = (tls == null ? "http://" : "https://") + host + ":" + port;
    ScheduledExecutorService clock =
        Executors.newSingleThreadScheduledExecutor(
            runnable -> {
              Thread thread = new Thread(runnable, "clock");
              thread.setDaemon(true);
              return thread;
            });
    Operations operations = new Operations(options.cluster(), options.starting());
    FileStore files =
        new FileStore(options.store().isEmpty() ? origin : options.store(), options.linkLifetime());
    Path results = Files.createDirectories(folder.resolve("results"));
    Statements statements =
        new Statements(operations, options, files, results, clock, engine.catalogs());
    TCLIService.Iface service =
        new ThriftService(engine, operations, statements, options.starting());
    if (options.hive()) {
      service = HiveCompatibility.of(service);
    }
    RequestCounts counts = new RequestCounts();
    new HttpEndpoint(server, WAREHOUSE_ID, options, files, service, counts).open();
    Future<?> unused =
        clock.scheduleWithFixedDelay(
            () -> operations.expire(options),
            EXPIRY_CHECK_MILLIS,
            EXPIRY_CHECK_MILLIS,
            TimeUnit.MILLISECONDS);
    // Not as a client of compute that is starting, if it is.
    StartingCompute running = new StartingCompute(Duration.ZERO, StartingCompute.Answer.of("503"));
    Script script = new Script(new ThriftService(engine, operations, statements, running));
    for (Path file : options.scripts()) {
      script.run(Files.readString(file));
    }
    announce(options, host, port, certificates);
    return new Console(counts, script);
  }

  private static void announce(
      WarehouseOptions options, String host, int port, Certificates certificates) {
    String path = "/sql/1.0/warehouses/" + WAREHOUSE_ID;
    System.out.println(
        "JDBC URL jdbc:databricks://"
            + host
            + ":"
            + port
            + ";httpPath="
            + path
            + ";ssl="
            + (options.tls() ? 1 : 0));
    System.out.println("HOST " + host);
    System.out.println("PORT " + port);
    System.out.println("HTTP PATH " + path);
    System.out.println("TOKEN " + options.token());
    if (options.tls()) {
      System.out.println("CA PEM " + certificates.authorityPem());
      System.out.println("TRUST STORE " + certificates.trustStore());
      System.out.println("TRUST STORE PASSWORD " + certificates.trustStorePassword());
    }
  }

  private static SSLContext create(Certificates certificates) {
    try {
      return certificates.create();
    } catch (Exception e) {
      throw new IllegalStateException("No certificates", e);
    }
  }

  /** Says so when nothing is left, as the JVM may go on: see ClassArchive. */
  private static void end(Path folder) {
    delete(folder);
    System.out.println("ENDED");
    System.out.flush();
  }

  private static void delete(Path folder) {
    try (Stream<Path> paths = Files.walk(folder)) {
      paths.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException e) {
      System.err.println("Left behind: " + folder + " (" + e + ")");
    }
  }
}
