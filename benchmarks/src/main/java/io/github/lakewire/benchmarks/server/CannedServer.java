package io.github.lakewire.benchmarks.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.lakewire.benchmarks.CannedQuery;
import io.github.lakewire.benchmarks.Dataset;
import io.github.lakewire.benchmarks.Machine;
import io.github.lakewire.benchmarks.server.Conversation.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.thrift.TException;

/**
 * The server process.
 *
 * <p>Beside what drivers ask, it answers {@code GET /bench/prepare?sql=...}, which encodes a result
 * and tells its size and sum as {@code key=value} lines, and {@code GET
 * /bench/link?delayMillis=..&bytesPerSecond=..}, which sets the network imitated from then on, and
 * {@code GET /bench/requests}, which tells how many other requests came since it was last asked.
 *
 * <p>It prints {@code port=<number>} and ends when its standard input does, so that it never
 * outlives whoever started it.
 */
public final class CannedServer {

  private static final Pattern PAIR = Pattern.compile("(\\w+)=([^&]*)");

  private final CannedResults shelf = new CannedResults();
  private final ThriftHandler desk;
  private final boolean verbose;
  private final AtomicInteger requests = new AtomicInteger();
  private volatile Link link = Link.FREE;

  private CannedServer(int port, boolean verbose) {
    this.desk = new ThriftHandler(shelf, "http://127.0.0.1:" + port);
    this.verbose = verbose;
  }

  /**
   * Serves until standard input ends.
   *
   * @param arguments the port, by default 0 for any free one; then {@code verbose} to see requests
   */
  public static void main(String[] arguments) throws IOException {
    ServerSocketChannel listener = ServerSocketChannel.open();
    int wanted = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 0;
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 128);
    int port = listener.socket().getLocalPort();
    CannedServer server =
        new CannedServer(port, arguments.length > 1 && arguments[1].equals("verbose"));
    Thread acceptor = new Thread(() -> server.accept(listener), "canned-server-acceptor");
    acceptor.setDaemon(true);
    acceptor.start();
    System.out.println("port=" + port);
    while (System.in.read() >= 0) {
      // Whatever is typed is of no interest, only the end is.
    }
  }

  Link link() {
    return link;
  }

  /** Shows what happens, when asked to. */
  void note(String line) {
    if (verbose) {
      System.err.println(line);
    }
  }

  private void accept(ServerSocketChannel listener) {
    try {
      while (true) {
        SocketChannel channel = listener.accept();
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        Thread thread = new Thread(new Conversation(channel, this), "canned-server-connection");
        thread.setDaemon(true);
        thread.start();
      }
    } catch (IOException e) {
      System.err.println("The canned server cannot accept connections any more: " + e);
    }
  }

  Response respond(String method, String path, byte[] body) throws IOException {
    note(method + " " + path + " " + body.length);
    if (path.startsWith("/bench/")) {
      String answer = control(URI.create(path));
      return new Response(200, "text/plain", List.of(ByteBuffer.wrap(answer.getBytes(UTF_8))));
    }
    requests.incrementAndGet();
    try {
      if (method.equals("POST") && path.startsWith("/sql/")) {
        return new Response(200, "application/x-thrift; protocol=TBINARY", desk.answer(body));
      }
      if (path.startsWith("/files/")) {
        ByteBuffer file = shelf.file(URI.create(path).getPath());
        return file == null
            ? Response.NOT_FOUND
            : new Response(200, "binary/octet-stream", List.of(file));
      }
    } catch (TException e) {
      throw new IOException("A call could not be answered", e);
    }
    return Response.NOT_FOUND;
  }

  private String control(URI request) throws IOException {
    if (request.getPath().equals("/bench/requests")) {
      return "requests=" + requests.getAndSet(0) + "\n";
    }
    if (request.getPath().equals("/bench/machine")) {
      return "machine=%s\nload=%.1f\n".formatted(Machine.describe(), Machine.load());
    }
    Map<String, String> query = new HashMap<>();
    Matcher pairs = PAIR.matcher(request.getRawQuery());
    while (pairs.find()) {
      query.put(pairs.group(1), URLDecoder.decode(pairs.group(2), UTF_8));
    }
    if (request.getPath().equals("/bench/link")) {
      link =
          new Link(
              Long.parseLong(query.getOrDefault("delayMillis", "0")),
              Long.parseLong(query.getOrDefault("bytesPerSecond", "0")));
      return "";
    }
    Dataset dataset =
        CannedQuery.parse(query.getOrDefault("sql", ""))
            .orElseThrow(() -> new IOException("Not the statement of a canned result"))
            .dataset();
    CannedResult result = prepared(dataset);
    return "sum=%d\nplainBytes=%d\nwireBytes=%d\nanswers=%d\n"
        .formatted(
            result.sum(),
            result.plainBytes(),
            result.wireBytes(),
            result.pages().size() + result.files().size());
  }

  private CannedResult prepared(Dataset dataset) throws IOException {
    try {
      return shelf.get(dataset);
    } catch (TException e) {
      throw new IOException("The result cannot be encoded", e);
    }
  }
}
