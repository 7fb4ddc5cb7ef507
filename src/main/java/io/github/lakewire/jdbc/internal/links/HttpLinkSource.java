package io.github.lakewire.jdbc.internal.links;

import io.github.lakewire.jdbc.LinkRequest;
import io.github.lakewire.jdbc.LinkSource;
import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.config.ConfigException;
import io.github.lakewire.jdbc.internal.config.ConfigParser;
import io.github.lakewire.jdbc.internal.config.ConnectionConfig;
import io.github.lakewire.jdbc.internal.config.Secret;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.SqlState;
import io.github.lakewire.jdbc.internal.http.ServiceClient;
import io.github.lakewire.jdbc.internal.http.ServiceClient.Reply;
import io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * Asks the {@link HttpLinkServer} of the coordinator. Nothing is kept between two renewals, which
 * are minutes apart: no connection, no thread.
 */
public final class HttpLinkSource implements LinkSource {
  /** Where the properties set no limit: presigned links live no longer. */
  private static final Duration LONGEST = Duration.ofMinutes(15);

  private static final Set<DriverException.Kind> OUT_OF_REACH =
      Set.of(
          DriverException.Kind.CANNOT_CONNECT,
          DriverException.Kind.CANNOT_CONNECT_EVER,
          DriverException.Kind.TRANSPORT,
          DriverException.Kind.READ_TIMEOUT,
          DriverException.Kind.TIMED_OUT);

  private final URI address;
  private final Secret key;
  private final ServiceClient client;
  private final Duration timeout;

  private HttpLinkSource(URI address, Secret key, ConnectionConfig config) {
    this.address = address;
    this.key = key;
    this.client = new ServiceClient(config);
    this.timeout = timeout(config.limits());
  }

  /**
   * Takes the network from connection properties; nothing is sent yet.
   *
   * @param address of the server
   * @param key of the server
   * @throws SQLException 08001 for wrong properties, HY024 for another address or key than a server
   *     has
   */
  public static HttpLinkSource of(URI address, String key, Properties properties)
      throws SQLException {
    String scheme = String.valueOf(address.getScheme());
    if (address.getHost() == null
        || address.getRawUserInfo() != null
        || !(scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"))) {
      throw SqlExceptions.invalidArgument(
          "The address of the coordinator is no http:// or https:// address of a host: it is that"
              + " of LinkServer.address()");
    }
    if (!Secret.isToken(key)) {
      throw SqlExceptions.invalidArgument(
          "The key of the coordinator is none: it is that of LinkServer.key()");
    }
    try {
      String url = "jdbc:databricks://" + address.getHost() + ";httpPath=/";
      return new HttpLinkSource(
          address, new Secret(key), ConfigParser.parseWithoutSignIn(url, properties));
    } catch (ConfigException e) {
      throw SqlExceptions.atConnect(e);
    }
  }

  private static Duration timeout(ConnectionConfig.Limits limits) {
    Duration asked = limits.retry().isZero() ? limits.socket() : limits.retry();
    return asked.isZero() || asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
  }

  @Override
  public byte[] renew(LinkRequest request) throws SQLException {
    if (!RenewalMessages.isQueryId(request.queryId())) {
      throw SqlExceptions.invalidArgument("The query id of the request is none");
    }
    try {
      return links(
          client.postDirectly(
              address,
              request.queryId(),
              Map.of("Authorization", RenewalMessages.authorization(key.reveal())),
              RenewalMessages.write(request),
              RenewalMessages.MOST_LINK_BYTES,
              Deadline.in(timeout)));
    } catch (DriverException e) {
      if (!OUT_OF_REACH.contains(e.kind())) {
        throw SqlExceptions.from(e);
      }
      throw SqlExceptions.of(
          SqlState.CONNECTION_FAILURE,
          "New links could not be had from the coordinator: "
              + e.getMessage()
              + ". The process that ran the query must be there, with its LinkServer open and"
              + " reachable from here: a partition whose links have expired cannot be read without"
              + " it",
          e);
    }
  }

  private byte[] links(Reply reply) throws SQLException {
    switch (reply.status()) {
      case RenewalMessages.OK -> {
        if (reply.mediaType().equals(RenewalMessages.MEDIA_TYPE)) {
          return reply.body();
        }
      }
      case RenewalMessages.WRONG_KEY ->
          throw SqlExceptions.of(
              SqlState.INVALID_AUTHORIZATION,
              "The coordinator at "
                  + address.getAuthority()
                  + " does not take the key: each LinkServer has its own, give that of the one that"
                  + " runs now");
      case RenewalMessages.UNKNOWN ->
          throw SqlExceptions.of(
              SqlState.INVALID_CURSOR_STATE,
              "The coordinator at "
                  + address.getAuthority()
                  + " does not renew the links of this query: its result was not added to the"
                  + " LinkServer, or the coordinator has been started anew");
      case RenewalMessages.REFUSED -> {
        SQLException told = RenewalMessages.readFailure(reply.body());
        if (told != null) {
          throw told;
        }
      }
      default -> {}
    }
    throw SqlExceptions.of(
        SqlState.PROTOCOL_VIOLATION,
        "At "
            + address.getAuthority()
            + " is no LinkServer of this version: it answered HTTP "
            + reply.status());
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "LinkSource[" + address + "]";
  }
}
