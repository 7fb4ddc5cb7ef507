package io.github.lakewire.jdbc.internal.http;

import io.github.lakewire.jdbc.internal.config.ConnectionConfig;
import io.github.lakewire.jdbc.internal.config.Secret;
import io.github.lakewire.jdbc.internal.error.DriverException;
import java.net.URI;
import java.util.Map;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.net.URIAuthority;
import org.jspecify.annotations.Nullable;

/** The channel of one connection to its server. */
final class EndpointChannel implements HttpChannel {
  /** The media type of requests and responses. */
  static final String THRIFT = "application/x-thrift";

  private static final ContentType CONTENT_TYPE = ContentType.create(THRIFT);

  private final SharedClients pool;
  private final HttpHost host;
  private final String path;
  private final Map<String, String> headers;
  private volatile Authorization authorization;
  private final @Nullable String userAgentEntry;
  private volatile String userAgent;
  private final RetryPolicy policy;
  private final long maxMessageBytes;

  EndpointChannel(
      SharedClients pool,
      ConnectionConfig config,
      Authorization authorization,
      RetryPolicy policy) {
    ConnectionConfig.Endpoint endpoint = config.endpoint();
    this.pool = pool;
    this.host = host(endpoint);
    this.path = endpoint.httpPath();
    this.headers = endpoint.headers();
    this.authorization = authorization;
    this.userAgentEntry = config.userAgentEntry();
    this.userAgent = UserAgent.of(userAgentEntry, null);
    this.policy = policy;
    this.maxMessageBytes = config.limits().maxMessageBytes();
  }

  private static HttpHost host(ConnectionConfig.Endpoint endpoint) {
    return new HttpHost(endpoint.tls() ? "https" : "http", endpoint.host(), endpoint.port());
  }

  @Override
  public boolean isLocal() {
    return pool.isWorkspaceLocal();
  }

  @Override
  public void applicationName(@Nullable String name) {
    userAgent = UserAgent.of(userAgentEntry, name);
  }

  @Override
  public void renewToken(Secret token) {
    authorization = Authorization.of(token);
  }

  @Override
  public HttpCall prepare(
      RequestContext context, byte[] body, int length, Repeat repeat, CallTimeouts timeouts) {
    RequestExecutor.RequestSpec spec =
        new RequestExecutor.RequestSpec(
            context,
            pool.workspace(),
            pool.watchdog(),
            host,
            new SignedPosts(context, body, length),
            repeat,
            policy,
            timeouts);
    return new PostCall(spec, maxMessageBytes);
  }

  /** The attempts of one exchange, each with the credentials of its time. */
  private final class SignedPosts implements RequestSource {
    private final RequestContext context;
    private final byte[] body;
    private final int length;
    private Map<String, String> credentials = Map.of();

    SignedPosts(RequestContext context, byte[] body, int length) {
      this.context = context;
      this.body = body;
      this.length = length;
    }

    @Override
    public HttpUriRequestBase next(Wait wait) throws DriverException {
      credentials = authorization.headers(wait);
      // Set part by part: a path that looks like an authority ("//x") must not lead elsewhere.
      HttpPost post = new HttpPost(URI.create("/"));
      post.setScheme(host.getSchemeName());
      post.setAuthority(new URIAuthority(host));
      post.setPath(path);
      headers.forEach(post::setHeader);
      context.trace().forEach(post::setHeader);
      post.setHeader(HttpHeaders.ACCEPT, THRIFT);
      credentials.forEach(post::setHeader);
      post.setHeader(HttpHeaders.USER_AGENT, userAgent);
      post.setEntity(new ByteArrayEntity(body, 0, length, CONTENT_TYPE));
      return post;
    }

    @Override
    public boolean renew(Wait wait) throws DriverException {
      return authorization.renew(credentials, wait);
    }
  }
}
