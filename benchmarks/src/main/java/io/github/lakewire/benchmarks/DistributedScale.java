package io.github.lakewire.benchmarks;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a result of 10 TB costs the process that plans its partitions: it starts a server that makes
 * links without files, and the {@link PlanningProcess} with a heap of its own. It prints tables;
 * {@code src/docs/distributed.md} has those of a whole run. Arguments are {@code name=value}:
 *
 * <ul>
 *   <li>{@code files} (500000), of 20 MB each; {@code links} (30,100): how many of them one answer
 *       of the server has
 *   <li>{@code tasks} (2000) at a time, which read {@code megabytesPerSecond} (20) each
 *   <li>{@code requestMillis} (100) that a real server takes for an answer; {@code atATime} (1,8):
 *       how many of them are asked for at the same time
 *   <li>{@code heap} (2g)
 * </ul>
 */
public final class DistributedScale {
  private static final String HEAP = "heap=";

  private DistributedScale() {}

  /** Runs it. */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, URISyntaxException {
    Path jar =
        Path.of(DistributedScale.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path target = jar.getParent();
    String heap = "2g";
    List<String> given = new ArrayList<>();
    for (String argument : arguments) {
      if (argument.startsWith(HEAP)) {
        heap = argument.substring(HEAP.length());
      } else {
        given.add(argument);
      }
    }
    try (ServerProcess server = ServerProcess.start(target)) {
      List<String> command =
          new ArrayList<>(DriverVariant.LAKEWIRE.command(target, server.port(), heap));
      command.add(PlanningProcess.class.getName());
      command.addAll(given);
      int status = new ProcessBuilder(command).inheritIO().start().waitFor();
      if (status != 0) {
        throw new IOException("The planning process failed; its own words are above");
      }
    }
  }
}
