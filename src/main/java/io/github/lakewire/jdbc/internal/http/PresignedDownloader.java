package io.github.lakewire.jdbc.internal.http;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.config.ConnectionConfig;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.fetch.ArrayAllocator;
import io.github.lakewire.jdbc.internal.fetch.LinkDownloader;
import io.github.lakewire.jdbc.internal.fetch.Page;
import io.github.lakewire.jdbc.internal.http.HttpChannel.Repeat;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.net.URIAuthority;
import org.jspecify.annotations.Nullable;

/**
 * Fetches files by presigned links (protocol.md, "CloudFetch") with the client that never had the
 * workspace's credentials. Links are secrets: only their host is ever named.
 */
final class PresignedDownloader implements LinkDownloader {
  /** Scheme, host, port, and the path and query exactly as signed. */
  private static final Pattern LINK =
      Pattern.compile(
          "(?i)(https?)://([^/?#:@\\[\\]]+|\\[[0-9a-f:.]+\\])(?::(\\d{1,5}))?(/[^#]*|\\?[^#]*|)(?:#.*)?");

  private static final Set<String> OWN_HEADERS =
      Set.of("host", "content-length", "transfer-encoding", "connection", "user-agent");

  /** No link lives longer. */
  private static final Duration LONGEST_DOWNLOAD = Duration.ofMinutes(15);

  private static final Duration MAX_READ_TIMEOUT = Duration.ofSeconds(60);

  /** Nothing was announced, or more than an array can hold. */
  private static final long LARGEST = Integer.MAX_VALUE - 64;

  private final SharedClients pool;
  private final Timeouts bounds;
  private final boolean plainAllowed;
  private final String userAgent;
  private final Set<RequestExecutor<?>> underWay = ConcurrentHashMap.newKeySet();
  private volatile boolean aborted;

  PresignedDownloader(SharedClients pool, ConnectionConfig config, Timeouts bounds) {
    this.pool = pool;
    this.bounds = bounds;
    this.plainAllowed = !config.endpoint().tls();
    this.userAgent = UserAgent.of(config.userAgentEntry(), null);
  }

  @Override
  public @Nullable File download(Page.Link link, long maxBytes, ArrayAllocator buffers)
      throws DriverException {
    Matcher parts = LINK.matcher(link.url());
    if (!parts.matches() || link.url().chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new DriverException(
          DriverException.Kind.PROTOCOL, "The server sent a download link that is no URL");
    }
    HttpHost host = host(parts);
    if (host.getSchemeName().equals("http") && !plainAllowed) {
      throw new DriverException(
          DriverException.Kind.PROTOCOL,
          "The server sent an unencrypted download link to " + host.getHostName());
    }
    String path = parts.group(4).startsWith("/") ? parts.group(4) : "/" + parts.group(4);
    RequestExecutor<@Nullable File> executor =
        new RequestExecutor<>(
            new RequestExecutor.RequestSpec(
                pool.storage(),
                pool.watchdog(),
                host,
                () -> get(host, path, link.headers()),
                Repeat.ALWAYS,
                bounds.policy(),
                bounds.ofOneDownload()),
            response -> read(response, host, maxBytes, buffers));
    underWay.add(executor);
    try {
      if (aborted) {
        executor.abort();
      }
      return executor.send();
    } finally {
      underWay.remove(executor);
    }
  }

  /**
   * What limits each download.
   *
   * @param silence asked when a download begins; zero is no limit of its own
   * @param deadline the user's; a download has one of its own besides
   */
  record Timeouts(RetryPolicy policy, Supplier<Duration> readTimeout, Deadline deadline) {
    private CallTimeouts ofOneDownload() {
      Duration wanted = readTimeout.get();
      boolean longer = wanted.isZero() || wanted.compareTo(MAX_READ_TIMEOUT) > 0;
      return new CallTimeouts(
          longer ? MAX_READ_TIMEOUT : wanted, deadline.earliest(Deadline.in(LONGEST_DOWNLOAD)));
    }
  }

  @Override
  public void abort() {
    aborted = true;
    underWay.forEach(RequestExecutor::abort);
  }

  private static HttpHost host(Matcher parts) throws DriverException {
    String scheme = parts.group(1).toLowerCase(Locale.ROOT);
    String name = parts.group(2);
    int port =
        parts.group(3) != null
            ? Integer.parseInt(parts.group(3))
            : scheme.equals("https") ? 443 : 80;
    if (port < 1 || port > 65535) {
      throw new DriverException(
          DriverException.Kind.PROTOCOL, "The server sent a download link that is no URL");
    }
    return new HttpHost(
        scheme, name.startsWith("[") ? name.substring(1, name.length() - 1) : name, port);
  }

  private HttpUriRequestBase get(HttpHost host, String path, Map<String, String> headers) {
    // Set part by part: a parser of URIs might rewrite what is signed.
    HttpGet get = new HttpGet(URI.create("/"));
    get.setScheme(host.getSchemeName());
    get.setAuthority(new URIAuthority(host));
    get.setPath(path);
    headers.forEach(
        (name, value) -> {
          if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
            get.setHeader(name, value);
          }
        });
    get.setHeader(HttpHeaders.USER_AGENT, userAgent);
    return get;
  }

  private static @Nullable File read(
      ClassicHttpResponse response, HttpHost host, long maxBytes, ArrayAllocator buffers)
      throws IOException, DriverException, AttemptFailedException {
    int code = response.getCode();
    if (code == 400 || code == 401 || code == 403) {
      return null;
    }
    HttpEntity entity = response.getEntity();
    if (code != 200 || entity == null) {
      throw new AttemptFailedException(
          RetryPolicy.Failure.status(code, HttpErrorResponse.retryAfter(response), false),
          new DriverException(
              DriverException.Kind.TRANSPORT,
              "The storage "
                  + IoErrors.name(host)
                  + " answered HTTP "
                  + code
                  + " to a file download; is it reachable from here? cloudFetch=0 avoids"
                  + " downloads"));
    }
    return BodyReader.read(
        entity.getContent(),
        entity.getContentLength(),
        maxBytes,
        bytes -> tooLong(bytes, maxBytes),
        buffers::take,
        File::new);
  }

  private static DriverException tooLong(long bytes, long most) {
    return most >= LARGEST
        ? new DriverException(
            DriverException.Kind.TOO_LARGE,
            "A file of the result has at least "
                + bytes
                + " bytes, more than an array can hold, and far beyond resultMemory; select less")
        : new DriverException(
            DriverException.Kind.PROTOCOL,
            "A file of the result has at least "
                + bytes
                + " bytes where the server announced no more than "
                + most);
  }
}
