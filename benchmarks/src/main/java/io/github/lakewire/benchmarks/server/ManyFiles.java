package io.github.lakewire.benchmarks.server;

import io.github.lakewire.benchmarks.ManyFilesQuery;
import io.github.lakewire.thrift.TFetchResultsResp;
import io.github.lakewire.thrift.TRowSet;
import io.github.lakewire.thrift.TSparkArrowResultLink;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Links to more files than a machine has: nothing is behind them. Their addresses are as long as
 * presigned ones are, and each answer has its own.
 */
final class ManyFiles {
  /** With the token of a role, of some 900 bytes, an address at S3 has about so many. */
  private static final int ADDRESS_BYTES = 1_200;

  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  /** How long a link is valid; real ones live about as long. */
  private static final long LINK_MILLIS = 15 * 60 * 1000L;

  private final AtomicLong answers = new AtomicLong();
  private final String token = letters(ADDRESS_BYTES);

  /** Returns as many links as one answer has, from the file on that holds the row. */
  TFetchResultsResp links(ManyFilesQuery query, long fromRow) {
    long expiry = System.currentTimeMillis() + LINK_MILLIS;
    long answer = answers.incrementAndGet();
    int first = (int) Math.min(query.files(), fromRow / query.rowsPerFile());
    int end = Math.min(query.files(), first + query.linksPerAnswer());
    List<TSparkArrowResultLink> links = new ArrayList<>();
    for (int file = first; file < end; file++) {
      links.add(
          new TSparkArrowResultLink()
              .setFileLink(address(file, answer))
              .setExpiryTime(expiry)
              .setStartRowOffset(file * query.rowsPerFile())
              .setRowCount(query.rowsPerFile())
              .setBytesNum(query.bytesPerFile())
              .setHttpHeaders(Map.of()));
    }
    return new TFetchResultsResp()
        .setStatus(CannedResponses.success())
        .setHasMoreRows(end < query.files())
        .setResults(
            new TRowSet()
                .setStartRowOffset(first * query.rowsPerFile())
                .setRows(List.of())
                .setResultLinks(links));
  }

  private String address(int file, long answer) {
    String address =
        String.format(
            Locale.ROOT,
            "https://results.store.invalid/jobs/sql/part-%08d?answer=%08d&X-Amz-Signature=%016x"
                + "&X-Amz-Security-Token=",
            file,
            answer,
            answer * 31 + file);
    return address + token.substring(0, ADDRESS_BYTES - address.length());
  }

  private static String letters(int count) {
    SplittableRandom random = new SplittableRandom(count);
    StringBuilder text = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return text.toString();
  }
}
