package io.github.lakewire.jdbc.internal.commandline;

import io.github.lakewire.jdbc.internal.commandline.Arguments.UsageException;
import io.github.lakewire.jdbc.internal.config.ConfigException;
import io.github.lakewire.jdbc.internal.config.ConfigParser;
import io.github.lakewire.jdbc.internal.config.ConnectionProperty;
import io.github.lakewire.jdbc.internal.config.DriverVersion;
import io.github.lakewire.jdbc.internal.config.ProcessEnvironment;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;

/** Does what the command line asks for. */
public final class Command {
  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;

  /** Where only the token is missing, any token completes the settings. */
  private static final String ANY_TOKEN = "x";

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final char BYTE_ORDER_MARK = '\ufeff';

  private final Terminal terminal;
  private final Writer out;
  private final Writer err;

  private Command(Terminal terminal) {
    this.terminal = terminal;
    this.out = writer(terminal.out(), terminal.charset());
    this.err = writer(terminal.err(), terminal.charset());
  }

  private static Writer writer(OutputStream out, Charset charset) {
    return new BufferedWriter(new OutputStreamWriter(out, charset));
  }

  /** Returns the exit code: 0 done, 1 a check or the statement failed, 2 wrong usage. */
  public static int run(Terminal terminal, String... words) {
    Command command = new Command(terminal);
    try {
      int code = command.run(words);
      command.out.flush();
      return code;
    } catch (IOException e) {
      return command.complain("The output cannot be written: " + e.getMessage(), FAILED);
    }
  }

  private int run(String... words) throws IOException {
    Arguments arguments;
    try {
      arguments = Arguments.parse(words);
    } catch (UsageException e) {
      return complain(e.getMessage() + "; --help says more", WRONG_USAGE);
    }
    switch (arguments.task()) {
      case HELP -> out.write(Arguments.USAGE);
      case VERSION -> out.write("Lakewire " + DriverVersion.current().text() + "\n");
      case CHECK, STATEMENT -> {
        String url = String.valueOf(arguments.url());
        Properties properties = properties(url);
        return arguments.sql() == null
            ? check(url, properties)
            : execute(url, properties, arguments.sql(), arguments.csv());
      }
    }
    return DONE;
  }

  private int check(String url, Properties properties) throws IOException {
    Report report = new Report(out);
    try (Waiting waiting = new Waiting(err, PATIENCE)) {
      new ConnectionCheck(report, waiting).run(url, properties);
    }
    return report.hasFailed() ? FAILED : DONE;
  }

  private int execute(String url, Properties properties, String sql, boolean csv)
      throws IOException {
    String statement = sql.equals(Arguments.STANDARD_INPUT) ? standardInput() : sql;
    // CSV is for programs, which have their own idea of what a terminal can show.
    Writer rows = csv ? writer(terminal.out(), StandardCharsets.UTF_8) : out;
    try {
      new StatementRun(err)
          .run(
              url,
              properties,
              statement,
              csv ? new CsvPrinter(rows) : new TablePrinter(rows),
              rows,
              csv ? err : rows);
      return DONE;
    } catch (SQLException e) {
      rows.flush();
      return complain(e.getMessage() + " [SQLState " + e.getSQLState() + "]", FAILED);
    }
  }

  private String standardInput() throws IOException {
    String text = new String(terminal.in().readAllBytes(), StandardCharsets.UTF_8);
    return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
  }

  /** Asks for the token when it is all that the settings lack and there is somebody to ask. */
  private Properties properties(String url) {
    Properties properties = new Properties();
    String name = ConnectionProperty.PASSWORD.propertyName();
    if (terminal.token() != null && !isComplete(url, properties)) {
      properties.setProperty(name, ANY_TOKEN);
      char[] token = isComplete(url, properties) ? terminal.token().get() : null;
      properties.remove(name);
      if (token != null) {
        properties.put(name, token);
      }
    }
    return properties;
  }

  private static boolean isComplete(String url, Properties properties) {
    try {
      ConfigParser.parse(url, properties, ProcessEnvironment.current());
      return true;
    } catch (ConfigException e) {
      return false;
    }
  }

  private int complain(String text, int code) {
    try {
      for (String line : String.valueOf(text).split("\\R")) {
        err.write(DisplayWidth.printable(line) + System.lineSeparator());
      }
      err.flush();
    } catch (IOException e) {
      // Then the exit code alone has to tell.
      return code;
    }
    return code;
  }
}
