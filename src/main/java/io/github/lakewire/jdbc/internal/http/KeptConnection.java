package io.github.lakewire.jdbc.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.apache.hc.client5.http.impl.io.DefaultManagedHttpClientConnection;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParser;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * A connection that is looked at before each request but its first. A server may have closed it
 * without saying so, and a statement that is sent then is lost, or perhaps not.
 *
 * <p>The library's own look waits a millisecond for something to arrive, which is longer than a
 * request takes in a good network. This one does not wait, but needs a socket that has a channel.
 */
final class KeptConnection extends DefaultManagedHttpClientConnection {
  /** Set in the context of a request that must not be sent twice. */
  static final String AT_MOST_ONCE = "lakewire.at-most-once";

  /** Requests after which the server is trusted to keep a connection. */
  private static final int PROBATION = 3;

  private final LeastRate rate;

  /**
   * A connection without a socket yet.
   *
   * @param id tells it from others in the library's log
   */
  KeptConnection(String id, Http1Config config, LeastRate rate) {
    super(
        id,
        null,
        null,
        config,
        null,
        null,
        null,
        null,
        unused -> new WholeHeadParser(new DefaultHttpResponseParser(config), rate));
    this.rate = rate;
  }

  @Override
  protected InputStream createContentInputStream(
      long length, SessionInputBuffer buffer, InputStream in) {
    // Around what is read of chunks, whose frames can be as long as one likes.
    return rate.new Stream(super.createContentInputStream(length, buffer, in));
  }

  /** Makes a socket that can be looked at without waiting, wherever that is the same otherwise. */
  static Socket socket(@Nullable Proxy socks) throws IOException {
    if (socks != null) {
      return new Socket(socks);
    }
    return mayHaveSocksProxy() ? new Socket() : SocketChannel.open().socket();
  }

  /** A SOCKS proxy of the JVM is used by plain sockets only. */
  private static boolean mayHaveSocksProxy() {
    return System.getProperty("socksProxyHost") != null
        || Boolean.getBoolean("java.net.useSystemProxies")
        || (ProxySelector.getDefault() != null && ProxyPlanner.hasOwnSelector());
  }

  @Override
  public boolean isStale() throws IOException {
    Socket socket = getSocket();
    SocketChannel channel = socket == null ? null : socket.getChannel();
    if (channel == null) {
      return super.isStale();
    }
    channel.configureBlocking(false);
    // Whatever has come was not asked for: the end, or a message that says why it is the end.
    boolean quiet = channel.read(ByteBuffer.allocate(1)) == 0;
    channel.configureBlocking(true);
    return !quiet;
  }

  /**
   * Waits for the end of a connection whose server has answered few requests yet: one that closes
   * after each answer may do so a moment later.
   */
  private void checkOnProbation() throws ClosedException {
    long requests = getEndpointDetails().getRequestCount();
    if (requests == 0 || requests > PROBATION) {
      return;
    }
    try {
      if (super.isStale()) {
        throw new ClosedException(null);
      }
    } catch (IOException e) {
      throw e instanceof ClosedException closed ? closed : new ClosedException(e);
    }
  }

  /** The connection has been closed by the server; nothing was sent. */
  static final class ClosedException extends IOException {
    private static final long serialVersionUID = 1L;

    private ClosedException(@Nullable IOException cause) {
      super(cause);
    }
  }

  /** The proxy did not say in time whether there is a way to the server. */
  static final class NoTunnelException extends SocketTimeoutException {
    private static final long serialVersionUID = 1L;

    private NoTunnelException(SocketTimeoutException cause) {
      super("the proxy is silent");
      initCause(cause);
    }
  }

  /** Sends requests, those that must not be sent twice only while the connection stands. */
  static final class Sender extends HttpRequestExecutor {
    private final Timeout connect;

    /**
     * @param connect how long a proxy may take to open a way to the server
     */
    Sender(Timeout connect) {
      this.connect = connect;
    }

    @Override
    public ClassicHttpResponse execute(
        ClassicHttpRequest request,
        HttpClientConnection connection,
        @Nullable HttpResponseInformationCallback callback,
        HttpContext context)
        throws IOException, HttpException {
      if (context.getAttribute(AT_MOST_ONCE) != null && connection instanceof KeptConnection kept) {
        kept.checkOnProbation();
      }
      return Method.CONNECT.isSame(request.getMethod())
          ? openTunnel(request, connection, callback, context)
          : super.execute(request, connection, callback, context);
    }

    /** The time-out of reads is set again for what follows. */
    private ClassicHttpResponse openTunnel(
        ClassicHttpRequest request,
        HttpClientConnection connection,
        @Nullable HttpResponseInformationCallback callback,
        HttpContext context)
        throws IOException, HttpException {
      connection.setSocketTimeout(connect);
      try {
        return super.execute(request, connection, callback, context);
      } catch (SocketTimeoutException e) {
        throw new NoTunnelException(e);
      }
    }
  }
}
