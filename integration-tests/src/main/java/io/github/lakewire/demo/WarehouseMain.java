package io.github.lakewire.demo;

import io.github.lakewire.warehouse.launch.WarehouseProcess;
import java.io.IOException;
import java.time.Duration;

/**
 * What {@code mvn -Pwarehouse verify} runs: the local warehouse until it is interrupted. {@code
 * -Dflags="--trace"} passes flags to it.
 */
public final class WarehouseMain {
  private WarehouseMain() {}

  /** Starts it, prints what a tool has to be told, and stays. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    try (WarehouseProcess warehouse =
        WarehouseProcess.start(
            WarehouseProcess.classPathOfBuild(), Duration.ofMinutes(3), arguments)) {
      System.out.println("The local warehouse is ready; end it with Ctrl-C.");
      System.out.println("URL    " + warehouse.url());
      System.out.println("token  " + warehouse.token());
      System.out.println("try    SELECT * FROM samples.lakewire.trips LIMIT 10");
      warehouse.handle().onExit().join();
    }
  }
}
