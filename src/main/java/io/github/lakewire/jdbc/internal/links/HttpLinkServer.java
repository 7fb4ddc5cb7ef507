package io.github.lakewire.jdbc.internal.links;

import static java.util.Objects.requireNonNull;

import io.github.lakewire.jdbc.LinkRequest;
import io.github.lakewire.jdbc.LinkServer;
import io.github.lakewire.jdbc.ResultPartitions;
import io.github.lakewire.jdbc.internal.config.Secret;
import io.github.lakewire.jdbc.internal.error.SqlState;
import io.github.lakewire.jdbc.internal.http.EmbeddedServer;
import io.github.lakewire.jdbc.internal.http.EmbeddedServer.Answer;
import io.github.lakewire.jdbc.internal.http.EmbeddedServer.Limits;
import io.github.lakewire.jdbc.internal.http.EmbeddedServer.Request;
import io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Renews links for workers that know its key. Some thousand may ask at the same time: they are
 * served in turn, and those beyond are told to come back.
 */
public final class HttpLinkServer implements LinkServer, EmbeddedServer.Handler {
  private static final Logger LOGGER = Logger.getLogger("io.github.lakewire.jdbc.internal.links");

  private static final int KEY_BYTES = 32;

  private static final Limits LIMITS =
      new Limits(
          "lakewire-links",
          16,
          4_096,
          RenewalMessages.MOST_REQUEST_BYTES,
          Duration.ofSeconds(10),
          Duration.ofSeconds(2),
          Duration.ofSeconds(30));

  private final Map<String, ResultPartitions> results = new ConcurrentHashMap<>();
  private final Secret key;
  private final byte[] proof;
  private final EmbeddedServer server;
  private final URI address;

  private HttpLinkServer(InetSocketAddress asked, @Nullable SSLContext tls, Limits limits)
      throws IOException, URISyntaxException {
    byte[] random = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(random);
    this.key = new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    this.proof = RenewalMessages.authorization(key.reveal()).getBytes(StandardCharsets.US_ASCII);
    this.server = EmbeddedServer.start(asked, tls, limits, this);
    try {
      this.address =
          new URI(
              tls == null ? "http" : "https",
              null,
              host(asked),
              server.port(),
              RenewalMessages.PATH,
              null,
              null);
    } catch (URISyntaxException e) {
      server.close();
      throw e;
    }
  }

  /**
   * Listens at an address.
   *
   * @param tls null for HTTP
   * @throws SQLException 08001 when it cannot
   */
  public static HttpLinkServer start(InetSocketAddress address, @Nullable SSLContext tls)
      throws SQLException {
    return start(address, tls, LIMITS);
  }

  /** As above, within other limits. */
  static HttpLinkServer start(InetSocketAddress address, @Nullable SSLContext tls, Limits limits)
      throws SQLException {
    try {
      return new HttpLinkServer(address, tls, limits);
    } catch (IOException | URISyntaxException e) {
      throw SqlExceptions.of(
          SqlState.CANNOT_CONNECT,
          "Links cannot be renewed at "
              + address.getHostString()
              + ":"
              + address.getPort()
              + ", where the server cannot listen ("
              + e.getMessage()
              + "): name an address of this machine and a free port, or port 0",
          e);
    }
  }

  /** The name that the program gave, which may be that of the certificate. */
  private static String host(InetSocketAddress asked) {
    InetAddress address = asked.getAddress();
    if (address == null || !address.isAnyLocalAddress()) {
      return asked.getHostString();
    }
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return asked.getHostString();
    }
  }

  @Override
  public URI address() {
    return address;
  }

  @Override
  public String key() {
    return key.reveal();
  }

  @Override
  public void add(ResultPartitions result) {
    results.values().removeIf(ResultPartitions::isClosed);
    results.put(requireNonNull(result.queryId(), "queryId"), result);
  }

  @Override
  public void close() {
    server.close();
    results.clear();
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "LinkServer[" + address + "]";
  }

  @Override
  public Answer answer(Request request) {
    String given = request.authorization() == null ? "" : request.authorization();
    // In constant time; before anything is said about anything.
    if (!MessageDigest.isEqual(proof, given.getBytes(StandardCharsets.UTF_8))) {
      return text(RenewalMessages.WRONG_KEY, "");
    } else if (!request.target().equals(RenewalMessages.PATH)) {
      return text(RenewalMessages.UNKNOWN, "There is nothing at this path");
    } else if (!request.method().equals("POST")) {
      return text(RenewalMessages.WRONG_METHOD, "", Map.of("Allow", "POST"));
    } else if (request.body() == null) {
      return text(RenewalMessages.TOO_LONG, "The request is too long");
    }
    LinkRequest read = RenewalMessages.readRequest(request.body());
    return read == null
        ? text(RenewalMessages.MALFORMED, "This is no request for links, or of another version")
        : renew(read);
  }

  private Answer renew(LinkRequest request) {
    ResultPartitions result = results.get(request.queryId());
    if (result == null || result.isClosed()) {
      return text(RenewalMessages.UNKNOWN, "The links of this query are not renewed here");
    }
    try {
      return new Answer(
          RenewalMessages.OK,
          Map.of("Content-Type", RenewalMessages.MEDIA_TYPE),
          result.renew(request));
    } catch (SQLException e) {
      LOGGER.log(Level.FINE, e, () -> "Links were not renewed, of query " + request.queryId());
      return new Answer(
          RenewalMessages.REFUSED, Map.of("Content-Type", "text/plain"), RenewalMessages.write(e));
    } catch (RuntimeException | Error e) {
      LOGGER.log(
          Level.WARNING, e, () -> "Links could not be renewed, of query " + request.queryId());
      return text(RenewalMessages.FAILED, "The links could not be renewed");
    }
  }

  private static Answer text(int status, String text) {
    return text(status, text, Map.of());
  }

  private static Answer text(int status, String text, Map<String, String> headers) {
    return new Answer(status, headers, text.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public boolean failed(IOException why) {
    LOGGER.log(Level.WARNING, "A worker that asked for links could not be accepted", why);
    return true;
  }
}
