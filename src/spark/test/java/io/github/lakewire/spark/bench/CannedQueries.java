package io.github.lakewire.spark.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Properties;

/**
 * The statements that the canned server of the benchmarks answers, and what it tells of itself.
 *
 * @param distinct rows that a result has before it begins anew
 */
record CannedQueries(int port, String shape, int distinct) {
  /** The server makes all rows first. */
  private static final int LONGEST_MILLIS = 600_000;

  /** The statement for a result of so many rows. */
  String of(int rows) {
    int once = Math.min(rows, distinct);
    if (rows % once != 0) {
      throw new IllegalArgumentException(rows + " rows are no multiple of " + distinct);
    }
    String times = rows == once ? "" : " times=" + rows / once;
    return String.format(
        Locale.ROOT,
        "SELECT * FROM bench.%s /* transport=cloudfetch_lz4 rows=%d%s */",
        shape,
        once,
        times);
  }

  /** Lets the server make the rows, and tells their bytes. */
  Properties prepare(int rows) throws IOException {
    return get("/bench/prepare?sql=" + URLEncoder.encode(of(rows), StandardCharsets.UTF_8));
  }

  /** The machine, and its load. */
  Properties machine() throws IOException {
    return get("/bench/machine");
  }

  private Properties get(String path) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
    connection.setConnectTimeout(LONGEST_MILLIS);
    connection.setReadTimeout(LONGEST_MILLIS);
    Properties answer = new Properties();
    try (InputStream body = connection.getInputStream()) {
      answer.load(body);
    }
    return answer;
  }
}
