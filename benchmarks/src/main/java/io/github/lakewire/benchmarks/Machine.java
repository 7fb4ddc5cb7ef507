package io.github.lakewire.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** Where a run takes place. */
public final class Machine {

  private static final Path LINUX_PROCESSORS = Path.of("/proc/cpuinfo");

  private Machine() {}

  /** Processor, memory, system and JDK, in one line. */
  public static String describe() {
    return String.format(
        Locale.ROOT,
        "%s, %d cores, %.0f GiB, %s %s, %s",
        processor(),
        cores(),
        bean().getTotalMemorySize() / (double) (1L << 30),
        System.getProperty("os.name"),
        System.getProperty("os.version"),
        jdk());
  }

  static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }

  static String jdk() {
    return "Java %s (%s, %s)"
        .formatted(
            System.getProperty("java.version"),
            System.getProperty("java.vendor"),
            System.getProperty("java.vm.name"));
  }

  /** Processes that ran or waited to run in the last minute; negative where it is not known. */
  public static double load() {
    return bean().getSystemLoadAverage();
  }

  private static String processor() {
    try (Stream<String> lines = Files.lines(LINUX_PROCESSORS, UTF_8)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }

  private static OperatingSystemMXBean bean() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  }
}
