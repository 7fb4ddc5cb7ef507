package io.github.lakewire.warehouse.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Answers whoever has started the warehouse, a line for a line: an empty one asks how many requests
 * there were, {@code EXECUTE} runs a script.
 */
final class Console {
  private static final String EXECUTE = "EXECUTE ";

  private final RequestCounts counts;
  private final Script script;

  Console(RequestCounts counts, Script script) {
    this.counts = counts;
    this.script = script;
  }

  /** Until standard input ends. */
  void answer() throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      System.out.println(
          line.startsWith(EXECUTE)
              ? execute(line.substring(EXECUTE.length()))
              : "REQUESTS " + counts);
      System.out.flush();
    }
  }

  private String execute(String encoded) {
    try {
      script.run(new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8));
      return "DONE";
    } catch (Exception e) {
      return failed(e);
    }
  }

  /** One line with the message of a failure, which may have several. */
  static String failed(Exception failure) {
    String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    return "FAILED " + Base64.getEncoder().encodeToString(message.getBytes(StandardCharsets.UTF_8));
  }
}
