package io.github.lakewire.jdbc.testkit;

import com.sun.net.httpserver.HttpExchange;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.fetch.ArrayAllocator;
import io.github.lakewire.jdbc.internal.fetch.LinkDownloader;
import io.github.lakewire.jdbc.internal.fetch.Page;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A cloud store with result files; a link that it does not have has expired. Tests of the inner
 * packages use it as the downloader; those of the whole driver download from {@link #url}.
 */
public final class ResultFiles implements LinkDownloader, AutoCloseable {
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile byte @Nullable [] otherwise;
  private final AtomicInteger aborts = new AtomicInteger();
  private final AtomicInteger number = new AtomicInteger();
  private @Nullable LoopbackHttpServer http;

  /** Keeps a file under a link that nobody else has. */
  public ResultFiles put(String link, byte[] file) {
    files.put(link, file);
    return this;
  }

  /** Keeps this file under every link that has none of its own. */
  public ResultFiles always(byte[] file) {
    otherwise = file;
    return this;
  }

  /** Keeps a file, and returns the link to it over HTTP. */
  public String stored(byte[] file) {
    String link = url() + "/file?signature=" + number.incrementAndGet();
    put(link, file);
    return link;
  }

  /** The links that were asked for, in order. */
  public List<String> asked() {
    return asked;
  }

  /** How often a download was given up. */
  public int aborts() {
    return aborts.get();
  }

  @Override
  public @Nullable File download(
      Page.Link link, long maxBytes, ArrayAllocator buffers, boolean renewable)
      throws DriverException {
    asked.add(link.url());
    byte[] bytes = files.getOrDefault(link.url(), otherwise);
    if (bytes == null) {
      if (renewable) {
        return null;
      }
      throw new DriverException(DriverException.Kind.REJECTED, "The link has expired");
    }
    if (bytes.length > maxBytes) {
      throw new DriverException(DriverException.Kind.PROTOCOL, "longer than " + maxBytes);
    }
    return new File(bytes, bytes.length);
  }

  @Override
  public void abort() {
    aborts.incrementAndGet();
  }

  private synchronized String url() {
    if (http == null) {
      http = new LoopbackHttpServer("result-files", this::serve);
    }
    return "http://127.0.0.1:" + http.port();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String link = url() + exchange.getRequestURI();
      asked.add(link);
      byte[] bytes = files.getOrDefault(link, otherwise);
      if (bytes == null) {
        exchange.sendResponseHeaders(403, -1);
      } else {
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
      }
    }
  }

  @Override
  public synchronized void close() {
    if (http != null) {
      http.close();
    }
  }
}
