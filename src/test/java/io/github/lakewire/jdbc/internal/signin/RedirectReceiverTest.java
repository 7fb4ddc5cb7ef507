package io.github.lakewire.jdbc.internal.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RedirectReceiverTest {
  private static final String CODE = "dapi-code%2Bone";

  private final HttpClient browser = HttpClient.newHttpClient();
  private RedirectReceiver receiver;
  private String state;

  @BeforeEach
  void askForACode() throws Exception {
    receiver = new RedirectReceiver(List.of(0));
    AuthorizationRequest request =
        AuthorizationRequest.create(
            URI.create("https://id.example/authorize"), "client", "sql", receiver.redirectUri());
    receiver.expect(request);
    state = request.address().toString().replaceAll(".*[?&]state=([^&]*).*", "$1");
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  private HttpResponse<String> get(String target) throws Exception {
    String base = receiver.redirectUri().replace("localhost", "127.0.0.1");
    return browser.send(
        HttpRequest.newBuilder(URI.create(base + target)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private RedirectAnswer answer() throws Exception {
    return receiver.answer().get(20, TimeUnit.SECONDS);
  }

  @Test
  void theCodeIsTakenAndThePageDoesNotShowIt() throws Exception {
    HttpResponse<String> page = get("/?code=" + CODE + "&state=" + state);
    assertEquals(200, page.statusCode());
    assertTrue(page.body().contains("You can close this window"), page.body());
    assertFalse(page.body().contains("dapi-"), page.body());
    assertFalse(page.body().contains(state), page.body());
    assertFalse(page.body().contains("<script"), page.body());
    RedirectAnswer.Code code = assertInstanceOf(RedirectAnswer.Code.class, answer());
    assertEquals("dapi-code+one", code.code().reveal());
    assertFalse(code.toString().contains("dapi-"), code.toString());
  }

  @Test
  void theBrowserIsToldToPassNothingOn() throws Exception {
    HttpResponse<String> page = get("/?code=" + CODE + "&state=" + state);
    assertEquals("no-referrer", page.headers().firstValue("Referrer-Policy").orElse(""));
    assertEquals(
        "default-src 'none'; frame-ancestors 'none'",
        page.headers().firstValue("Content-Security-Policy").orElse(""));
    assertEquals("text/html; charset=UTF-8", page.headers().firstValue("Content-Type").orElse(""));
  }

  @Test
  void nothingButGetIsAnswered() throws Exception {
    String base = receiver.redirectUri().replace("localhost", "127.0.0.1");
    URI address = URI.create(base + "/?code=" + CODE + "&state=" + state);
    for (String method : List.of("POST", "PUT", "HEAD", "OPTIONS")) {
      HttpRequest request =
          HttpRequest.newBuilder(address)
              .method(method, HttpRequest.BodyPublishers.noBody())
              .build();
      assertEquals(
          404, browser.send(request, HttpResponse.BodyHandlers.ofString()).statusCode(), method);
    }
    assertFalse(receiver.answer().isDone());
  }

  @Test
  void anAnswerWithAnotherStateIsRefusedAndTheRightOneStillTaken() throws Exception {
    for (String wrong :
        List.of(
            "/?code=a&state=" + state + "x",
            "/?code=a",
            "/?code=a&state=",
            "/?error=access_denied&state=x",
            "/?code=a&state=" + state + "&state=" + state,
            "/?code=a&code=b&state=" + state,
            "/?state=" + state,
            "/?code=&state=" + state)) {
      assertEquals(400, get(wrong).statusCode(), wrong);
      assertFalse(receiver.answer().isDone(), wrong);
    }
    assertEquals(200, get("/?state=" + state + "&code=right").statusCode());
    assertEquals("right", ((RedirectAnswer.Code) answer()).code().reveal());
  }

  @Test
  void whatIsNotEncodedAsItShouldIsRefused() {
    assertFalse(receiver.submit("http://localhost/?code=%zz&state=" + state));
    assertFalse(receiver.answer().isDone());
  }

  @Test
  void otherPathsAreNotFound() throws Exception {
    for (String other : List.of("/", "/favicon.ico", "/callback?code=a&state=" + state)) {
      HttpResponse<String> page = get(other);
      assertEquals(404, page.statusCode(), other);
      assertEquals("", page.body(), other);
    }
    assertFalse(receiver.answer().isDone());
  }

  @Test
  void aRefusalIsToldWithItsReason() throws Exception {
    HttpResponse<String> page =
        get("/?error=access_denied&error_description=Not+today%3Cb%3E&state=" + state);
    assertEquals(200, page.statusCode());
    assertTrue(page.body().contains("has failed"), page.body());
    assertTrue(page.body().contains("You can close this window"), page.body());
    assertFalse(page.body().contains("<b>"), "what the provider says is not in the page");
    assertEquals(new RedirectAnswer.Refusal("access_denied", "Not today<b>"), answer());
  }

  @Test
  void thePageMayBeLoadedAgainAndTheFirstAnswerCounts() throws Exception {
    get("/?code=first&state=" + state);
    assertEquals(200, get("/?code=second&state=" + state).statusCode());
    assertEquals("first", ((RedirectAnswer.Code) answer()).code().reveal());
  }

  @Test
  void anAddressThatWasCopiedFromABrowserIsTaken() throws Exception {
    assertFalse(receiver.submit("nothing"));
    assertFalse(receiver.submit("http://localhost:8020/?code=a&state=other"));
    assertTrue(receiver.submit(" http://localhost:8020/?code=a&state=" + state + "#top\n"));
    assertEquals("a", ((RedirectAnswer.Code) answer()).code().reveal());
  }

  @Test
  void noAnswerIsTakenBeforeARequestIsMade() throws Exception {
    try (RedirectReceiver early = new RedirectReceiver(List.of(0))) {
      assertFalse(early.submit("http://localhost/?code=a&state="));
      assertFalse(early.answer().isDone());
    }
  }

  @Test
  void tooManyRequestsEndTheWait() throws Exception {
    for (int i = 0; i < 200; i++) {
      assertEquals(404, get("/favicon.ico").statusCode());
    }
    assertFalse(receiver.answer().isDone());
    get("/favicon.ico");
    ExecutionException ended = assertThrows(ExecutionException.class, this::answer);
    assertTrue(ended.getMessage().contains("200 requests"), ended.getMessage());
  }
}
