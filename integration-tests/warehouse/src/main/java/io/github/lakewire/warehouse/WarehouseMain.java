package io.github.lakewire.warehouse;

import io.github.lakewire.warehouse.internal.WarehouseOptions;
import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A local warehouse for tools and for programs in other languages: {@code java -jar
 * lakewire-warehouse.jar}. It prints what they have to be told, a line each, and stays until it is
 * interrupted:
 *
 * <pre>
 * The local warehouse is ready; end it with Ctrl-C.
 * URL       jdbc:databricks://127.0.0.1:40404;httpPath=/sql/1.0/warehouses/0123456789abcdef;ssl=0
 * host      127.0.0.1
 * port      40404
 * http path /sql/1.0/warehouses/0123456789abcdef
 * token     …
 * </pre>
 */
public final class WarehouseMain {
  private static final String UNTIL_STDIN_CLOSES = "--until-stdin-closes";

  private WarehouseMain() {}

  /**
   * Options: see {@code --help}. It ends when it is interrupted or, with {@code
   * --until-stdin-closes}, when its standard input ends; with status 1 when the warehouse does not
   * start, and with 2 when an option is unknown.
   */
  public static void main(String[] arguments) throws InterruptedException {
    List<String> options = new ArrayList<>(List.of(arguments));
    if (options.contains("--help") || options.contains("-h")) {
      System.out.print("java -jar lakewire-warehouse.jar [options]\n\n" + WarehouseOptions.USAGE);
      return;
    }
    try {
      WarehouseOptions.parse(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
    boolean untilStdinCloses = options.remove(UNTIL_STDIN_CLOSES);
    try (WarehouseProcess warehouse =
        WarehouseProcess.start(
            WarehouseProcess.classPathOfBuild(), "1g", Duration.ofMinutes(3), options)) {
      System.out.println("The local warehouse is ready; end it with Ctrl-C.");
      System.out.println("URL       " + warehouse.url());
      System.out.println("host      " + warehouse.host());
      System.out.println("port      " + warehouse.port());
      System.out.println("http path " + warehouse.httpPath());
      System.out.println("token     " + warehouse.token());
      warehouse.caPem().ifPresent(file -> System.out.println("CA        " + file));
      System.out.println("try       SELECT * FROM samples.lakewire.trips LIMIT 10");
      System.out.flush();
      if (untilStdinCloses) {
        System.in.transferTo(java.io.OutputStream.nullOutputStream());
      } else {
        warehouse.handle().onExit().join();
      }
    } catch (IOException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }
}
