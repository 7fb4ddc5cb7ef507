package io.github.lakewire.jdbc.internal.http;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.config.ConnectionConfig;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.fetch.ArrayAllocator;
import io.github.lakewire.jdbc.internal.fetch.LinkDownloader;
import io.github.lakewire.jdbc.internal.fetch.Page;
import io.github.lakewire.jdbc.internal.http.HttpChannel.Repeat;
import io.github.lakewire.jdbc.internal.tracing.DriverEvents;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
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
  /** No link lives longer. */
  private static final Duration LONGEST_DOWNLOAD = Duration.ofMinutes(15);

  private static final Duration MAX_READ_TIMEOUT = Duration.ofSeconds(60);

  private final RequestContext context;
  private final SharedClients pool;
  private final RetryPolicy policy;
  private final Supplier<CallTimeouts> timeouts;
  private final boolean plainAllowed;
  private final String userAgent;
  private final Set<RequestExecutor<?>> underWay = ConcurrentHashMap.newKeySet();
  private volatile boolean aborted;

  /**
   * A downloader for one result.
   *
   * @param timeouts asked when a download begins, which has limits of its own besides
   */
  PresignedDownloader(
      RequestContext context,
      SharedClients pool,
      ConnectionConfig config,
      RetryPolicy policy,
      Supplier<CallTimeouts> timeouts) {
    this.context = context;
    this.pool = pool;
    this.policy = policy;
    this.timeouts = timeouts;
    this.plainAllowed = !config.endpoint().tls();
    this.userAgent = UserAgent.of(config.userAgentEntry(), null);
  }

  @Override
  public @Nullable File download(
      Page.Link link, long maxBytes, ArrayAllocator buffers, boolean renewable)
      throws DriverException {
    Link parsed = Link.of(link.url(), plainAllowed);
    HttpHost host = parsed.host();
    RequestExecutor<@Nullable File> executor =
        new RequestExecutor<>(
            new RequestExecutor.RequestSpec(
                context,
                pool.storage(),
                pool.watchdog(),
                host,
                unused -> parsed.request("GET", link.headers(), userAgent),
                pool.isStorageReached() ? Repeat.ALWAYS : Repeat.A_FEW_TIMES,
                policy,
                timeouts.get().atMost(MAX_READ_TIMEOUT, Deadline.in(LONGEST_DOWNLOAD))),
            response -> {
              pool.storageReached();
              FileResponse file = new FileResponse(response, host);
              return file.isRefusal() && renewable ? null : file.read(maxBytes, buffers);
            });
    return DriverEvents.download()
        .around(
            () -> send(executor, host), (file, failure) -> downloaded(link, host, file, failure));
  }

  private @Nullable File send(RequestExecutor<@Nullable File> executor, HttpHost host)
      throws DriverException {
    underWay.add(executor);
    try {
      if (aborted) {
        executor.abort();
      }
      long began = System.nanoTime();
      File file = executor.send();
      if (file != null) {
        pool.fileCame(host.getHostName(), file.length(), began);
      }
      return file;
    } catch (DriverException exception) {
      throw ofStore(exception, host);
    } finally {
      underWay.remove(executor);
    }
  }

  private DriverEvents.Download downloaded(
      Page.Link link, HttpHost host, @Nullable File file, @Nullable DriverException failure) {
    return new DriverEvents.Download(
        context.queryId(),
        IoErrors.name(host),
        link.startRow(),
        link.rowCount(),
        file == null ? 0 : file.length(),
        link.uncompressedBytes(),
        file == null && failure == null,
        failure == null ? null : failure.kind().name());
  }

  @Override
  public void abort() {
    aborted = true;
    underWay.forEach(RequestExecutor::abort);
  }

  /** Says that it is a file that is missing, and what to do about it. */
  private static DriverException ofStore(DriverException exception, HttpHost host) {
    return switch (exception.kind()) {
      case CANNOT_CONNECT, CANNOT_CONNECT_EVER, TRANSPORT, READ_TIMEOUT, REJECTED, OUTAGE ->
          new DriverException(exception.kind(), text(exception, host), exception);
      case TIMED_OUT ->
          exception.getCause() instanceof DriverException met
              ? new DriverException(exception.kind(), text(met, host), met)
              : exception;
      // No HTTP at all, in contrast to a file that is too long.
      case PROTOCOL ->
          exception.getCause() == null
              ? exception
              : new DriverException(
                  DriverException.Kind.REJECTED, text(exception, host), exception);
      default -> exception;
    };
  }

  private static String text(DriverException exception, HttpHost host) {
    return "A result file could not be fetched from the cloud store "
        + IoErrors.name(host)
        + ": "
        + exception.getMessage()
        // A store that is busy, or has the file no more, is there.
        + (exception.kind() == DriverException.Kind.OUTAGE
            ? "; "
            : ". The workspace can be reached, so it may be a firewall or proxy before the store; ")
        + "cloudFetch=0 gets all results over the connection itself";
  }

  /**
   * A presigned link: a secret, of which only the host is ever named.
   *
   * @param path and query exactly as signed
   */
  record Link(HttpHost host, String path) {
    /** Scheme, host, port, and the path and query exactly as signed. */
    private static final Pattern LINK =
        Pattern.compile(
            "(?i)(https?)://([^/?#:@\\[\\]]+|\\[[0-9a-f:.]+\\])(?::(\\d{1,5}))?(/[^#]*|\\?[^#]*|)(?:#.*)?");

    private static final Set<String> OWN_HEADERS =
        Set.of("host", "content-length", "transfer-encoding", "connection", "user-agent");

    static Link of(String url, boolean plainAllowed) throws DriverException {
      Matcher parts = LINK.matcher(url);
      if (!parts.matches() || url.chars().anyMatch(c -> c <= ' ' || c > '~')) {
        throw new DriverException(
            DriverException.Kind.PROTOCOL, "The server sent a download link that is no URL");
      }
      HttpHost host = host(parts);
      if (host.getSchemeName().equals("http") && !plainAllowed) {
        throw new DriverException(
            DriverException.Kind.PROTOCOL,
            "The server sent an unencrypted download link to " + host.getHostName());
      }
      String path = parts.group(4);
      return new Link(host, path.startsWith("/") ? path : "/" + path);
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

    HttpUriRequestBase request(String method, Map<String, String> headers, String userAgent) {
      // Set part by part: a parser of URIs might rewrite what is signed.
      HttpUriRequestBase request = new HttpUriRequestBase(method, URI.create("/"));
      request.setScheme(host.getSchemeName());
      // A Host header with the default port is another one to some signatures and gateways.
      boolean usual = host.getPort() == (host.getSchemeName().equals("https") ? 443 : 80);
      request.setAuthority(new URIAuthority(host.getHostName(), usual ? -1 : host.getPort()));
      request.setPath(path);
      headers.forEach(
          (name, value) -> {
            if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
              request.setHeader(name, value);
            }
          });
      request.setHeader(HttpHeaders.USER_AGENT, userAgent);
      return request;
    }

    @Override
    public String toString() {
      return "Link[" + IoErrors.name(host) + "]";
    }
  }

  /**
   * What a store answers to the request for a file. Of an error only its code is shown: the rest of
   * the body may repeat the signature.
   */
  record FileResponse(ClassicHttpResponse response, HttpHost host) {
    /** Nothing was announced, or more than an array can hold. */
    private static final long LARGEST = Integer.MAX_VALUE - 64;

    private static final int MOST_ERROR_BYTES = 4_096;

    /** Of S3 and Google's store. */
    private static final Pattern CODE = Pattern.compile("<Code>([A-Za-z]{3,60})</Code>");

    /** Of Azure's store. */
    private static final String CODE_HEADER = "x-ms-error-code";

    /** Whether the store does not take the link, which may have expired. */
    boolean isRefusal() {
      int code = response.getCode();
      return code == 400 || code == 401 || code == 403;
    }

    LinkDownloader.File read(long maxBytes, ArrayAllocator buffers)
        throws IOException, DriverException, AttemptFailedException {
      HttpEntity entity = response.getEntity();
      if (response.getCode() != 200 || entity == null) {
        throw failure();
      }
      if (HttpErrorResponse.mediaType(response).equals("text/html")) {
        throw never("it is a page that came instead, probably from a proxy or firewall");
      }
      return BodyReader.read(
          entity.getContent(),
          entity.getContentLength(),
          maxBytes,
          bytes -> tooLong(bytes, maxBytes),
          buffers,
          LinkDownloader.File::new);
    }

    /** As {@link #failure}, of a request whose fault is its own: nothing was done, nor will be. */
    AttemptFailedException finalFailure() {
      int code = response.getCode();
      boolean own = code >= 400 && code < 500 && code != 408 && code != 429 && !isRefusal();
      return own ? never("HTTP " + code + errorCode()) : failure();
    }

    private AttemptFailedException failure() {
      int code = response.getCode();
      String status = "HTTP " + code + errorCode();
      if (isRefusal()) {
        return never(
            status
                + ": the link has expired or is not accepted, or the firewall of the store does not"
                + " let this client in");
      }
      if (code >= 300 && code < 400) {
        return never(status + ": a redirect, probably of a proxy or firewall");
      }
      return new AttemptFailedException(
          RetryPolicy.Failure.status(code, HttpErrorResponse.retryAfter(response), false),
          new DriverException(DriverException.Kind.OUTAGE, status));
    }

    private static AttemptFailedException never(String what) {
      return new AttemptFailedException(
          RetryPolicy.Failure.of(RetryPolicy.Cause.FINAL),
          new DriverException(DriverException.Kind.REJECTED, what));
    }

    private String errorCode() {
      Header header = response.getFirstHeader(CODE_HEADER);
      String code = header == null ? "" : String.valueOf(header.getValue());
      if (!code.matches("[A-Za-z]{3,60}")) {
        Matcher named = CODE.matcher(body());
        code = named.find() ? named.group(1) : "";
      }
      return code.isEmpty() ? "" : " (" + code + ")";
    }

    private String body() {
      HttpEntity entity = response.getEntity();
      try {
        return entity == null
            ? ""
            : new String(entity.getContent().readNBytes(MOST_ERROR_BYTES), StandardCharsets.UTF_8);
      } catch (IOException e) {
        // The status says enough.
        return "";
      }
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
}
