package io.github.lakewire.jdbc;

import io.github.lakewire.jdbc.internal.commandline.Command;
import io.github.lakewire.jdbc.internal.commandline.Terminal;
import java.io.Console;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The program in the jar: {@code java -jar lakewire-jdbc.jar "jdbc:databricks://…"} checks a
 * connection step by step and says what to do about what fails; with {@code --sql} it runs a
 * statement. {@code --help} prints all options. The exit code is 0 when all is well, 1 when a check
 * or the statement failed, 2 when the command line makes no sense. The token is never printed.
 *
 * @since 0.1.0
 */
public final class CommandLine {
  /** Held, since the JDK forgets the levels of loggers that nobody holds. */
  private static final Logger LOGGER = Logger.getLogger("io.github.lakewire.jdbc");

  private CommandLine() {}

  /**
   * Runs the program and ends the JVM with its exit code.
   *
   * @param arguments as {@code --help} describes them
   */
  public static void main(String[] arguments) {
    if (System.getProperty("java.util.logging.config.file") == null) {
      // The report says it all; who wants the log configures it.
      LOGGER.setLevel(Level.OFF);
    }
    Console console = console();
    // Not the JVM's own streams: those swallow that the reader of a pipe has gone.
    int code =
        Command.run(
            new Terminal(
                new FileInputStream(FileDescriptor.in),
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                charset(console),
                console == null ? null : () -> console.readPassword("Token (is not shown): ")),
            arguments);
    System.exit(code);
  }

  /** Consoles of Windows have a code page; everywhere else it is UTF-8 by now. */
  private static Charset charset(@Nullable Console console) {
    return console != null && File.separatorChar == '\\'
        ? console.charset()
        : StandardCharsets.UTF_8;
  }

  /** Returns the console if there is a person at it. */
  private static @Nullable Console console() {
    Console console = System.console();
    try {
      // Some JDKs have a console without a terminal, and a method to tell (Java 22).
      return console != null
              && Boolean.FALSE.equals(Console.class.getMethod("isTerminal").invoke(console))
          ? null
          : console;
    } catch (ReflectiveOperationException e) {
      return console;
    }
  }
}
