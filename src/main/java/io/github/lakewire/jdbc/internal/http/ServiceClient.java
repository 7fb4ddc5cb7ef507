package io.github.lakewire.jdbc.internal.http;

import static java.util.stream.Collectors.joining;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.config.ConnectionConfig;
import io.github.lakewire.jdbc.internal.config.ConnectionConfig.Endpoint;
import io.github.lakewire.jdbc.internal.config.ProxyRule;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.http.HttpChannel.Repeat;
import io.github.lakewire.jdbc.internal.tracing.TraceHeaders;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.jspecify.annotations.Nullable;

/**
 * Small exchanges with services other than the workspace, with the trust of a connection, without
 * redirects, and with answers of bounded size: with identity providers, which answer in JSON and
 * are reached over TLS, or on this machine, through the proxy of the connection; and with other
 * processes of the application.
 */
public final class ServiceClient {
  private static final int MOST_BYTES = 1 << 20;
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);
  private static final Duration RETRIES = Duration.ofSeconds(5);
  private static final ProxyRule.Pair DIRECT =
      new ProxyRule.Pair(new ProxyRule.Direct(), new ProxyRule.Direct());

  /** Where clouds tell machines who they are: an address of the machine, never encrypted. */
  private static final String MACHINE_METADATA = "169.254.169.254";

  private final ConnectionConfig config;

  /** Takes the network of a connection. */
  public ServiceClient(ConnectionConfig config) {
    this.config = config;
  }

  /**
   * An answer, whatever its status, but for those that may pass.
   *
   * @param mediaType without parameters, in lower case; empty when absent
   */
  public record Reply(int status, String mediaType, byte[] body) {
    /** The body may be secret. */
    @Override
    public String toString() {
      return "Reply[" + status + "]";
    }
  }

  /** Asks for a document; repeated for a few seconds where that may help. */
  public Reply get(URI address, Map<String, String> headers, Deadline deadline)
      throws DriverException {
    return send(address, headers, null, true, deadline);
  }

  /**
   * Posts bytes to a process of the application, directly and where it says in plain text; repeated
   * for as long as {@code retryTimeout} says while it is busy, and a few times otherwise.
   *
   * @param queryId what it is about, for log lines
   * @param mostBytes of the answer
   * @throws DriverException as it happened; PROTOCOL for an answer that is too long
   */
  public Reply postDirectly(
      URI address,
      @Nullable String queryId,
      Map<String, String> headers,
      byte[] body,
      int mostBytes,
      Deadline deadline)
      throws DriverException {
    Endpoint service = service(address);
    return exchange(
        service,
        DIRECT,
        new RequestContext("RenewLinks", null, queryId, TraceHeaders.NONE),
        unused ->
            request(
                address, headers, new ByteArrayEntity(body, ContentType.APPLICATION_OCTET_STREAM)),
        Repeat.A_FEW_TIMES,
        policy(config.limits().retry()),
        new CallTimeouts(config.limits().socket(), deadline),
        mostBytes);
  }

  /**
   * Posts a form.
   *
   * @param repeatable whether it may be sent again when it may have arrived
   * @throws DriverException CANNOT_CONNECT when the service cannot be reached now, or is busy;
   *     CANNOT_CONNECT_EVER when the address cannot be used
   */
  public Reply post(
      URI address,
      Map<String, String> headers,
      Map<String, String> form,
      boolean repeatable,
      Deadline deadline)
      throws DriverException {
    String body =
        form.entrySet().stream()
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .collect(joining("&"));
    return send(address, headers, body, repeatable, deadline);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private Reply send(
      URI address,
      Map<String, String> headers,
      @Nullable String form,
      boolean repeatable,
      Deadline deadline)
      throws DriverException {
    Endpoint service = service(address);
    if (!service.tls() && !isOfThisMachine(service)) {
      throw unusable(address, "credentials are sent over https:// only");
    }
    HttpEntity content =
        form == null ? null : new StringEntity(form, ContentType.APPLICATION_FORM_URLENCODED);
    try {
      return exchange(
          service,
          isOfThisMachine(service) ? DIRECT : config.proxies(),
          new RequestContext("Sign-in", null, null, TraceHeaders.NONE),
          unused -> {
            HttpUriRequestBase request = request(address, headers, content);
            request.setHeader(HttpHeaders.ACCEPT, ContentType.APPLICATION_JSON.getMimeType());
            return request;
          },
          repeatable ? Repeat.WHILE_STARTING : Repeat.IF_NOT_SENT,
          policy(repeatable ? RETRIES : Duration.ZERO),
          new CallTimeouts(LONGEST_SILENCE, deadline),
          MOST_BYTES);
    } catch (DriverException e) {
      throw inSignIn(e);
    }
  }

  private Reply exchange(
      Endpoint service,
      ProxyRule.Pair proxies,
      RequestContext context,
      RequestSource requests,
      Repeat repeat,
      RetryPolicy policy,
      CallTimeouts timeouts,
      int mostBytes)
      throws DriverException {
    HttpHost host = new HttpHost(service.tls() ? "https" : "http", service.host(), service.port());
    SharedClients clients = SharedClients.forService(config, service, proxies);
    try {
      return new RequestExecutor<>(
              new RequestExecutor.RequestSpec(
                  context,
                  clients.workspace(),
                  clients.watchdog(),
                  host,
                  requests,
                  repeat,
                  policy,
                  timeouts),
              response -> read(response, host, mostBytes))
          .send();
    } finally {
      clients.release();
    }
  }

  private static RetryPolicy policy(Duration budget) {
    return new RetryPolicy(Duration.ofMillis(500), Duration.ofSeconds(2), budget, budget);
  }

  /** Nothing of a statement has been sent: a later attempt may succeed, unless it never will. */
  private static DriverException inSignIn(DriverException met) {
    boolean never =
        met.kind() == DriverException.Kind.CANNOT_CONNECT_EVER
            || met.kind() == DriverException.Kind.UNAUTHORIZED;
    // What is too long today is so tomorrow.
    boolean useless = met.kind() == DriverException.Kind.PROTOCOL;
    return new DriverException(
        never
            ? met.kind()
            : useless
                ? DriverException.Kind.CANNOT_CONNECT_EVER
                : DriverException.Kind.CANNOT_CONNECT,
        "No token could be obtained: " + met.getMessage(),
        met.getCause());
  }

  private static boolean isOfThisMachine(Endpoint service) {
    return service.isLocalByName() || service.host().equals(MACHINE_METADATA);
  }

  private static Endpoint service(URI address) throws DriverException {
    boolean tls = "https".equalsIgnoreCase(address.getScheme());
    String host = address.getHost();
    if (host == null
        || (!tls && !"http".equalsIgnoreCase(address.getScheme()))
        || address.getRawUserInfo() != null) {
      throw unusable(address, "it is no https:// address of a host");
    }
    String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    int port = address.getPort() < 0 ? (tls ? 443 : 80) : address.getPort();
    return new Endpoint(name, port, tls, "/", Map.of());
  }

  private static DriverException unusable(URI address, String why) {
    return new DriverException(
        DriverException.Kind.CANNOT_CONNECT_EVER,
        "The address of the identity provider on host "
            + address.getHost()
            + " is not used: "
            + why);
  }

  private HttpUriRequestBase request(
      URI address, Map<String, String> headers, @Nullable HttpEntity content) {
    HttpUriRequestBase request = content == null ? new HttpGet(address) : new HttpPost(address);
    request.setHeader(HttpHeaders.USER_AGENT, UserAgent.of(config.userAgentEntry(), null));
    headers.forEach(request::setHeader);
    request.setEntity(content);
    return request;
  }

  private static Reply read(ClassicHttpResponse response, HttpHost host, int mostBytes)
      throws IOException, DriverException, AttemptFailedException {
    int status = response.getCode();
    HttpEntity entity = response.getEntity();
    byte[] body = entity == null ? new byte[0] : entity.getContent().readNBytes(mostBytes + 1);
    if (body.length > mostBytes) {
      throw new DriverException(
          DriverException.Kind.PROTOCOL,
          IoErrors.name(host) + " answered with more than " + mostBytes + " bytes");
    }
    if (status == 429 || status == 408 || (status >= 500 && status != 501)) {
      throw new AttemptFailedException(
          RetryPolicy.Failure.status(status, HttpErrorResponse.retryAfter(response), false),
          new DriverException(
              DriverException.Kind.CANNOT_CONNECT,
              IoErrors.name(host) + " answered HTTP " + status));
    }
    return new Reply(status, HttpErrorResponse.mediaType(response), body);
  }
}
