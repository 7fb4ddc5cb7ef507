package io.github.lakewire.jdbc.recordings;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.github.lakewire.jdbc.recordings.Recordings.Conversation;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.thrift.TException;

/**
 * An HTTP server that plays recorded conversations, each under a path of its own, so that a late
 * request of one cannot disturb the next.
 */
final class ReplayServer implements AutoCloseable {
  /** The only token that is let in. */
  static final String TOKEN = "replayed-token";

  private final WireMockServer server;
  private final Map<String, RunningReplay> replays = new ConcurrentHashMap<>();
  private final AtomicInteger count = new AtomicInteger();

  /** A conversation that is being played, and where. */
  record RunningReplay(Replay replay, LinkRewriter links, String path) {}

  ReplayServer() {
    server =
        new WireMockServer(
            options()
                .bindAddress("127.0.0.1")
                .dynamicPort()
                .gzipDisabled(true)
                .disableRequestJournal()
                .extensions(new Answers()));
    server.stubFor(any(anyUrl()).willReturn(aResponse().withTransformers(Answers.NAME)));
    server.start();
  }

  int port() {
    return server.port();
  }

  RunningReplay play(Conversation conversation, ReplayMode mode) throws IOException, TException {
    String path = "/replay/" + count.incrementAndGet();
    LinkRewriter links = new LinkRewriter("http://127.0.0.1:" + port() + path, mode, conversation);
    Replay replay = new Replay(conversation, mode, links);
    RunningReplay running = new RunningReplay(replay, links, path);
    replays.put(path, running);
    return running;
  }

  @Override
  public void close() {
    server.stop();
  }

  private final class Answers implements ResponseDefinitionTransformerV2 {
    static final String NAME = "replay";

    @Override
    public ResponseDefinition transform(ServeEvent event) {
      Request request = event.getRequest();
      String path = URI.create(request.getUrl()).getPath();
      try {
        return request.getMethod().equals(RequestMethod.POST)
            ? thrift(request, path)
            : download(request, path);
      } catch (TException | RuntimeException e) {
        return aResponse().withStatus(400).withBody("replay failed: " + e).build();
      }
    }

    private ResponseDefinition thrift(Request request, String path) throws TException {
      RunningReplay running = replays.get(path);
      boolean known = ("Bearer " + TOKEN).equals(request.getHeader("Authorization"));
      if (running == null || !known || request.getHeader("User-Agent") == null) {
        return aResponse().withStatus(403).withBody("replay: wrong path or headers").build();
      }
      Replay.Answer answer = running.replay().answer(request.getBody());
      ResponseDefinitionBuilder response =
          aResponse()
              .withStatus(answer.status())
              .withHeader("content-type", answer.contentType())
              .withBody(answer.body());
      answer.headers().forEach(response::withHeader);
      return response.build();
    }

    private ResponseDefinition download(Request request, String path) {
      int slash = path.lastIndexOf('/');
      RunningReplay running = replays.get(path.substring(0, slash));
      boolean signed = request.getUrl().endsWith("?" + LinkRewriter.SIGNATURE);
      byte[] file =
          running == null || !signed
              ? null
              : running
                  .links()
                  .file(path.substring(slash), request.containsHeader("Authorization"));
      return file == null
          ? aResponse().withStatus(404).build()
          : aResponse().withHeader("content-type", "binary/octet-stream").withBody(file).build();
    }

    @Override
    public boolean applyGlobally() {
      return false;
    }

    @Override
    public String getName() {
      return NAME;
    }
  }
}
