package io.github.lakewire.jdbc.internal.signin;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Opens an address in the browser of the user, by the command that his system has for it. AWT could
 * do so too, but is missing in small runtimes, is switched off in many that have it, and may hang
 * while it is loaded.
 */
final class BrowserLauncher {
  private static final Logger LOG = Logger.getLogger("io.github.lakewire.jdbc.internal.signin");

  /** Commands that cannot open anything end at once; those that can may last like the browser. */
  private static final long SECONDS_TO_FAIL = 3;

  /** Opens nothing. */
  static final BrowserLauncher NONE = new BrowserLauncher(List.of());

  private final List<List<String>> commands;

  /** Opens with the first of these commands that works; the address is added to each. */
  BrowserLauncher(List<List<String>> commands) {
    this.commands = commands;
  }

  /** That of this machine. */
  static BrowserLauncher ofSystem() {
    return new BrowserLauncher(commands(System.getProperty("os.name", ""), System.getenv()));
  }

  /**
   * Returns the commands of a system; none where there is no screen to show a browser on.
   *
   * @param environment variables of the process
   */
  static List<List<String>> commands(String system, Map<String, String> environment) {
    String name = system.toLowerCase(Locale.ROOT);
    if (name.startsWith("windows")) {
      // By its whole path: Windows looks into the current folder first.
      String root = environment.getOrDefault("SystemRoot", "C:\\Windows");
      return List.of(List.of(root + "\\System32\\rundll32.exe", "url.dll,FileProtocolHandler"));
    } else if (name.startsWith("mac")) {
      return List.of(List.of("/usr/bin/open"));
    } else if (environment.containsKey("WSL_DISTRO_NAME")) {
      return List.of(List.of("wslview"), List.of("xdg-open"));
    }
    boolean screen =
        !environment.getOrDefault("DISPLAY", "").isEmpty()
            || !environment.getOrDefault("WAYLAND_DISPLAY", "").isEmpty();
    return screen
        ? List.of(List.of("xdg-open"), List.of("sensible-browser"), List.of("firefox"))
        : List.of();
  }

  /** Whether there is a command to try. */
  boolean exists() {
    return !commands.isEmpty();
  }

  /** Opens an address; false when there is nothing to open it with. Takes a few seconds at most. */
  boolean open(URI address) throws InterruptedException {
    for (List<String> command : commands) {
      if (run(command, address)) {
        return true;
      }
    }
    return false;
  }

  private static boolean run(List<String> command, URI address) throws InterruptedException {
    // No shell reads it: the address is one argument, whatever is in it.
    List<String> withAddress = new ArrayList<>(command);
    withAddress.add(address.toASCIIString());
    ProcessBuilder builder = new ProcessBuilder(withAddress);
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      return !process.waitFor(SECONDS_TO_FAIL, TimeUnit.SECONDS) || process.exitValue() == 0;
    } catch (IOException e) {
      // The message may have the address in it.
      LOG.log(Level.FINE, "There is no command {0}", command.get(0));
      return false;
    }
  }
}
