package io.github.lakewire.jdbc.internal.partition;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.fetch.Page;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Links as bytes: of a partition, and of an answer to a {@link LinkRequest}. */
final class LinkForm {
  private static final int NAME = 0x4c574c4b;
  private static final int VERSION = 1;

  /** Of a link without address and headers. */
  private static final int LEAST_BYTES = 48;

  private LinkForm() {}

  /** Writes new links to rows of a result. */
  static byte[] write(String queryId, List<Page.Link> links) {
    return FormWriter.write(
        NAME,
        VERSION,
        form -> {
          form.text(queryId);
          write(form, links);
        });
  }

  /** Reads new links to rows of this result. */
  static List<Page.Link> read(byte[] bytes, String queryId) throws DriverException {
    return FormReader.read(
        bytes,
        NAME,
        VERSION,
        "answer with new links",
        form -> {
          if (!form.text().equals(queryId)) {
            throw new DriverException(
                DriverException.Kind.PROTOCOL,
                "The new links are those of another query than that of the partition");
          }
          return read(form);
        });
  }

  static void write(FormWriter form, List<Page.Link> links) throws IOException {
    form.data().writeInt(links.size());
    for (Page.Link link : links) {
      form.text(link.url());
      form.data().writeLong(link.expiry().toEpochMilli());
      form.data().writeLong(link.startRow());
      form.data().writeLong(link.rowCount());
      form.data().writeLong(link.uncompressedBytes());
      form.data().writeLong(link.skip());
      form.data().writeInt(link.headers().size());
      for (Map.Entry<String, String> header : link.headers().entrySet()) {
        form.text(header.getKey());
        form.text(header.getValue());
      }
    }
  }

  static List<Page.Link> read(FormReader form) throws IOException {
    int count = form.count(LEAST_BYTES);
    List<Page.Link> links = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      String url = form.text();
      Instant expiry = Instant.ofEpochMilli(form.data().readLong());
      long start = form.data().readLong();
      long rows = form.data().readLong();
      long bytes = form.data().readLong();
      long skip = form.data().readLong();
      if (start < 0 || rows <= 0 || skip < 0 || start > Long.MAX_VALUE - rows) {
        throw new IOException("a link to no rows");
      }
      links.add(new Page.Link(url, expiry, start, rows, bytes, headers(form), skip));
    }
    return links;
  }

  private static Map<String, String> headers(FormReader form) throws IOException {
    int count = form.count(2 * Integer.BYTES);
    Map<String, String> headers = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      headers.put(form.text(), form.text());
    }
    return headers;
  }
}
