package io.github.lakewire.it;

import io.github.lakewire.jdbc.SignInPrompt;
import io.github.lakewire.jdbc.SignInRequest;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who is shown where to sign in, as the application's prompt: does what the test wants him to, with
 * a browser that has cookies, follows redirects and sends the forms of the identity provider.
 */
public final class PersonAtTheBrowser implements SignInPrompt {
  /** What he does; nothing is shown to him while there is nothing. */
  interface Deed {
    boolean seen(SignInRequest request) throws Exception;
  }

  private static final AtomicReference<Deed> DEED = new AtomicReference<>();
  private static final List<SignInRequest> SHOWN = new CopyOnWriteArrayList<>();
  private static final List<SignInRequest> OVER = new CopyOnWriteArrayList<>();

  /** Made by the driver. */
  public PersonAtTheBrowser() {}

  /** Says what he does from now on, and forgets what he was shown. */
  static void will(Deed deed) {
    DEED.set(deed);
    SHOWN.clear();
    OVER.clear();
  }

  /** Signs in, in a thread of his own, as people do. */
  static boolean signsIn(SignInRequest request) {
    Thread hands =
        new Thread(
            () -> {
              try {
                new Browser().signIn(request.address());
              } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
              }
            },
            "person at the browser");
    hands.setDaemon(true);
    hands.start();
    return true;
  }

  static List<SignInRequest> shown() {
    return new ArrayList<>(SHOWN);
  }

  static List<SignInRequest> over() {
    return new ArrayList<>(OVER);
  }

  @Override
  public boolean show(SignInRequest request) {
    Deed deed = DEED.get();
    SHOWN.add(request);
    try {
      return deed != null && deed.seen(request);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void over(SignInRequest request) {
    OVER.add(request);
  }

  /** One window, without scripts. */
  static final class Browser {
    private static final Pattern FORM =
        Pattern.compile("<form[^>]*?(?:action=\"([^\"]*)\")?[^>]*>(.*?)</form>", Pattern.DOTALL);
    private static final Pattern ACTION = Pattern.compile("<form[^>]*action=\"([^\"]*)\"");
    private static final Pattern INPUT = Pattern.compile("<input[^>]*>");

    private final HttpClient http =
        HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    /** Opens an address, signs in as ada, agrees to what is asked; returns the last page. */
    HttpResponse<String> signIn(URI address) throws IOException, InterruptedException {
      return answer(address, "submit-consent");
    }

    /** The same, but does not agree. */
    HttpResponse<String> refuse(URI address) throws IOException, InterruptedException {
      return answer(address, "cancel-consent");
    }

    private HttpResponse<String> answer(URI address, String button)
        throws IOException, InterruptedException {
      HttpResponse<String> page = open(address);
      if (page.uri().getPath().endsWith("/login")) {
        page = send(page, Map.of("username", "ada", "password", "ada-SECRET"), true);
      }
      if (page.body().contains("consent")) {
        page = send(page, Map.of(), button.equals("submit-consent"));
      }
      return page;
    }

    HttpResponse<String> open(URI address) throws IOException, InterruptedException {
      return send(HttpRequest.newBuilder(address).header("Accept", "text/html"));
    }

    /** Sends the form of a page with what was entered. */
    private HttpResponse<String> send(
        HttpResponse<String> page, Map<String, String> entered, boolean checked)
        throws IOException, InterruptedException {
      Matcher form = FORM.matcher(page.body());
      if (!form.find()) {
        throw new IOException("no form at " + page.uri() + ": " + page.body());
      }
      List<String> fields = new ArrayList<>();
      Map<String, String> own = new TreeMap<>(entered);
      Matcher inputs = INPUT.matcher(form.group());
      while (inputs.find()) {
        String input = inputs.group();
        String name = attribute(input, "name");
        String type = attribute(input, "type");
        if (!name.isEmpty()
            && !own.containsKey(name)
            && (checked || !type.equals("checkbox"))
            && !type.equals("submit")) {
          fields.add(field(name, attribute(input, "value")));
        }
      }
      own.forEach((name, value) -> fields.add(field(name, value)));
      Matcher action = ACTION.matcher(form.group());
      URI target = action.find() ? page.uri().resolve(action.group(1)) : page.uri();
      return send(
          HttpRequest.newBuilder(target)
              .header("Accept", "text/html")
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(BodyPublishers.ofString(String.join("&", fields))));
    }

    private HttpResponse<String> send(HttpRequest.Builder request)
        throws IOException, InterruptedException {
      return http.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
    }

    private static String attribute(String tag, String name) {
      Matcher matcher = Pattern.compile(" " + name + "=\"([^\"]*)\"").matcher(tag);
      return matcher.find() ? matcher.group(1) : "";
    }

    private static String field(String name, String value) {
      return URLEncoder.encode(name, StandardCharsets.UTF_8)
          + "="
          + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
  }
}
