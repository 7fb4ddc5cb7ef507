package io.github.lakewire.warehouse;

import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A running local warehouse, in a JVM of its own: it needs no flags of this JVM, and nothing of its
 * class path gets here. It listens on 127.0.0.1, keeps its tables in memory, and ends with {@link
 * #close}, or with this JVM.
 *
 * <pre>{@code
 * try (LocalWarehouse warehouse = LocalWarehouse.builder().initScript(Path.of("schema.sql")).start();
 *     Connection connection = DriverManager.getConnection(warehouse.jdbcUrl())) {
 *   ...
 * }
 * }</pre>
 *
 * <p>Safe for use by several threads.
 */
public final class LocalWarehouse implements AutoCloseable {
  private static final Duration SCRIPT_LIMIT = Duration.ofMinutes(10);

  private final WarehouseProcess process;
  private final String properties;

  private LocalWarehouse(WarehouseProcess process, String properties) {
    this.process = process;
    this.properties = properties;
  }

  /** How a warehouse is started; everything has a default. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * The URL of a connection to catalog {@code main}, with the token in it: it is all that a driver
   * needs, Lakewire's as well as Databricks' own.
   */
  public String jdbcUrl() {
    return process.url() + ";AuthMech=3;UID=token;PWD=" + process.token() + properties;
  }

  /** As {@link #jdbcUrl()}, for sessions that start in that schema, which has to be there. */
  public String jdbcUrl(String catalog, String schema) {
    return jdbcUrl() + ";ConnCatalog=" + catalog + ";ConnSchema=" + schema;
  }

  /** Where it listens. */
  public String host() {
    return process.host();
  }

  /** The TCP port that it listens on, without TLS. */
  public int port() {
    return process.port();
  }

  /** {@code /sql/1.0/warehouses/…}. */
  public String httpPath() {
    return process.httpPath();
  }

  /** The only accepted access token. */
  public String token() {
    return process.token();
  }

  /**
   * Runs statements without a driver, in a session of their own, and forgets their rows. Semicolons
   * separate them.
   *
   * @throws IllegalStateException when one fails: the text has the statement and what the warehouse
   *     said
   */
  public void execute(String script) {
    try {
      process.execute(script, SCRIPT_LIMIT);
    } catch (IOException e) {
      throw new IllegalStateException(e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the warehouse ran a script", e);
    }
  }

  /** Ends the process; its tables are gone. */
  @Override
  public void close() {
    process.close();
  }

  /** Names where it listens, and not the token. */
  @Override
  public String toString() {
    return "local warehouse on " + host() + ":" + port();
  }

  /** What is to be started. Not for several threads. */
  public static final class Builder {
    private final List<String> options = new ArrayList<>();
    private final List<String> scripts = new ArrayList<>();
    private final Map<String, String> properties = new LinkedHashMap<>();
    private String memory = "1g";
    private Duration limit = Duration.ofMinutes(3);

    private Builder() {}

    /** The TCP port on 127.0.0.1; without it, any free one. */
    public Builder port(int port) {
      return options("--port", Integer.toString(port));
    }

    /** The accepted token; without it, the variable LAKEWIRE_WAREHOUSE_TOKEN or a random one. */
    public Builder token(String token) {
      return options("--token", token);
    }

    /**
     * SQL that is run before {@link #start} returns, in the order of the calls. Semicolons separate
     * the statements.
     *
     * @param file in UTF-8
     */
    public Builder initScript(Path file) {
      scripts.add(file.toAbsolutePath().toString());
      return this;
    }

    /**
     * Whether connections by {@link LocalWarehouse#jdbcUrl()} commit and roll back on the server,
     * as with Lakewire's connection property {@code transactions}. Default: false.
     */
    public Builder transactions(boolean transactions) {
      return property("transactions", transactions ? "1" : "0");
    }

    /** A connection property for {@link LocalWarehouse#jdbcUrl()}. */
    public Builder property(String name, String value) {
      properties.put(name, value);
      return this;
    }

    /** The heap of its JVM, as {@code -Xmx} takes it. Default: {@code 1g}. */
    public Builder memory(String size) {
      memory = size;
      return this;
    }

    /** How long {@link #start} waits. Default: three minutes. */
    public Builder startUpLimit(Duration duration) {
      limit = duration;
      return this;
    }

    /** Further options of {@link WarehouseMain}, as on its command line. */
    public Builder options(String... commandLine) {
      options.addAll(List.of(commandLine));
      return this;
    }

    /**
     * Starts it, and waits until it accepts connections.
     *
     * @throws UncheckedIOException when it does not: the text has what it said, or which jars are
     *     missing
     */
    public LocalWarehouse start() {
      List<String> all = new ArrayList<>(options);
      if (!scripts.isEmpty()) {
        all.addAll(List.of("--init", String.join(File.pathSeparator, scripts)));
      }
      StringBuilder ending = new StringBuilder();
      properties.forEach(
          (name, value) -> ending.append(';').append(name).append('=').append(value));
      try {
        return new LocalWarehouse(
            WarehouseProcess.start(WarehouseProcess.classPathOfBuild(), memory, limit, all),
            ending.toString());
      } catch (IOException e) {
        throw new UncheckedIOException(e.getMessage(), e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Interrupted while a local warehouse started", e);
      }
    }
  }
}
